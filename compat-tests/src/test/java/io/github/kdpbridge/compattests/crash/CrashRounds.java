package io.github.kdpbridge.compattests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Kills a gateway at each point of each write. In a round of a number, all writes that have a point of that number are
 * under way at once, each held there; so one kill is enough for all of them.
 */
final class CrashRounds {
    /** Longer than the service works on a transaction. */
    private static final Duration PROCESSING = Duration.ofSeconds(1);

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
        List<LegacyWrite> writes = LegacyWrite.withPoint(number).toList();
        begin(number, writes, write -> number);
        bench.kill();
        bench.restart();
        repeat(number, writes);
    }

    /** Kills the gateway when the service has answered, and then again and again while it settles what that left. */
    void killWhileSettling() {
        int round = LegacyWrite.mostPoints() + 1;
        List<LegacyWrite> writes = List.of(LegacyWrite.values());
        begin(round, writes, write -> 1 + write.points().indexOf(Point.ANSWERED));
        bench.kill();
        List<Point> settling = List.of(Point.ASKED, Point.CLAIMED, Point.ANSWERED, Point.SETTLED);
        for (int point = 1; point <= settling.size(); point++) {
            int hold = point;
            bench.restart(writes.stream()
                    .map(write -> write.transaction(round) + " " + hold)
                    .toArray(String[]::new));
            assertThat(bench.awaitHeld(1)).hasSize(1);
            bench.kill();
        }
        bench.restart();
        repeat(round, writes);
    }

    /** Has callers send writes, and the gateway hold each at one of its points. */
    private void begin(int round, List<LegacyWrite> writes, ToIntFunction<LegacyWrite> point) {
        prepare(round);
        writes.forEach(write -> bench.watch(write.transaction(round), point.applyAsInt(write)));
        writes.forEach(write -> bench.begin(write.request(round)));
        assertThat(bench.awaitHeld(writes.size()))
                .containsExactlyInAnyOrderElementsOf(
                        writes.stream().map(write -> write.transaction(round)).toList());
    }

    /** Waits for the gateway, and has the callers, who got no answer, send the same again. */
    private void repeat(int round, List<LegacyWrite> writes) {
        assertThat(bench.awaitReady()).as("open writes when ready").isEqualTo("0");
        for (LegacyWrite write : writes) {
            assertThat(bench.send(write.request(round)))
                    .as("%s, sent again in round %d", write, round)
                    .isEqualTo(success(write, round));
            assertThat(bench.send(write.request(round)))
                    .as("%s, sent a third time in round %d", write, round)
                    .isEqualTo(success(write, round));
            done(write, round);
        }
        assertThat(bench.portal()).as("portal after round %d", round).isEqualTo(portal);
        int requests = writes.stream().mapToInt(LegacyWrite::requests).sum();
        assertThat(bench.writes())
                .as("what the service answered to writes in round %d", round)
                .isEqualTo(Collections.nCopies(requests, 200));
        assertThat(bench.answered())
                .as("callers who were answered before a kill")
                .isZero();
    }

    private void prepare(int round) {
        assertThat(bench.send(LegacyWrite.stock(round))).isEqualTo(success("stock-" + round));
        assertThat(bench.send(LegacyWrite.wrongUpload(round))).isEqualTo(success("wrong-" + round));
        assertThat(bench.send(LegacyWrite.wrongUploadInParts(round))).isEqualTo(success("wrong-big-" + round));
        // What an upload in progress will register, nothing knows yet.
        bench.simulator().advanceClock(PROCESSING);
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
