package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.CUSTOMER;
import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static io.github.kdpbridge.gateway.migration.Migrating.await;
import static io.github.kdpbridge.gateway.migration.Migrating.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.DifferenceFilter;
import io.github.kdpbridge.core.migration.Gate;
import io.github.kdpbridge.core.migration.Gate.State;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Selection;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.shadow.Tally;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.world.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the settings of a migration's safeguards do in the gateway. */
class SafeguardsTest {
    /** As fast as the client allows, without a second look. */
    private static final String FAST = "startPhase = SHADOW, shadow { rate = 1000, confirm = 1ms, %s }";

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    private long questions() {
        return knox.simulator().requests().stream()
                .filter(request -> request.path().equals("/kcs/v1/rp/devices"))
                .count();
    }

    private void awaitQuestions(Watched account, long number) {
        await(number + " questions", () -> {
            account.overseen.compare();
            return questions() >= number;
        });
    }

    private static Tally tally(Watched account, Unit unit) {
        return account.store.counts(RESELLER, Instant.EPOCH).stream()
                .filter(parity -> parity.unit().equals(unit))
                .map(parity -> parity.tally())
                .reduce(Tally.empty(), Tally::plus);
    }

    /** A hundred questions at the default pace take longer than the test waits. */
    @Test
    void rate_ofComparisons() {
        try (Watched account = Watched.of(knox, folder, FAST.formatted(""))) {
            for (int i = 0; i < 100; i++) {
                account.answerWithoutDevices("13000" + (10000 + i));
            }
            awaitQuestions(account, 100);
        }
    }

    @Test
    void slowRate_asksOnce() {
        try (Watched account = Watched.of(knox, folder, "startPhase = SHADOW, shadow.rate = 0.001")) {
            account.answerWithoutDevices("1300000001");
            account.answerWithoutDevices("1300000002");
            awaitQuestions(account, 1);
            for (int i = 0; i < 100; i++) {
                account.overseen.compare();
            }
            assertThat(questions()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 40"})
    void share_ofCalls(double share, int compared) {
        try (Watched account = Watched.of(knox, folder, FAST.formatted("share = " + share))) {
            for (int i = 0; i < 40; i++) {
                account.answerWithoutDevices(CUSTOMER);
            }
            awaitQuestions(account, compared);
            for (int i = 0; i < 100; i++) {
                account.overseen.compare();
            }
            assertThat(questions()).isEqualTo(compared);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 0"})
    void queue_ofQuestions(int queue, int dropped) {
        try (Watched account = Watched.of(knox, folder, FAST.formatted("queue = " + queue))) {
            account.moves.routes().see(UNIT, Phase.SHADOW);
            Unit second = Watched.unit("1300000002");
            account.moves.routes().see(second, Phase.SHADOW);
            account.answerWithoutDevices(CUSTOMER);
            account.answerWithoutDevices("1300000002");
            await("the verdict on the second question", () -> {
                account.overseen.compare();
                account.overseen.comparisons().compare(UNIT, null); // stores all counts
                return tally(account, second).questions() == 1;
            });

            assertThat(tally(account, second).dropped()).isEqualTo(dropped);
        }
    }

    /** The default looks again after 65 seconds, which is longer than the test waits. */
    @Test
    void confirm_isThePauseBeforeADifferenceCounts() {
        knox.simulator().dialect(knox.simulator().dialect().with(Dialect.DEVICES_SHARED, false));
        try (Watched account = Watched.of(knox, folder, FAST.formatted(""))) {
            account.moves.routes().see(UNIT, Phase.SHADOW);
            account.upload(CUSTOMER, "PO-1", "351800000000701");
            account.answerWithoutDevices(CUSTOMER);

            await("a difference", () -> {
                account.overseen.compare();
                return !account.store
                        .differences(RESELLER)
                        .part(DifferenceFilter.ALL, Cut.WHOLE)
                        .rows()
                        .isEmpty();
            });
        }
    }

    private static List<Gate> gates(Watched account) {
        return account.overseen.desk().plan(Selection.of(CUSTOMER), null).get(0).gates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHADOW | comparisons = 7, accountComparisons = 9 | NOT_YET | 1 compared of 7 (account 1 of 9)",
                "SHADOW | comparisons = 1, accountComparisons = 9 | READY   | 1 compared",
                "SHADOW | comparisons = 7, accountComparisons = 1 | READY   | 1 compared",
                "CANARY | trial = 36h                             | NOT_YET | 0 d 0 h of 1 d 12 h in CANARY",
                "CANARY | writes = 2                              | NOT_YET | 0 of 2 writes completed",
                "GEN2   | proof = 30d                             | NOT_YET | 0 d 0 h of 30 d 0 h in GEN2",
            })
    void gate_asksForWhatIsSet(Phase phase, String gates, State state, String number) {
        try (Watched account = Watched.of(knox, folder, "startPhase = %s, gates { %s }".formatted(phase, gates))) {
            account.moves.routes().see(UNIT, phase);
            account.overseen.comparisons().compare(UNIT, null);

            assertThat(gates(account)).anySatisfy(gate -> {
                assertThat(gate.number()).isEqualTo(number);
                assertThat(gate.state()).isEqualTo(state);
            });
        }
    }

    @Test
    void freezeFile_keepsCustomersFromMovingForward() throws Exception {
        Path file = folder.resolve("freeze");
        try (Watched account = Watched.of(knox, folder, "freezeFile = \"%s\"".formatted(file))) {
            account.overseen.judge();
            assertThat(account.overseen.desk().frozen()).isEmpty();

            Files.createFile(file);
            account.overseen.judge();
            assertThat(account.overseen.desk().frozen())
                    .hasValueSatisfying(
                            freeze -> assertThat(freeze.cause().who()).isEqualTo("file:freeze"));

            Files.delete(file);
            account.overseen.judge();
            assertThat(account.overseen.desk().frozen()).isEmpty();
        }
    }

    @Test
    void panicFile_bringsCustomersBack() throws Exception {
        Path file = folder.resolve("panic");
        try (Watched account = Watched.of(knox, folder, "startPhase = CANARY, panicFile = \"%s\"".formatted(file))) {
            account.moves.routes().see(UNIT, Phase.CANARY);
            account.overseen.judge();
            assertThat(account.moved()).isEmpty();

            Files.createFile(file);
            account.overseen.judge();
            assertThat(account.moved()).contains("file:panic 1200000321 SHADOW");
        }
    }

    @ParameterizedTest
    @CsvSource({"ask, 1", "off, 0"})
    void usedNames_areAskedForAtTheOldService(String usedNames, int asked) throws Exception {
        String migration = "startPhase = CANARY, usedNames = " + usedNames;
        try (Gateway gateway = Gateway.start(Watched.config(knox, folder, migration))) {
            assertThat(upload(gateway.url(), "PO-1", "351800000000701").status())
                    .isEqualTo(200);
        }
        assertThat(knox.simulator().requests())
                .filteredOn(request -> request.path().startsWith("/bulkenroll"))
                .hasSize(asked);
    }
}
