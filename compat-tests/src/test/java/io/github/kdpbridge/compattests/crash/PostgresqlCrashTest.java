package io.github.kdpbridge.compattests.crash;

import io.github.kdpbridge.compattests.process.TestPostgresql;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A class of its own, so that it runs beside {@link SqliteCrashTest}. */
@Tag("one-jdk")
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class PostgresqlCrashTest {
    @TempDir
    Path folder;

    @Test
    void killedBetweenAnyTwoSteps_nothingIsLostAndNothingDoneTwice() {
        try (TestPostgresql database = TestPostgresql.start();
                Bench bench = new Bench(folder, database.url())) {
            CrashRounds rounds = new CrashRounds(bench);
            rounds.learn();
            for (int number = 1; number <= LegacyWrite.mostPoints(); number++) {
                rounds.kill(number);
            }
            rounds.killWhileSettling();
        }
    }
}
