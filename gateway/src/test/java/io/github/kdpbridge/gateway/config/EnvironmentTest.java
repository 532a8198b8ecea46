package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.gateway.TestKeys;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.gateway.settings.Environment;
import io.github.kdpbridge.gen1facade.Gen1Key;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private static final Map<String, String> WHOLE = Map.of(
            "KDP_RESELLERS_0_RESELLER_ID", "4680000925",
            "KDP_RESELLERS_0_GEN1_KEY", "old, new",
            "KDP_RESELLERS_0_GEN2_AUTH_SCHEME", "signed-token",
            "KDP_RESELLERS_0_GEN2_AUTH_CLIENT_IDENTIFIER", "sim-client-identifier",
            "KDP_RESELLERS_0_GEN2_AUTH_KEY_FILE", "keys.json");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeKey() throws Exception {
        TestKeys.write(directory.resolve("keys.json"));
        file = Files.writeString(directory.resolve("gateway.conf"), "");
    }

    private GatewayConfig read(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(WHOLE);
        environment.putAll(more);
        return ConfigReader.read(file, environment);
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.listen,                      KDP_GATEWAY_LISTEN",
        "gateway.limits.headTime,             KDP_GATEWAY_LIMITS_HEAD_TIME",
        "resellers[0].resellerId,             KDP_RESELLERS_0_RESELLER_ID",
        "resellers[12].gen1KeySha256,         KDP_RESELLERS_12_GEN1_KEY_SHA256",
        "wire.errors.DEVICE_INVALID.gen1,     KDP_WIRE_ERRORS_DEVICE_INVALID_GEN1",
        "wire.gen2.lists.names.pageParameter, KDP_WIRE_GEN2_LISTS_NAMES_PAGE_PARAMETER",
    })
    void name_isThePathInCapitals(String path, String name) {
        assertThat(Environment.name(path)).isEqualTo(name);
    }

    @Test
    void everything_canComeFromTheEnvironment() {
        GatewayConfig config = read(Map.of(
                "KDP_GATEWAY_LISTEN", "0.0.0.0:9000",
                "KDP_GATEWAY_ADMIN_LISTEN", "off",
                "KDP_GATEWAY_LIMITS_BODY", "1MiB",
                "KDP_WIRE_GEN1_UPLOAD_PATHS", "/one,/two",
                "KDP_WIRE_ERRORS_DEVICE_INVALID_GEN1", "4007777"));

        assertThat(config.listen()).isEqualTo(HostAndPort.fromParts("0.0.0.0", 9000));
        assertThat(config.admin()).isEmpty();
        assertThat(config.limits().get(GatewaySettings.BODY)).isEqualTo(1024 * 1024);
        assertThat(config.accounts().get(0).keys()).containsExactlyInAnyOrder(Gen1Key.of("old"), Gen1Key.of("new"));
        assertThat(config.profile().uploadPaths()).containsExactlyInAnyOrder("/one", "/two");
        assertThat(config.profile().errors().code(Generation.GEN1, Condition.DEVICE_INVALID))
                .isEqualTo("4007777");
    }

    @Test
    void image_takesAllButItsAddressFromTheEnvironment() throws Exception {
        Path image = Path.of("").toAbsolutePath().resolveSibling("examples/deploy/container.conf");
        Files.copy(image, file, StandardCopyOption.REPLACE_EXISTING);

        // The folder of the ledger is the image's own.
        GatewayConfig config = read(Map.of("KDP_GATEWAY_LEDGER_FILE", "off"));

        assertThat(config.listen()).isEqualTo(HostAndPort.fromParts("0.0.0.0", 8080));
        assertThat(config.admin()).contains(HostAndPort.fromParts("127.0.0.1", 8081));
        assertThat(config.accounts()).hasSize(1);
    }

    @Test
    void variable_goesBeforeTheFileAndAddsResellers() throws Exception {
        Files.writeString(file, """
                gateway { listen = "127.0.0.1:8000" }
                resellers = [{ resellerId = "1", gen1Key = "of, the file" }]
                """);

        GatewayConfig config = read(Map.of(
                "KDP_GATEWAY_LISTEN", "127.0.0.1:9000",
                "KDP_RESELLERS_1_RESELLER_ID", "2",
                "KDP_RESELLERS_1_GEN1_KEY", "other",
                "KDP_RESELLERS_1_GEN2_AUTH_SCHEME", "oauth2",
                "KDP_RESELLERS_1_GEN2_AUTH_CLIENT_ID", "id",
                "KDP_RESELLERS_1_GEN2_AUTH_CLIENT_SECRET", "hush"));

        assertThat(config.listen().getPort()).isEqualTo(9000);
        assertThat(config.accounts())
                .extracting(account -> account.reseller().toString())
                .containsExactly("4680000925", "2");
    }

    @Test
    void textOfTheFile_isNotCutAtCommas() throws Exception {
        Files.writeString(file, "resellers = [{ resellerId = \"1\", gen1Key = \"of, the file\" }]");
        Map<String, String> auth = new HashMap<>(WHOLE);
        auth.remove("KDP_RESELLERS_0_GEN1_KEY");

        assertThat(ConfigReader.read(file, auth).accounts().get(0).keys()).containsExactly(Gen1Key.of("of, the file"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KDP_GATEWAY_LISTEN                  | no where | must be HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080",
                "KDP_GATEWAY_LISSEN                  | x       | there is no such setting",
                "KDP_GATEWAY_LIMITS_BODY             | many    | must be a size, such as 64MiB",
                "KDP_RESELLERS_0_GEN2_BASE_URL       | ftp:    | must be an http or https URL, not ftp:",
                "KDP_RESELLERS_0_GEN1_KEY            | hush\u00e9 | the key must be ASCII without blanks at its ends, or no header can carry it",
            })
    void mistake_namesTheVariable(String name, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("environment: " + name + ": " + message);
    }

    /** Kubernetes sets them beside a service named kdp-gateway; the others are names of the user's own. */
    @Test
    void variablesOfOthers_areNoMistakes() {
        GatewayConfig config = read(Map.of(
                "KDP_GATEWAY_PORT", "tcp://10.0.0.1:8080",
                "KDP_GATEWAY_PORT_8080_TCP_ADDR", "10.0.0.1",
                "KDP_GATEWAY_SERVICE_HOST", "10.0.0.1",
                "KDP_GEN1_KEY", "x",
                "KDP_LOG_LEVEL", "DEBUG",
                "KDP_GATEWAY_LISTEN", ""));

        assertThat(config.listen()).isEqualTo(HostAndPort.fromParts("127.0.0.1", 8080));
    }
}
