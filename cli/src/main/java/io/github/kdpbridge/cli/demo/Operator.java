package io.github.kdpbridge.cli.demo;

import com.google.common.base.Stopwatch;
import io.github.kdpbridge.cli.migrate.Pause;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine;

/** Types commands of {@code kdp migrate}. */
final class Operator {
    private static final Duration LOOK = Duration.ofMillis(100);
    /** Several times what a rule needs for its second look. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Kdp kdp;
    private final Map<String, String> environment;
    private final List<String> options;

    /**
     * Creates an operator.
     *
     * @param environment the variables of the operator's shell
     * @param options are added to each command, unseen
     */
    Operator(Kdp kdp, Map<String, String> environment, List<String> options) {
        this.kdp = kdp;
        this.environment = environment;
        this.options = List.copyOf(options);
    }

    /** What a command printed, and its exit code. */
    record Ran(int exitCode, String text) {}

    /** Runs a command. */
    Ran run(PrintWriter out, List<String> words) {
        return run(new Transcript(out), words, text -> false);
    }

    /** Runs a command that looks again and again, until its output has a text. */
    Ran watch(PrintWriter out, List<String> words, String until) {
        return run(new Transcript(out), words, text -> text.contains(until));
    }

    /** A command looks more often than for an operator, as the servers are its own; none looks for ever. */
    private Ran run(Transcript transcript, List<String> words, Predicate<String> isEnough) {
        Stopwatch waited = Stopwatch.createStarted();
        Pause pause = time ->
                !isEnough.test(transcript.toString()) && waited.elapsed().compareTo(PATIENCE) < 0 && Pause.sleep(LOOK);
        PrintWriter out = new PrintWriter(transcript, true);
        CommandLine command = kdp.in(environment, pause).setOut(out).setErr(out);
        List<String> arguments = new ArrayList<>(List.of("migrate"));
        arguments.addAll(words);
        arguments.addAll(options);
        int exitCode = command.execute(arguments.toArray(String[]::new));
        out.flush();
        return new Ran(exitCode, transcript.toString());
    }
}
