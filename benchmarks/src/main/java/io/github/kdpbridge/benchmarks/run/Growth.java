package io.github.kdpbridge.benchmarks.run;

import io.github.kdpbridge.benchmarks.load.LoadReport;
import io.github.kdpbridge.benchmarks.load.Workload;
import io.github.kdpbridge.benchmarks.program.GatewaySetting;
import io.github.kdpbridge.benchmarks.program.Nginx;
import io.github.kdpbridge.benchmarks.program.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gateway with ever more resellers, and under ever more connections. */
public final class Growth {
    private static final List<Integer> RESELLERS = List.of(1, 10, 100, 1000);
    private static final List<Integer> CONNECTIONS = List.of(1, 10, 100, 1_000, 10_000);
    private static final int UPSTREAM_AT_ONCE = 4_000;
    private static final int WARM_CONNECTIONS = 32;

    private Growth() {}

    /** Measures on the first JDK: resellers, then connections. */
    public static void measure(Lab lab) {
        resellers(lab);
        connections(lab);
    }

    private static void resellers(Lab lab) {
        Map<Integer, Running> gateways = new LinkedHashMap<>();
        for (int round = 1; round <= lab.pace().rounds(); round++) {
            lab.say("scale: starts with 1 to 1,000 resellers, round " + round);
            for (int many : RESELLERS) {
                Running before = gateways.get(many);
                if (before != null) {
                    lab.programs().stop(before);
                }
                long began = System.nanoTime();
                Running gateway = lab.programs()
                        .gateway(lab.firstJdk(), lab.service(), new GatewaySetting("off", many, 512, 512, "", ""));
                Map<String, String> labels = Lab.labels(gateway, "resellers", many);
                lab.results().add("resellers.start", labels, "s", (System.nanoTime() - began) / 1e9);
                lab.results().add("resellers.resident", labels, "MiB", gateway.residentMebibytes());
                gateways.put(many, gateway);
            }
        }
        Workload workload = Workload.upload(1);
        gateways.forEach((many, gateway) -> {
            lab.say("scale: warming up with " + many + " resellers");
            lab.load(gateway, workload, WARM_CONNECTIONS, Math.max(1, lab.pace().warmUp() / 2));
        });
        for (int round = 1; round <= lab.pace().rounds(); round++) {
            gateways.forEach((many, gateway) -> lab.record(
                    "resellers",
                    Lab.labels(gateway, "resellers", many),
                    lab.load(gateway, workload, WARM_CONNECTIONS, lab.pace().seconds())));
        }
        gateways.values().forEach(lab.programs()::stop);
    }

    private static void connections(Lab lab) {
        int most = CONNECTIONS.get(CONNECTIONS.size() - 1);
        Running gateway = lab.programs()
                .gateway(
                        lab.firstJdk(),
                        lab.service(),
                        new GatewaySetting("off", 1, 2 * most, UPSTREAM_AT_ONCE, "", ""));
        Running nginx = Nginx.proxy(lab.workplace(), lab.service());
        Workload workload = Workload.upload(1);
        lab.say("scale: warming up for connections");
        lab.load(gateway, workload, WARM_CONNECTIONS, lab.pace().warmUp());
        long openFiles = openFiles();
        for (int round = 1; round <= lab.pace().rounds(); round++) {
            for (int many : CONNECTIONS) {
                if (many + UPSTREAM_AT_ONCE + 500 > openFiles) {
                    lab.say("scale: " + many + " connections left out, a process may open " + openFiles
                            + " files only (ulimit -n)");
                    continue;
                }
                lab.say("scale: " + many + " connections, round " + round);
                // A second and more goes by until that many are connected.
                int seconds =
                        many < 1000 ? lab.pace().seconds() : 3 * lab.pace().seconds();
                for (Running system : List.of(nginx, gateway)) {
                    LoadReport report = lab.load(system, workload, many, seconds);
                    Map<String, String> labels = Lab.labels(system, "connections", many);
                    lab.record("connections", labels, report);
                    if (system.isGen1() && round == 1) {
                        // A heap that grew does not shrink soon, so only the first round shows what these needed.
                        lab.results().add("connections.resident", labels, "MiB", system.residentMebibytes());
                    }
                }
            }
        }
        lab.programs().stop(gateway);
    }

    private static long openFiles() {
        try {
            return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                    .filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.replaceFirst("Max open files\\s+(\\S+).*", "$1"))
                    .mapToLong(most -> most.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(most))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
