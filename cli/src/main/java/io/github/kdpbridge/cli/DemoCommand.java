package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kdpbridge.compattests.parity.LocalParity;
import io.github.kdpbridge.compattests.parity.ParityReport;
import io.github.kdpbridge.compattests.session.HttpFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kdp demo}. */
@Command(
        name = "demo",
        description = {
            "Send a session of generation 1 to the gateway and straight to generation 1, and compare the answers.",
            "Starts a simulator and a gateway of its own. Ends with 1 when anything is different."
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
        ParityReport report = LocalParity.run(file == null ? bundled() : HttpFile.read(file));
        new ParityPrinter(
                        spec.commandLine().getOut(),
                        spec.commandLine().getColorScheme().ansi())
                .print(report);
        return report.same() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static HttpFile bundled() {
        try (InputStream session = Objects.requireNonNull(Main.class.getResourceAsStream("/" + BUNDLED))) {
            return HttpFile.parse(new String(session.readAllBytes(), UTF_8), BUNDLED);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled " + BUNDLED, e);
        }
    }
}
