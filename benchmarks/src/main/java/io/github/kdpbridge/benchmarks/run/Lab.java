package io.github.kdpbridge.benchmarks.run;

import io.github.kdpbridge.benchmarks.load.LoadReport;
import io.github.kdpbridge.benchmarks.load.Workload;
import io.github.kdpbridge.benchmarks.load.Wrk;
import io.github.kdpbridge.benchmarks.program.Jdk;
import io.github.kdpbridge.benchmarks.program.Nginx;
import io.github.kdpbridge.benchmarks.program.Programs;
import io.github.kdpbridge.benchmarks.program.Running;
import io.github.kdpbridge.benchmarks.program.Workplace;
import io.github.kdpbridge.benchmarks.result.Results;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all measurements need: a workplace, the service behind everything, the JDKs, and where results go. */
public final class Lab implements AutoCloseable {
    /** How many devices the transaction has whose status the service answers with. */
    public static final int STATUS_DEVICES = 10_000;

    private final Workplace workplace;
    private final Path home;
    private final List<Jdk> jdks;
    private final Pace pace;
    private final PrintWriter progress;
    private final Programs programs;
    private final Wrk wrk;
    private final Running service;
    private final Results results = new Results();

    private Lab(Workplace workplace, Path home, List<Jdk> jdks, Pace pace, PrintWriter progress) {
        this.workplace = workplace;
        this.home = home;
        this.jdks = List.copyOf(jdks);
        this.pace = pace;
        this.progress = progress;
        this.programs = new Programs(workplace, home);
        this.wrk = new Wrk(workplace);
        this.service = Nginx.service(workplace, Workload.statusAnswer(STATUS_DEVICES));
    }

    /**
     * Makes the workplace and starts the service.
     *
     * @param home the folder of the project
     * @param jdks to measure with, at least one
     * @param progress where it says what it does
     */
    public static Lab open(Path home, List<Jdk> jdks, Pace pace, PrintWriter progress) {
        Workplace workplace = Workplace.create();
        return new Lab(workplace, home, jdks, pace, progress);
    }

    /** Returns what has been measured. */
    public Results results() {
        return results;
    }

    /** Ends all programs and removes what is temporary. */
    @Override
    public void close() {
        workplace.close();
    }

    Workplace workplace() {
        return workplace;
    }

    Path home() {
        return home;
    }

    List<Jdk> jdks() {
        return jdks;
    }

    Jdk firstJdk() {
        return jdks.get(0);
    }

    Pace pace() {
        return pace;
    }

    Programs programs() {
        return programs;
    }

    Running service() {
        return service;
    }

    LoadReport load(Running program, Workload workload, int connections, int seconds) {
        return wrk.load(program, workload, connections, seconds);
    }

    LoadReport load(Running program, Workload workload, int connections, int seconds, double pauseMillis) {
        return wrk.load(program, workload, connections, seconds, pauseMillis);
    }

    void say(String what) {
        progress.println(what);
        progress.flush();
    }

    /** Adds what wrk reported, below a topic. */
    void record(String topic, Map<String, String> labels, LoadReport report) {
        results.add(topic + ".rate", labels, "1/s", report.rate());
        results.add(topic + ".p50", labels, "ms", LoadReport.millis(report.p50()));
        results.add(topic + ".p99", labels, "ms", LoadReport.millis(report.p99()));
        results.add(topic + ".max", labels, "ms", LoadReport.millis(report.max()));
        results.add(topic + ".requests", labels, "requests", (double) report.requests());
        results.add(topic + ".refused", labels, "requests", (double) report.refused());
        results.add(topic + ".errors", labels, "requests", (double) report.errors());
    }

    /** The labels of a program, and others. */
    static Map<String, String> labels(Running program, Object... others) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("system", program.system());
        if (!program.jdk().isEmpty()) {
            labels.put("jdk", program.jdk());
        }
        for (int i = 0; i < others.length; i += 2) {
            labels.put(others[i].toString(), others[i + 1].toString());
        }
        return labels;
    }
}
