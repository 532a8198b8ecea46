package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Ints;
import io.github.kdpbridge.verify.parity.LocalParity;
import io.github.kdpbridge.verify.parity.ParityReport;
import io.github.kdpbridge.verify.session.HttpFile;
import io.github.kdpbridge.verify.verdict.Evidence;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "Send a session of generation 1 to the gateway and straight to generation 1, and compare the answers.",
            "Starts a simulator and a gateway of its own: both sides are simulated."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all answers are the same, apart from known differences",
            "1:something is different, or nothing of the session succeeded",
            "2:a wrong option, or a mistake in the session"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kdp demo | less -R",
            "  kdp demo migrate                      a gradual migration, played",
            "  kdp demo my-session.http              with the simulator's accounts",
            "  kdp verify --session my-session.http  with yours, and a page to keep"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
final class DemoCommand implements Callable<Integer> {
    private static final String BUNDLED = "examples/legacy-session.http";

    @Parameters(arity = "0..1", paramLabel = "FILE.http", description = "The session; " + BUNDLED + " by default.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        HttpFile session = file == null ? bundled() : HttpFile.read(file);
        PrintWriter out = spec.commandLine().getOut();
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        session.leftOut().notes().forEach(out::println);
        ParityReport report = LocalParity.run(session, new ProgressBar(out, ansi.enabled(), "answers"));
        new ParityPrinter(out, ansi, width()).print(report);
        if (report.nothingSucceeded()) {
            out.println("The simulator knows only its own accounts; kdp verify --session FILE makes a world of yours.");
        }
        Proof.print(out, Evidence.proof(file == null ? "" : "--session " + file));
        out.flush();
        return report.same() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** The terminal's width, which shells and bin/kdp put into {@code COLUMNS}. */
    private static int width() {
        Integer columns = Ints.tryParse(System.getenv().getOrDefault("COLUMNS", ""));
        return columns == null ? ParityPrinter.WIDTH : columns;
    }

    private static HttpFile bundled() {
        try (InputStream session = Objects.requireNonNull(Main.class.getResourceAsStream("/" + BUNDLED))) {
            return HttpFile.parse(new String(session.readAllBytes(), UTF_8), BUNDLED);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled " + BUNDLED, e);
        }
    }
}
