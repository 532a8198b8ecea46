package io.github.kdpbridge.benchmarks.run;

import io.github.kdpbridge.benchmarks.load.Workload;
import io.github.kdpbridge.benchmarks.program.GatewaySetting;
import io.github.kdpbridge.benchmarks.program.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Writes through a gateway with a ledger in a file, beside one without. */
public final class LedgerCost {
    private LedgerCost() {}

    /** Measures on the first JDK; each write is a new one. */
    public static void measure(Lab lab, List<Integer> connections) {
        Workload workload = Workload.freshUploads(1);
        Running without = gateway(lab, "off");
        Running with = gateway(lab, lab.workplace().file("ledger.db").toString());
        Map<String, Running> systems = Map.of("off", without, "file", with);
        List<String> order = List.of("off", "file");
        for (String ledger : order) {
            lab.say("ledger: warming up, ledger " + ledger);
            lab.load(system(systems, ledger), workload, 32, lab.pace().warmUp());
        }
        for (int round = 1; round <= lab.pace().rounds(); round++) {
            for (int many : connections) {
                lab.say("ledger: " + many + " connections, round " + round);
                for (String ledger : order) {
                    Running gateway = system(systems, ledger);
                    lab.record(
                            "ledger",
                            Lab.labels(gateway, "ledger", ledger, "connections", many),
                            lab.load(gateway, workload, many, lab.pace().seconds()));
                }
            }
        }
        systems.values().forEach(lab.programs()::stop);
        syncs(lab);
    }

    private static Running system(Map<String, Running> systems, String ledger) {
        Running system = systems.get(ledger);
        if (system == null) {
            throw new IllegalArgumentException(ledger);
        }
        return system;
    }

    private static Running gateway(Lab lab, String ledger) {
        return lab.programs()
                .gateway(lab.firstJdk(), lab.service(), new GatewaySetting(ledger, 1, 512, 512, "/unnamed", ""));
    }

    /** How long the disk takes to keep a page: without that, a figure of the ledger says little. */
    private static void syncs(Lab lab) {
        Path file = lab.workplace().file("sync");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Map<String, String> labels =
                    Map.of("filesystem", Files.getFileStore(file).type());
            for (int i = 0; i < 100; i++) {
                channel.write(ByteBuffer.allocate(4096));
                long before = System.nanoTime();
                channel.force(false);
                lab.results().add("ledger.sync", labels, "ms", (System.nanoTime() - before) / 1e6);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
