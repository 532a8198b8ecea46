package io.github.kdpbridge.benchmarks.program;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts what is measured in a JVM: the gateway as its users start it, and the translator. */
public final class Programs {
    private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");

    private final Workplace workplace;
    private final Path home;
    private final Map<Running, Process> running = new LinkedHashMap<>();
    private int started;

    /**
     * Starts them in a workplace.
     *
     * @param home the folder of the project
     */
    public Programs(Workplace workplace, Path home) {
        this.workplace = workplace;
        this.home = home;
    }

    /** Writes the configuration of a gateway and returns its file. */
    public Path configuration(Running service, GatewaySetting setting) {
        return workplace.write("gateway-" + ++started + ".conf", setting.hocon(service));
    }

    /** Returns the launcher, {@code bin/kdp}. */
    public Path launcher() {
        return home.resolve("bin/kdp");
    }

    /** Starts a gateway by {@code bin/kdp gateway} and returns when it is ready. */
    public Running gateway(Jdk jdk, Running service, GatewaySetting setting) {
        return start(
                "gateway",
                jdk,
                Map.of("JAVA_HOME", jdk.home().toString(), "KDP_JAVA_OPTS", setting.javaOptions()),
                List.of(
                        launcher().toString(),
                        "gateway",
                        "--config",
                        configuration(service, setting).toString()));
    }

    /** Starts the translator and returns when it is ready. */
    public Running translator(Jdk jdk, Running service) {
        return start(
                "translator",
                jdk,
                Map.of(),
                List.of(
                        jdk.program("java").toString(),
                        "-cp",
                        home.resolve("benchmarks/target/bench.jar").toString(),
                        "io.github.kdpbridge.benchmarks.translator.Translator",
                        service.url() + "/kcs/v1/rp"));
    }

    /** Ends one. */
    public void stop(Running program) {
        Process process = running.remove(program);
        if (process != null) {
            workplace.stop(process);
        }
    }

    private Running start(String system, Jdk jdk, Map<String, String> environment, List<String> command) {
        Path log = workplace.file(system + "-" + ++started + ".log");
        Process process = workplace.start(log, environment, command);
        workplace.await(process, log, () -> READY.matcher(workplace.read(log)).find());
        Matcher ready = READY.matcher(workplace.read(log));
        if (!ready.find()) {
            throw new IllegalStateException(system + " is not ready");
        }
        Running program = new Running(system, jdk.major(), ready.group(1), true, process.pid());
        running.put(program, process);
        return program;
    }
}
