package io.github.kdpbridge.benchmarks.load;

import io.github.kdpbridge.benchmarks.program.Running;
import io.github.kdpbridge.benchmarks.program.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Loads one program at a time, by wrk. */
public final class Wrk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Workplace workplace;
    private int runs;

    /** Writes its scripts into a folder of that workplace. */
    public Wrk(Workplace workplace) {
        this.workplace = workplace;
    }

    /** Sends as fast as the answers come. */
    public LoadReport load(Running program, Workload workload, int connections, int seconds) {
        return load(program, workload, connections, seconds, 0);
    }

    /**
     * Sends with pauses.
     *
     * @param seconds how long, at least 1
     * @param pauseMillis the mean of the pauses before each request of a connection, which are distributed
     *     exponentially; no part of the latencies; 0 for none
     */
    public LoadReport load(Running program, Workload workload, int connections, int seconds, double pauseMillis) {
        runs++;
        Path body = workplace.write("body-" + runs, workload.body());
        Path script = workplace.write(
                "load-" + runs + ".lua",
                Script.of(workload, body, Long.toString(System.nanoTime(), Character.MAX_RADIX), pauseMillis));
        String path = program.isGen1() ? workload.gen1Path() : workload.gen2Path();
        String output = workplace.output(
                Duration.ofSeconds(seconds).plus(PATIENCE).plus(PATIENCE),
                List.of(
                        "wrk",
                        "-t" + Math.min(2, connections),
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--timeout",
                        PATIENCE.toSeconds() + "s",
                        "-s",
                        script.toString(),
                        program.url() + path));
        workplace.remove(body);
        workplace.remove(script);
        return LoadReport.parse(output);
    }
}
