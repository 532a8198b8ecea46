package io.github.kdpbridge.benchmarks;

import io.github.kdpbridge.benchmarks.load.Workload;
import io.github.kdpbridge.benchmarks.page.JmhFigures;
import io.github.kdpbridge.benchmarks.page.Page;
import io.github.kdpbridge.benchmarks.program.Jdk;
import io.github.kdpbridge.benchmarks.result.Results;
import io.github.kdpbridge.benchmarks.run.Contest;
import io.github.kdpbridge.benchmarks.run.Growth;
import io.github.kdpbridge.benchmarks.run.JmhRun;
import io.github.kdpbridge.benchmarks.run.Lab;
import io.github.kdpbridge.benchmarks.run.LargeUploads;
import io.github.kdpbridge.benchmarks.run.LedgerCost;
import io.github.kdpbridge.benchmarks.run.Machine;
import io.github.kdpbridge.benchmarks.run.Pace;
import io.github.kdpbridge.benchmarks.run.Start;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command behind {@code bin/bench}. */
@Command(
        name = "bench",
        description = "Measures what the bridge costs, beside nginx as a plain proxy and a translator of an afternoon.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nEach part prints its tables and keeps its results; page, and all, write them to%n",
        footer = "docs/performance.md. Leave the machine alone meanwhile.")
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
public final class Bench {
    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64, 256);

    @Option(
            names = "--jdk",
            split = ",",
            paramLabel = "MAJOR",
            scope = ScopeType.INHERIT,
            description = "The versions of Java to measure with; 17,25 by default, those that are installed.")
    private @Nullable List<String> versions;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "How often each system has its turn.")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", paramLabel = "N", scope = ScopeType.INHERIT, description = "How long each turn is.")
    private @Nullable Integer seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "Seconds of load on a JVM before its first turn.")
    private @Nullable Integer warmUp;

    @Spec
    private CommandSpec spec;

    private final Path home;

    Bench(Path home) {
        this.home = home;
    }

    /**
     * Runs one command and ends the JVM with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        String home = System.getProperty("kdp.home");
        if (home == null) {
            System.err.println("bench: start it by bin/bench");
            System.exit(CommandLine.ExitCode.USAGE);
            return;
        }
        CommandLine line = new CommandLine(new Bench(Path.of(home)));
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            command.getErr().println("bench: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        });
        // The tables hold signs that are not in ASCII, and Java 17 does not ask the terminal.
        line.setOut(new PrintWriter(System.out, true, terminal()));
        System.exit(line.execute(args));
    }

    @Command(description = "Everything, 45 minutes; writes docs/performance.md and its charts.")
    void all(
            @Option(names = "--without-jmh", description = "Keep the figures of JMH from an earlier run.")
                    boolean kept) {
        measure(Pace.FULL, lab -> {
            try (Contest contest = Contest.open(lab)) {
                contest.throughput(workloads(), CONNECTIONS);
                contest.latency();
            }
            LedgerCost.measure(lab, CONNECTIONS);
            LargeUploads.measure(lab);
            Growth.measure(lab);
            Start.measure(lab);
        });
        if (!kept) {
            jmh(List.of());
        }
        page();
    }

    @Command(description = "A first look in 3 minutes, on one Java, less warm; keeps and writes nothing.")
    void quick() {
        List<Jdk> first = jdks().subList(0, 1);
        try (Lab lab =
                Lab.open(home, first, pace(Pace.QUICK), spec.commandLine().getErr())) {
            Machine.record(lab);
            try (Contest contest = Contest.open(lab)) {
                contest.throughput(List.of(Workload.upload(1), Workload.upload(30)), List.of(16, 64));
            }
            Start.measure(lab);
            print(lab.results());
        }
    }

    @Command(description = "Requests a second through the gateway, nginx and the translator.")
    void throughput() {
        measure(Pace.FULL, lab -> {
            try (Contest contest = Contest.open(lab)) {
                contest.throughput(workloads(), CONNECTIONS);
            }
        });
    }

    @Command(description = "Latency at 1,000 requests a second.")
    void latency() {
        measure(Pace.FULL, lab -> {
            try (Contest contest = Contest.open(lab)) {
                contest.latency();
            }
        });
    }

    @Command(description = "Writes with the ledger and without.")
    void ledger() {
        measure(Pace.FULL, lab -> LedgerCost.measure(lab, CONNECTIONS));
    }

    @Command(description = "Uploads of 100,000 devices, 16 at once, in a heap of 256 MiB.")
    void memory() {
        measure(Pace.FULL, LargeUploads::measure);
    }

    @Command(description = "1 to 1,000 resellers, 1 to 10,000 connections.")
    void scale() {
        measure(Pace.FULL, Growth::measure);
    }

    @Command(description = "From the start to ready and to the first answer; memory at rest.")
    void start() {
        measure(Pace.FULL, Start::measure);
    }

    @Command(description = "The benchmarks inside a JVM, by JMH.")
    void jmh(
            @Parameters(
                            paramLabel = "OPTION",
                            arity = "0..*",
                            description = "For JMH, such as the names of benchmarks; after --.")
                    List<String> options) {
        try (Lab lab =
                Lab.open(home, jdks(), pace(Pace.FULL), spec.commandLine().getErr())) {
            JmhRun.measure(lab, folder(), options == null ? List.of() : options);
        }
    }

    @Command(description = "Writes docs/performance.md from the results that are there.")
    void page() {
        Path file = home.resolve("docs/performance.md");
        new Page(Results.read(folder()), JmhFigures.read(folder())).write(file);
        spec.commandLine().getErr().println("written: docs/performance.md");
    }

    private void measure(Pace standard, Consumer<Lab> measurement) {
        try (Lab lab = Lab.open(home, jdks(), pace(standard), spec.commandLine().getErr())) {
            Machine.record(lab);
            measurement.accept(lab);
            lab.results().write(folder());
            print(lab.results());
        }
    }

    private void print(Results results) {
        spec.commandLine().getOut().print(new Page(results, List.of()).tables());
        spec.commandLine().getOut().flush();
    }

    private Path folder() {
        return home.resolve("benchmarks/target/results");
    }

    private Pace pace(Pace standard) {
        return new Pace(
                rounds == null ? standard.rounds() : rounds,
                seconds == null ? standard.seconds() : seconds,
                warmUp == null ? standard.warmUp() : warmUp,
                warmUp == null ? standard.furtherWarmUp() : Math.min(warmUp, standard.furtherWarmUp()));
    }

    private List<Jdk> jdks() {
        List<Jdk> found = new ArrayList<>();
        for (String version : versions == null ? List.of("17", "25") : versions) {
            Jdk.find(version)
                    .ifPresentOrElse(
                            found::add,
                            () -> spec.commandLine()
                                    .getErr()
                                    .println("bench: no JDK " + version + " below /usr/lib/jvm: left out"));
        }
        if (found.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "none of the JDKs is installed");
        }
        return found;
    }

    private static List<Workload> workloads() {
        return List.of(
                Workload.upload(1), Workload.upload(30), Workload.upload(10_000), Workload.status(Lab.STATUS_DEVICES));
    }

    private static Charset terminal() {
        return Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    }
}
