package io.github.kdpbridge.cli;

import io.github.kdpbridge.compattests.session.Exchange;
import io.github.kdpbridge.compattests.session.HttpFile;
import io.github.kdpbridge.compattests.session.Replay;
import io.github.kdpbridge.compattests.session.SessionRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kdp replay}. */
@Command(
        name = "replay",
        description = {
            "Send the requests of an .http file to a server, one by one, and print each exchange.",
            "Ends with 0 when all were answered, whatever the answers say."
        })
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.http", description = "The session, in the format of the IDEs' HTTP clients.")
    private Path file;

    @Option(
            names = "--to",
            paramLabel = "URL",
            required = true,
            description = "Where to send it: scheme://host:port, with an optional path before all paths.")
    private URI target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        HttpFile session = HttpFile.read(file);
        Replay replay = replay();
        ExchangePrinter printer = new ExchangePrinter(spec.commandLine().getOut());
        boolean settled = true;
        for (SessionRequest request : session.requests()) {
            printer.request(request);
            Exchange exchange = replay.send(request);
            printer.answer(exchange);
            settled &= exchange.settled();
        }
        return settled ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Replay replay() {
        try {
            return Replay.to(target);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--to: " + e.getMessage(), e);
        }
    }
}
