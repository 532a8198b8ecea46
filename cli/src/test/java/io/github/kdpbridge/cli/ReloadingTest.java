package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.ConfigFiles;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose files change while it runs. */
final class ReloadingTest {
    private static final String TOLD = "kdp gateway has reloaded its resellers, keys and certificates";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    private Path write(String resellers) throws IOException {
        return Files.writeString(folder.resolve("gateway.conf"), """
                gateway {
                  listen = "127.0.0.1:0", admin { listen = "127.0.0.1:0" }, tokensAtStart = false, ledger { file = off }
                }
                """ + resellers);
    }

    private static String reseller(String key) {
        return """
                resellers = [{
                  resellerId = "4680000925", gen1Key = "%s"
                  gen2 { baseUrl = "http://127.0.0.1:1", auth { scheme = oauth2, clientId = "c", clientSecret = "s" } }
                }]
                """.formatted(key);
    }

    private Reloading of(ConfigFiles files, Gateway gateway) {
        return new Reloading(files, gateway::reload, new PrintWriter(out));
    }

    private static HttpURLConnection ask(URI url) throws IOException {
        return (HttpURLConnection) url.toURL().openConnection();
    }

    /** 403: the key is right, and the request names another reseller. */
    private static int status(Gateway gateway, String key) throws IOException {
        HttpURLConnection connection =
                ask(URI.create(gateway.url() + "/bulkenroll/v1/reseller/devices/status?resellerId=other"));
        connection.setRequestProperty("X-WSM-API-TOKEN", key);
        return connection.getResponseCode();
    }

    private static String metric(Gateway gateway, String name) throws IOException {
        URI metrics = URI.create(gateway.adminUrl().orElseThrow() + "/metrics");
        String text = new String(ask(metrics).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @ExpectedLog("nothing is reloaded: .*/gateway.conf: resellers\\[0\\].gen1Key: is empty")
    void changedFile_isReloaded_andAMistakeLeavesAllAsItWas() throws Exception {
        Path file = write(reseller("sim-gen1-key"));
        ConfigFiles files = new ConfigFiles(file);
        GatewayConfig config = files.read();
        try (Gateway gateway = Gateway.start(config)) {
            Reloading reloading = of(files, gateway);
            reloading.look();
            assertThat(status(gateway, "sim-gen1-key")).isEqualTo(403);
            assertThat(metric(gateway, "kdp_gateway_reload_refused")).isEqualTo("0.0");

            write(reseller("sim-next-key"));
            reloading.look();
            reloading.look();
            assertThat(status(gateway, "sim-next-key")).isEqualTo(403);
            assertThat(status(gateway, "sim-gen1-key")).isEqualTo(401);

            write(reseller(""));
            reloading.look();
            reloading.look();
            reloading.look();
            assertThat(status(gateway, "sim-next-key")).isEqualTo(403);
            assertThat(metric(gateway, "kdp_gateway_reload_refused")).isEqualTo("1.0");

            write(reseller("sim-next-key"));
            reloading.look();
            reloading.look();
            assertThat(metric(gateway, "kdp_gateway_reload_refused")).isEqualTo("0.0");
            assertThat(out.toString().lines()).containsExactly(TOLD, TOLD);
        }
    }

    /** A token that is taken away must not stay because the database was away at that moment. */
    @Test
    @ExpectedLog("nothing is reloaded yet, and it is tried again: the ledger cannot be reached")
    void reloadDuringATroubleOfTheLedger_isTriedAgain_andToldOnce() throws Exception {
        ConfigFiles files = new ConfigFiles(write(reseller("sim-gen1-key")));
        files.read();
        List<GatewayConfig> used = new ArrayList<>();
        AtomicBoolean isAway = new AtomicBoolean(true);
        AtomicInteger tries = new AtomicInteger();
        Reloading reloading = new Reloading(
                files,
                source -> {
                    GatewayConfig read = source.get();
                    tries.incrementAndGet();
                    if (isAway.get()) {
                        throw new LedgerException("the ledger cannot be reached", null);
                    }
                    used.add(read);
                    return List.of();
                },
                new PrintWriter(out));
        write(reseller("sim-next-key"));
        for (int i = 0; i < 4; i++) {
            reloading.look();
        }
        assertThat(tries).hasValue(3);

        isAway.set(false);
        reloading.look();
        reloading.look();

        assertThat(used).hasSize(1);
        assertThat(out.toString().lines()).containsExactly(TOLD);
    }

    @Test
    void reloadByHand_isNotDoneAgainByTheNextLook() throws Exception {
        Path file = write(reseller("sim-gen1-key"));
        ConfigFiles files = new ConfigFiles(file);
        GatewayConfig config = files.read();
        try (Gateway gateway = Gateway.start(config)) {
            Reloading reloading = of(files, gateway);
            write(reseller("sim-next-key"));

            reloading.now();
            reloading.look();
            reloading.look();

            assertThat(status(gateway, "sim-next-key")).isEqualTo(403);
            assertThat(out.toString().lines()).containsExactly(TOLD);
        }
    }

    /** A service that cannot be used is found only when its clients are made. */
    @Test
    @ExpectedLog("nothing is reloaded: .*")
    void configurationThatTheGatewayRefuses_isToldInOneLine() throws Exception {
        Path file = write(reseller("sim-gen1-key"));
        ConfigFiles files = new ConfigFiles(file);
        GatewayConfig config = files.read();
        try (Gateway gateway = Gateway.start(config)) {
            Reloading reloading = of(files, gateway);
            write(reseller("sim-next-key").replace("http://127.0.0.1:1", "ftp://x.example"));
            reloading.look();
            reloading.look();

            assertThat(status(gateway, "sim-gen1-key")).isEqualTo(403);
            assertThat(out.toString()).isEmpty();
        }
    }
}
