package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dialect as a value, in options, in a world file, and through the control API. */
final class DialectValueTest {
    private static final String DOCUMENTED = "{\"unknownTransaction\":\"EMPTY_LIST\",\"statusLag\":\"PT0S\","
            + "\"statusFiltered\":true,\"statusForm\":\"WRAPPED\",\"failedDevicesPerPage\":0,"
            + "\"devicesInProgress\":false,\"goodDevicesListed\":false,\"meidForm\":\"AS_SENT\","
            + "\"letterCase\":\"AS_SENT\",\"imeiCheckDigit\":true,\"deviceKey\":\"BY_TYPE\","
            + "\"foreignDeviceLevel\":\"DEVICE\",\"invalidDevice\":\"DEVICE_INVALID\",\"stateWhileWorking\":null,"
            + "\"codes\":\"DOCUMENTED\",\"reupload\":\"DUPLICATE\",\"wrongCustomer\":\"AT_ONCE\","
            + "\"repeatedDevices\":\"ONCE\",\"operationTypeShown\":true,\"typeShown\":true,\"expiresInShown\":true,"
            + "\"namesShared\":true,\"transactionsShared\":true,\"devicesShared\":true,\"uploadTag\":\"UUID\"}";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.instant());

    @TempDir
    Path folder;

    @Test
    void text_namesWhatIsNotAsDocumented() {
        Dialect dialect = Dialect.documented()
                .with(Dialect.STATE_WHILE_WORKING, "Verifying")
                .with(Dialect.STATUS_LAG, Duration.ofSeconds(2))
                .with(Dialect.REUPLOAD, Dialect.Reupload.DUPLICATE);

        assertThat(Dialect.documented()).hasToString("Dialect[]");
        assertThat(dialect).hasToString("Dialect[statusLag=PT2S, stateWhileWorking=Verifying]");
        assertThat(dialect.with(Dialect.STATUS_LAG, Duration.ZERO)).hasToString("Dialect[stateWhileWorking=Verifying]");
    }

    @Test
    void equalSwitches_areEqualDialects() {
        Dialect dialect = Dialect.documented().with(Dialect.FAILED_DEVICES_PER_PAGE, 3);
        Dialect again =
                Dialect.documented().with(Dialect.FAILED_DEVICES_PER_PAGE, 2).with(Dialect.FAILED_DEVICES_PER_PAGE, 3);

        assertThat(dialect)
                .isEqualTo(again)
                .hasSameHashCodeAs(again)
                .isNotEqualTo(Dialect.documented())
                .isNotEqualTo("Dialect");
        assertThat(dialect.with(Dialect.FAILED_DEVICES_PER_PAGE, 0).with(Dialect.STATE_WHILE_WORKING, null))
                .isEqualTo(Dialect.documented());
    }

    @Test
    void impossibleValues_areMisuse() {
        assertThatThrownBy(() -> Dialect.documented().with(Dialect.STATUS_LAG, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("statusLag must not be negative, but is PT-1S");
        assertThatThrownBy(() -> Dialect.documented().with(Dialect.FAILED_DEVICES_PER_PAGE, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("failedDevicesPerPage must not be negative, but is -1");
    }

    @Test
    void control_showsAllSwitches_andSetsThoseThatAreNamed() throws IOException {
        Caller control = Caller.plain(KNOX.simulator());
        assertThat(control.get("/_sim/dialect").body()).isEqualTo(DOCUMENTED);

        HttpResponse<String> set = control.put(
                "/_sim/dialect",
                "{\"reupload\":\"SILENT\",\"statusLag\":\"PT2S\",\"failedDevicesPerPage\":7,\"typeShown\":false,"
                        + "\"stateWhileWorking\":\"Busy\"}");

        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(Trees.object(set.body()))
                .hasSize(25)
                .containsAllEntriesOf(Map.of(
                        "reupload",
                        "SILENT",
                        "statusLag",
                        "PT2S",
                        "failedDevicesPerPage",
                        7.0,
                        "typeShown",
                        false,
                        "stateWhileWorking",
                        "Busy"));
        assertThat(KNOX.simulator().dialect())
                .isEqualTo(Dialect.documented()
                        .with(Dialect.REUPLOAD, Dialect.Reupload.SILENT)
                        .with(Dialect.STATUS_LAG, Duration.ofSeconds(2))
                        .with(Dialect.FAILED_DEVICES_PER_PAGE, 7)
                        .with(Dialect.TYPE_SHOWN, false)
                        .with(Dialect.STATE_WHILE_WORKING, "Busy"));
        assertThat(control.put("/_sim/dialect", set.body()).body()).isEqualTo(set.body());
        assertThat(control.put("/_sim/dialect", "{\"statusLag\":1500}").body()).contains("\"PT1.5S\"", "DUPLICATE");
        assertThat(control.put("/_sim/dialect", "{}").body()).isEqualTo(DOCUMENTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"x":1}                          | x is not a switch of the dialect; use one of unknownTransaction, statusLag, statusFiltered, statusForm, failedDevicesPerPage, devicesInProgress, goodDevicesListed, meidForm, letterCase, imeiCheckDigit, deviceKey, foreignDeviceLevel, invalidDevice, stateWhileWorking, codes, reupload, wrongCustomer, repeatedDevices, operationTypeShown, typeShown, expiresInShown, namesShared, transactionsShared, devicesShared, uploadTag
            {"reupload":"silent"}            | reupload must be one of ERROR, SILENT, DUPLICATE
            {"reupload":7}                   | reupload must be one of ERROR, SILENT, DUPLICATE
            {"typeShown":"true"}             | typeShown must be true or false
            {"failedDevicesPerPage":-1}      | failedDevicesPerPage must be a whole number from 0 to 2147483647
            {"statusLag":"P"}                | statusLag must be a duration of at most a day, such as PT2S
            {"statusLag":"PT-1S"}            | statusLag must be a duration of at most a day, such as PT2S
            {"statusLag":"P2D"}              | statusLag must be a duration of at most a day, such as PT2S
            {"stateWhileWorking":[]}         | stateWhileWorking must be a string
            """)
    void switchThatCannotBe_isExplained(String body, String error) throws IOException {
        HttpResponse<String> answer = Caller.plain(KNOX.simulator()).put("/_sim/dialect", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Trees.object(answer.body())).isEqualTo(Map.of("error", error));
        assertThat(KNOX.simulator().dialect()).isEqualTo(Dialect.documented());
    }

    @Test
    void worldAndOptions_setTheStart_andResetGoesBackToIt() throws IOException {
        Path file = Files.writeString(
                folder.resolve("world.json"), "{\"dialect\":{\"codes\":\"NAMELESS\"},\"resellers\":[]}");
        Dialect nameless = Dialect.documented().with(Dialect.CODES, Dialect.CodeForm.NAMELESS);
        Dialect text = Dialect.documented().with(Dialect.CODES, Dialect.CodeForm.TEXT);
        World world = World.read(file);
        assertThat(world.dialect()).isEqualTo(nameless);
        SimulatorOptions.Builder options = SimulatorOptions.builder().world(world);
        assertThat(options.build().world().dialect()).isEqualTo(nameless);

        try (Simulator simulator = Simulator.start(options.dialect(text).build())) {
            assertThat(simulator.dialect()).isEqualTo(text);
            simulator.dialect(nameless);
            assertThat(simulator.dialect()).isEqualTo(nameless);
            simulator.reset();
            assertThat(simulator.dialect()).isEqualTo(text);
        }
    }

    @Test
    void wrongSwitchOfAWorld_isNamedByItsPath() throws IOException {
        Path file = Files.writeString(folder.resolve("world.json"), "{\"dialect\":{\"codes\":\"x\"},\"resellers\":[]}");

        assertThatThrownBy(() -> World.read(file))
                .hasMessage(file + ": $.dialect.codes must be one of"
                        + " DOCUMENTED, MISPRINTED, CONTRADICTING, TEXT, ARRAYS, NAMELESS");
    }
}
