package io.github.kdpbridge.compattests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Stopwatch;
import io.github.kdpbridge.compattests.process.ChildJvm;
import io.github.kdpbridge.compattests.process.Gen1Request;
import io.github.kdpbridge.compattests.process.TestPostgresql;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is killed while it drives a move: another one goes on with it. */
@Tag("one-jdk")
class KilledMoverTest {
    private static final String CLOCK =
            "this machine's clock differs from the service's by -?[0-9]+ s; going by the service's";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PROCESSING = Duration.ofHours(1);

    @TempDir
    Path folder;

    @Test
    @ExpectedLog(CLOCK)
    void moveThatWaits_isFinishedByAnotherGateway() throws Exception {
        kill(List.of("begin"), 200, List.of("PO-1 ONE", "PO-2 ONE", "PO-3 TWO"));
    }

    @Test
    @ExpectedLog(CLOCK)
    @ExpectedLog(
            "upload PO-2 was not sent: customer 1200000321 moves to the other generation now; repeat it in some seconds")
    void moveThatHolds_isFinishedByAnotherGateway() throws Exception {
        kill(List.of("begin", "hold"), 503, List.of("PO-1 ONE", "PO-3 TWO"));
    }

    /**
     * Kills a gateway after some steps of a move.
     *
     * @param meanwhile the status of a new write at the other gateway before the move ends
     */
    private void kill(List<String> steps, int meanwhile, List<String> journal) throws Exception {
        SimulatorOptions slow =
                SimulatorOptions.builder().processingTime(PROCESSING).build();
        try (TestPostgresql database = TestPostgresql.start();
                Simulator simulator = Simulator.start(slow);
                Gateway survivor = MovingGateway.start(simulator.url().toString(), database.url());
                ChildJvm killed = ChildJvm.start(
                        MovingGateway.class, folder, simulator.url().toString(), database.url())) {
            String url = killed.await("listening");
            assertThat(upload("PO-1", "351800000000701", url)).isEqualTo(200);
            for (String step : steps) {
                killed.say(step);
                killed.await("done");
            }
            killed.kill();
            assertThat(upload("PO-2", "351800000001188", survivor.url().toString()))
                    .isEqualTo(meanwhile);

            simulator.advanceClock(PROCESSING);
            await(survivor, route -> route.phase() == Phase.CANARY);

            assertThat(upload("PO-3", "351800000000719", survivor.url().toString()))
                    .isEqualTo(200);
            assertThat(simulator.transactions())
                    .extracting(accepted -> accepted.transactionId() + " " + accepted.generation())
                    .isEqualTo(journal);
        }
    }

    private static int upload(String transaction, String imei, String gateway) throws Exception {
        Gen1Request upload = Gen1Request.upload(transaction, MovingGateway.CUSTOMER, List.of(imei));
        return HttpClient.newHttpClient()
                .send(upload.to(URI.create(gateway)), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static Route route(Gateway gateway) {
        return gateway.routes().find(MovingGateway.UNIT).orElseThrow();
    }

    private static void await(Gateway gateway, Predicate<Route> condition) {
        Stopwatch waited = Stopwatch.createStarted();
        while (!condition.test(route(gateway))) {
            assertThat(waited.elapsed()).isLessThan(PATIENCE);
            Thread.onSpinWait();
        }
    }
}
