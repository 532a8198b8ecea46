package io.github.kdpbridge.compattests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Kills a gateway at each point of each write. In a round of a number, all writes that have a point of that number are
 * under way at once, each held there; so one kill is enough for all of them.
 */
final class CrashRounds {
    private final Bench bench;
    /** What is registered, when nothing is lost and nothing done that was not asked for. */
    private final Set<String> portal = new TreeSet<>();

    CrashRounds(Bench bench) {
        this.bench = bench;
    }

    /** Does each write without a kill, and looks whether it comes to the points that are expected of it. */
    void learn() {
        assertThat(bench.awaitReady()).isEqualTo("0");
        prepare(0);
        for (LegacyWrite write : LegacyWrite.values()) {
            bench.watch(write.transaction(0), Watch.NEVER);
            assertThat(bench.send(write.request(0))).isEqualTo(success(write, 0));
            assertThat(bench.points(write.transaction(0)))
                    .as("points of %s", write)
                    .isEqualTo(write.points().toString());
            done(write, 0);
        }
        assertThat(bench.portal()).isEqualTo(portal);
    }

    /** Kills the gateway at the points of a number, from 1, and has it started again. */
    void kill(int number) {
        prepare(number);
        List<LegacyWrite> writes = LegacyWrite.withPoint(number).toList();
        writes.forEach(write -> bench.watch(write.transaction(number), number));
        List<CompletableFuture<HttpResponse<String>>> callers =
                writes.stream().map(write -> bench.begin(write.request(number))).toList();
        assertThat(bench.awaitHeld(writes.size()))
                .containsExactlyInAnyOrderElementsOf(
                        writes.stream().map(write -> write.transaction(number)).toList());
        bench.kill();
        assertThat(callers)
                .as("callers of a gateway that was killed")
                .allSatisfy(caller -> assertThat(caller).failsWithin(Duration.ofMinutes(1)));

        bench.restart();
        assertThat(bench.awaitReady()).as("open writes when ready").isEqualTo("0");

        for (LegacyWrite write : writes) {
            assertThat(bench.send(write.request(number)))
                    .as(
                            "%s, sent again after a kill at %s",
                            write, write.points().get(number - 1))
                    .isEqualTo(success(write, number));
            assertThat(bench.send(write.request(number)))
                    .as("%s, sent a third time", write)
                    .isEqualTo(success(write, number));
            done(write, number);
        }
        assertThat(bench.portal()).as("portal after a kill at point %d", number).isEqualTo(portal);
        int requests = writes.stream().mapToInt(LegacyWrite::requests).sum();
        assertThat(bench.writes())
                .as("what the service answered to writes, around a kill at point %d", number)
                .isEqualTo(Collections.nCopies(requests, 200));
    }

    private void prepare(int round) {
        assertThat(bench.send(LegacyWrite.stock(round))).isEqualTo(success("stock-" + round));
        assertThat(bench.send(LegacyWrite.wrongUpload(round))).isEqualTo(success("wrong-" + round));
        LegacyWrite.withPoint(1).flatMap(write -> write.before(round)).forEach(portal::add);
        bench.simulator().clearRequests();
    }

    private void done(LegacyWrite write, int round) {
        write.before(round).forEach(portal::remove);
        write.after(round).forEach(portal::add);
    }

    private static String success(LegacyWrite write, int round) {
        return success(write.transaction(round));
    }

    private static String success(String transaction) {
        return "200 {\"transactionId\":\"%s\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}"
                .formatted(transaction);
    }
}
