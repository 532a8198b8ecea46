package io.github.kdpbridge.benchmarks.run;

import io.github.kdpbridge.benchmarks.load.LoadReport;
import io.github.kdpbridge.benchmarks.load.Workload;
import io.github.kdpbridge.benchmarks.program.GatewaySetting;
import io.github.kdpbridge.benchmarks.program.Jdk;
import io.github.kdpbridge.benchmarks.program.Nginx;
import io.github.kdpbridge.benchmarks.program.Running;
import java.util.ArrayList;
import java.util.List;

/** The gateway, nginx as a plain proxy and the translator, running side by side; one at a time is loaded. */
public final class Contest implements AutoCloseable {
    private static final int WARM_CONNECTIONS = 32;
    private static final int REQUESTS_A_SECOND = 1000;
    private static final int PACED_CONNECTIONS = 64;

    private final Lab lab;
    private final List<Running> systems = new ArrayList<>();
    private boolean warm;

    private Contest(Lab lab) {
        this.lab = lab;
    }

    /** Starts them, those in Java once for each JDK. */
    public static Contest open(Lab lab) {
        Contest contest = new Contest(lab);
        contest.systems.add(Nginx.proxy(lab.workplace(), lab.service()));
        for (Jdk jdk : lab.jdks()) {
            contest.systems.add(lab.programs().gateway(jdk, lab.service(), GatewaySetting.PLAIN));
        }
        for (Jdk jdk : lab.jdks()) {
            contest.systems.add(lab.programs().translator(jdk, lab.service()));
        }
        return contest;
    }

    /** Measures requests a second at full load, and the service's own, which is to be no bottleneck. */
    public void throughput(List<Workload> workloads, List<Integer> connections) {
        for (Workload workload : workloads) {
            warmUp(workload);
            for (int round = 1; round <= lab.pace().rounds(); round++) {
                for (int many : connections) {
                    lab.say("throughput: " + workload.name() + ", " + many + " connections, round " + round);
                    for (Running system : systems) {
                        lab.record(
                                "throughput",
                                Lab.labels(system, "workload", workload.name(), "connections", many),
                                lab.load(system, workload, many, lab.pace().seconds()));
                    }
                }
            }
            int many = connections.get(connections.size() - 1);
            lab.record(
                    "throughput",
                    Lab.labels(lab.service(), "workload", workload.name(), "connections", many),
                    lab.load(lab.service(), workload, many, lab.pace().seconds()));
        }
    }

    /** Measures latency at 1,000 requests a second, of uploads of one device. */
    public void latency() {
        Workload workload = Workload.upload(1);
        warmUp(workload);
        List<Double> pauses = systems.stream().map(this::pause).toList();
        int seconds = 2 * lab.pace().seconds();
        for (int round = 1; round <= lab.pace().rounds(); round++) {
            lab.say("latency at 1,000 requests a second: round " + round);
            for (int i = 0; i < systems.size(); i++) {
                Running system = systems.get(i);
                lab.record(
                        "latency",
                        Lab.labels(system, "workload", workload.name()),
                        lab.load(system, workload, PACED_CONNECTIONS, seconds, pauses.get(i)));
            }
        }
    }

    /** Ends them. */
    @Override
    public void close() {
        systems.forEach(lab.programs()::stop);
    }

    /** The mean pause with which a system gets the rate: what its answers and wrk's timer take comes off. */
    private double pause(Running system) {
        double cycle = 1000.0 * PACED_CONNECTIONS / REQUESTS_A_SECOND;
        LoadReport trial = lab.load(system, Workload.upload(1), PACED_CONNECTIONS, 3, cycle);
        double pause = cycle - (1000.0 * PACED_CONNECTIONS / trial.rate() - cycle);
        // A trial on a busy machine is no reason to send faster than anybody would answer.
        return Math.max(0.9 * cycle, Math.min(cycle, pause));
    }

    private void warmUp(Workload workload) {
        for (Running system : systems) {
            if (!system.jdk().isEmpty()) {
                int seconds = warm ? lab.pace().furtherWarmUp() : lab.pace().warmUp();
                lab.say("warming up " + system.title() + " for " + seconds + " s: " + workload.name());
                lab.load(system, workload, WARM_CONNECTIONS, seconds);
            }
        }
        warm = true;
    }
}
