package io.github.kdpbridge.cli;

import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.HttpFile;
import io.github.kdpbridge.verify.session.Replay;
import io.github.kdpbridge.verify.session.ReplayException;
import io.github.kdpbridge.verify.session.SessionRequest;
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

@Command(
        name = "replay",
        description = "Send the requests of a session to a server, one by one, and print each exchange.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all were answered, and at least one succeeded",
            "1:an answer is missing, an @until was not reached, or nothing of the session succeeded",
            "2:a wrong option, or a mistake in the session"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kdp replay examples/legacy-session.http --to http://127.0.0.1:8080",
            "  kdp replay recorded.har --to http://kdp_gateway:8080/prefix"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The session: an .http file as IDEs run it, or a .har.")
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
        session.leftOut().notes().forEach(spec.commandLine().getErr()::println);
        boolean settled = true;
        boolean succeeded = false;
        for (SessionRequest request : session.requests()) {
            printer.request(request);
            Exchange exchange = replay.send(request);
            printer.answer(exchange);
            settled &= exchange.settled();
            succeeded |= exchange.answer().succeeded();
        }
        if (!succeeded) {
            throw new ReplayException("nothing of the session succeeded: every answer is a refusal or an error");
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
