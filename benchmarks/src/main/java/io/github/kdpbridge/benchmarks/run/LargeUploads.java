package io.github.kdpbridge.benchmarks.run;

import io.github.kdpbridge.benchmarks.load.LoadReport;
import io.github.kdpbridge.benchmarks.load.Workload;
import io.github.kdpbridge.benchmarks.program.GatewaySetting;
import io.github.kdpbridge.benchmarks.program.Jdk;
import io.github.kdpbridge.benchmarks.program.Running;
import java.util.Map;

/** 100,000 devices a request, 16 requests at once, through a gateway with a small heap that has just started. */
public final class LargeUploads {
    private static final int DEVICES = 100_000;
    private static final int AT_ONCE = 16;

    private LargeUploads() {}

    /** Measures on each JDK; failures are counted. */
    public static void measure(Lab lab) {
        Workload workload = Workload.upload(DEVICES);
        for (Jdk jdk : lab.jdks()) {
            lab.say("memory: 16 uploads of 100,000 devices at once, JDK " + jdk.major());
            Running gateway =
                    lab.programs().gateway(jdk, lab.service(), new GatewaySetting("off", 1, 512, 512, "", "-Xmx256m"));
            LoadReport report =
                    lab.load(gateway, workload, AT_ONCE, 5 * lab.pace().seconds());
            Map<String, String> labels = Lab.labels(gateway);
            lab.record("memory", labels, report);
            lab.results().add("memory.resident", labels, "MiB", gateway.residentMebibytes());
            lab.programs().stop(gateway);
        }
    }
}
