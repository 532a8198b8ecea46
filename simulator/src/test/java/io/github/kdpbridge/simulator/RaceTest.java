package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.http.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RaceTest {
    private static final int RACERS = 8;
    private static final String IMEI = "351800000000702";

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create(TestWorlds.instant());

    @Test
    void uploadsOfOneDevice_haveOneWinner() throws Exception {
        Caller gen1 = Caller.gen1(knox.simulator(), Caller.KEY);
        Caller gen2 = Caller.gen2(knox.simulator());
        List<Integer> statuses = race(i -> (i % 2 == 0
                        ? gen1.put(
                                "/bulkenroll/v1/reseller/devices",
                                Draft.of("t" + i, IMEI).gen1())
                        : gen2.put(
                                "/kcs/v1/rp/devices/upload",
                                Draft.of("t" + i, IMEI).gen2()))
                .statusCode());

        assertThat(statuses).containsOnly(200);
        long winners = 0;
        for (int i = 0; i < RACERS; i++) {
            String query = "?resellerId=4680000925&transactionId=t" + i;
            Map<String, Object> page = Trees.object(
                    Trees.member(gen2.get("/kcs/v1/rp/devices/status" + query).body(), "devices"));
            winners += Trees.list(page, "transactions").get(0).containsKey("devices") ? 0 : 1;
        }
        assertThat(winners).isEqualTo(1);
        assertThat(knox.simulator().devices()).hasSize(1);
    }

    @Test
    void requestsOfOneTransactionId_haveOneWinner() throws Exception {
        Caller gen1 = Caller.gen1(knox.simulator(), Caller.KEY);

        List<Integer> statuses = race(i -> gen1.put(
                        "/bulkenroll/v1/reseller/devices",
                        Draft.of("same", IMEI).gen1())
                .statusCode());

        assertThat(statuses)
                .containsOnlyOnce(200)
                .hasSize(RACERS)
                .filteredOn(it -> it == 409)
                .hasSize(RACERS - 1);
        assertThat(knox.simulator().requests())
                .extracting(RecordedRequest::status)
                .containsOnly(200, 409);
    }

    private static List<Integer> race(Racer racer) throws Exception {
        CyclicBarrier start = new CyclicBarrier(RACERS);
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            List<Callable<Integer>> racers = IntStream.range(0, RACERS)
                    .<Callable<Integer>>mapToObj(i -> () -> {
                        start.await(10, TimeUnit.SECONDS);
                        return racer.run(i);
                    })
                    .toList();
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> result : threads.invokeAll(racers)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Racer {
        int run(int number) throws Exception;
    }
}
