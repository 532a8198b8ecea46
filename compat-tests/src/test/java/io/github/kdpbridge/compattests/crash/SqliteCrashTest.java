package io.github.kdpbridge.compattests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.http.Fault;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class SqliteCrashTest {
    private static final String ASKING =
            "503 {\"ready\":false,\"parts\":{\"listener\":\"ready\",\"ledger\":\"asking the service for what was open\","
                    + "\"contract\":\"as assumed\"}}";
    private static final String READY = "200 {\"ready\":true,\"parts\":{\"listener\":\"ready\",\"ledger\":\"ready\","
            + "\"contract\":\"as assumed\"}}";

    @TempDir
    Path folder;

    @Test
    void killedBetweenAnyTwoSteps_nothingIsLostAndNothingDoneTwice() {
        try (Bench bench = new Bench(folder, folder.resolve("ledger.db").toString())) {
            CrashRounds rounds = new CrashRounds(bench);
            rounds.learn();
            for (int number = 1; number <= LegacyWrite.mostPoints(); number++) {
                rounds.kill(number);
            }
            rounds.killWhileSettling();
        }
    }

    @Test
    void serviceSilentAfterAKill_gatewayIsNotReadyUntilItAnswers() throws Exception {
        try (Bench bench = new Bench(folder, folder.resolve("ledger.db").toString())) {
            LegacyWrite write = LegacyWrite.UPLOAD;
            bench.watch(write.transaction(1), 1 + write.points().indexOf(Point.ANSWERED));
            bench.begin(write.request(1));
            assertThat(bench.awaitHeld(1)).containsExactly(write.transaction(1));
            bench.kill();
            bench.simulator().fault(Fault.dropBefore(Bench.STATUS_PATH).times(Integer.MAX_VALUE));
            bench.restart();
            do {
                assertThat(bench.health()).isEqualTo(ASKING);
            } while (bench.questions() < 5);

            bench.simulator().clearFaults();

            assertThat(bench.awaitReady()).as("open writes when ready").isEqualTo("0");
            assertThat(bench.health()).isEqualTo(READY);
        }
    }
}
