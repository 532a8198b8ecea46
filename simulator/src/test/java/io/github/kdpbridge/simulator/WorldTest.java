package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorldTest {
    @TempDir
    Path folder;

    @Test
    void exampleFile_isTheDefaultWorld() {
        assertThat(World.read(Path.of("../examples/world.json"))).isEqualTo(World.standard());
    }

    @Test
    void everyField_isRead() throws IOException {
        String key = Signer.at(TestWorlds.START).publicKey();
        Path file = write("""
                {"settings":{"processingMillis":5,"deviceLimit":7,"pageSizeLimit":9,"usualPageSize":8},
                 "dialect":{"reupload":"SILENT"},"rejected":["12"],
                 "phones":[{"imei":"1","imei2":"2","meid":"3","serialNumber":"4","model":"M"},{"imei":"5","model":"N"}],
                 "resellers":[{"resellerId":1,"name":"R","country":"KR","more":{"tier":1},"clientIdentifiers":[{"clientIdentifier":"c","publicKey":"%s"}],
                   "oauthClients":[{"clientId":"a","clientSecret":"s"},
                     {"clientId":"b","clientSecret":"s","scopes":["kdp.devices"],"tokenLifeSeconds":60}],
                   "customers":[{"customerId":"2","profileAliases":["p"],"name":"C","country":"DE","more":{"b":"x","a":"y"}},
                     {"customerId":"4"}],
                   "vendors":["3",{"vendorId":5,"name":"V","country":"FR","more":{"since":"2019"}},{"vendorId":"6"}],
                   "devices":[{"type":"SN","id":"R58M1234567","customerId":"2","vendorId":"3","transactionId":"t"}]}]}
                """.formatted(key));

        World world = World.read(file);

        assertThat(world)
                .isEqualTo(new World(
                        new World.Settings(Duration.ofMillis(5), 7, 9, 8),
                        Dialect.documented().with(Dialect.REUPLOAD, Dialect.Reupload.SILENT),
                        List.of(new World.Reseller(
                                "1",
                                null,
                                List.of(new World.ClientIdentifier("c", key)),
                                List.of(
                                        new World.OAuthClient("a", "s"),
                                        new World.OAuthClient("b", "s", List.of("kdp.devices"), 60)),
                                List.of(
                                        new World.Customer(
                                                "2",
                                                List.of("p"),
                                                new World.Details("C", "DE", Map.of("a", "y", "b", "x"))),
                                        new World.Customer("4", List.of())),
                                List.of(
                                        new World.Vendor("3", World.Details.none()),
                                        new World.Vendor("5", new World.Details("V", "FR", Map.of("since", "2019"))),
                                        new World.Vendor("6", World.Details.none())),
                                List.of(new World.SeedDevice(DeviceType.SN, "R58M1234567", "2", "3", "t")),
                                new World.Details("R", "KR", Map.of("tier", "1")))),
                        List.of(new World.Phone("1", "2", "3", "4", "M"), new World.Phone("5", null, null, null, "N")),
                        List.of("12")));
        try (Simulator simulator =
                Simulator.start(TestWorlds.still().world(world).build())) {
            RegisteredDevice seeded = new RegisteredDevice(
                    DeviceType.SN, "R58M1234567", "1", "2", "3", "t", TestWorlds.START, List.of(), null, true);
            assertThat(simulator.devices()).containsExactly(seeded);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [                                                      | it ends too early, in $[0]
            []                                                     | it is not an object
            {}                                                     | $.resellers is missing
            {"resellers":7}                                        | $.resellers must be an array
            {"resellers":[7]}                                      | $.resellers[0] must be an object
            {"resellers":[{}]}                                     | $.resellers[0].resellerId is missing
            {"resellers":[{"resellerId":[]}]}                      | $.resellers[0].resellerId must be a string
            {"resellers":[],"reseller":1}                          | $.reseller is not a field of the world; use one of settings, dialect, resellers, phones, rejected
            {"resellers":[],"settings":{"deviceLimit":0}}          | $.settings.deviceLimit must be a whole number from 1 to 2147483647
            {"resellers":[],"settings":{"processingMillis":"x"}}   | $.settings.processingMillis must be a whole number from 0 to 86400000
            {"resellers":[],"settings":{"usualPageSize":0}}        | $.settings.usualPageSize must be a whole number from 1 to 2147483647
            {"resellers":[],"settings":{"gen2StatusWrapped":true}} | $.settings.gen2StatusWrapped is not a field of the world; use one of processingMillis, deviceLimit, pageSizeLimit, usualPageSize
            {"resellers":[],"phones":[{"imei":"1"}]}               | $.phones[0].model is missing
            {"resellers":[],"rejected":"x"}                        | $.rejected must be an array of strings
            {"resellers":[{"resellerId":"1","oauthClients":[{"clientId":"c","clientSecret":"s","tokenLifeSeconds":0}]}]} | $.resellers[0].oauthClients[0].tokenLifeSeconds must be a whole number from 1 to 3600
            {"resellers":[{"resellerId":"1"},{"resellerId":"1"}]}  | $.resellers[1].resellerId is repeated in the file
            {"resellers":[{"resellerId":"1","gen1Key":"k"},{"resellerId":"2","gen1Key":"k"}]} | $.resellers[1].gen1Key is repeated in the file
            {"resellers":[{"resellerId":"1","vendors":"x"}]}       | $.resellers[0].vendors must be an array
            {"resellers":[{"resellerId":"1","vendors":[true]}]}    | $.resellers[0].vendors[0] must be an object
            {"resellers":[{"resellerId":"1","vendors":[""]}]}      | $.resellers[0].vendors[0] is missing
            {"resellers":[{"resellerId":"1","vendors":[{}]}]}      | $.resellers[0].vendors[0].vendorId is missing
            {"resellers":[{"resellerId":"1","customers":[{"customerId":"2","profileAliases":"p"}]}]} | $.resellers[0].customers[0].profileAliases must be an array of strings
            {"resellers":[{"resellerId":"1","customers":[{"customerId":"2","state":"x"}]}]} | $.resellers[0].customers[0].state is not a field of the world; use one of customerId, profileAliases, name, country, more
            {"resellers":[{"resellerId":"1","customers":[{"customerId":"2","more":{"a":{}}}]}]} | $.resellers[0].customers[0].more.a must be a string
            {"resellers":[],"settings":{"pageSizeLimit":0}}        | $.settings.pageSizeLimit must be a whole number from 1 to 2147483647
            {"resellers":[{"resellerId":"1","oauthClients":[{"clientId":"c"}]}]} | $.resellers[0].oauthClients[0].clientSecret is missing
            {"resellers":[{"resellerId":"1","clientIdentifiers":[{"clientIdentifier":"c","publicKey":"AAAA"}]}]} | $.resellers[0].clientIdentifiers[0].publicKey must be the Base64 of a public RSA key
            {"resellers":[{"resellerId":"1","devices":[{"type":"ICCID"}]}]} | $.resellers[0].devices[0].type must be IMEI, MEID or SN
            """)
    void wrongFile_isExplainedInOneLine(String json, String problem) throws IOException {
        Path file = write(json);

        assertThatThrownBy(() -> World.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": " + problem);
    }

    @Test
    void byteOrderMark_isSkipped() throws IOException {
        assertThat(World.read(write("\uFEFF{\"resellers\":[]}")).resellers()).isEmpty();
    }

    @Test
    void fileInUtf16_isNamedAsSuch() throws IOException {
        Path file = Files.write(folder.resolve("w.json"), "\uFEFF{}".getBytes(StandardCharsets.UTF_16LE));

        assertThatThrownBy(() -> World.read(file)).hasMessage(file + ": is text in UTF-16; save it in UTF-8");
    }

    @Test
    void missingFile_isNamed() {
        Path file = folder.resolve("none.json");

        assertThatThrownBy(() -> World.read(file)).hasMessage(file + ": there is no such file");
        assertThatThrownBy(() -> World.read(folder)).hasMessageStartingWith(folder + ": cannot be read: ");
    }

    @Test
    void settings_areChecked() {
        assertThatThrownBy(() -> new World.Settings(Duration.ofMillis(-1), 1))
                .hasMessage("processingTime must not be negative, but is PT-0.001S");
        assertThatThrownBy(() -> new World.Settings(Duration.ZERO, 0))
                .hasMessage("deviceLimit must be 1 or more, not 0");
        assertThatThrownBy(() -> World.Settings.standard().withPageSizeLimit(0))
                .hasMessage("pageSizeLimit must be 1 or more, not 0");
        assertThatThrownBy(() -> World.Settings.standard().withUsualPageSize(0))
                .hasMessage("usualPageSize must be 1 or more, not 0");
    }

    @Test
    void credentials_areNotPrinted() {
        assertThat(World.standard().toString()).doesNotContain("sim-gen1-key", "sim-secret");
        assertThat(new World.OAuthClient("sim-client", "sim-secret")).hasToString("OAuthClient[sim-client]");
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("world.json"), json);
    }
}
