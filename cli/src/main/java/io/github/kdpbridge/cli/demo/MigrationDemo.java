package io.github.kdpbridge.cli.demo;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kdp demo migrate}. */
@Command(
        name = "migrate",
        description = {
            "Play a gradual migration: observe, compare, move one customer, 10 %%, and all; a rule brings one back.",
            "Starts a simulator and a gateway of its own, on free ports; takes about a minute.",
            "With --page, serve the operators' page of a migration that is half way instead."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went as told",
            "1:something went another way",
            "130, 143:the page was stopped by SIGINT or SIGTERM"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kdp demo migrate",
            "  kdp demo migrate --page    the same in a browser, by your own hand",
            "  kdp help migrate           the commands that it shows"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
public final class MigrationDemo implements Callable<Integer> {
    private static final String NAME = "operator-1";
    private static final String ROLE = "operator";

    private final Kdp kdp;

    @Option(
            names = "--page",
            description = "Serve the operators' page of a migration that is half way, until it is stopped.")
    private boolean page;

    @Spec
    private CommandSpec spec;

    /** Creates the command, which runs others by this command line. */
    public MigrationDemo(Kdp kdp) {
        this.kdp = kdp;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Teller teller = new Teller(out, spec.commandLine().getColorScheme().ansi());
        boolean isAsTold = page ? new PageDemo(kdp, teller).serve() : play(teller);
        return isAsTold ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean play(Teller teller) throws IOException {
        Stopwatch time = Stopwatch.createStarted();
        teller.line("""
                A reseller with 20 customers moves from generation 1 of the API to generation 2:
                one customer first, then 10 %, then all. Both generations are simulated, over one portal. The gateway, its
                ledger and the commands are real.

                First, an operator gets a token. The gateway's configuration has its SHA-256.""");
        teller.command("kdp migrate " + Teller.shell(Token.command(NAME, ROLE)));
        Token token = Token.create(kdp, teller.out(), NAME, ROLE);
        try (Stage stage = Stage.open(token.line(), Stage.QUICK_GATES)) {
            return play(stage, token, teller, time);
        }
    }

    private boolean play(Stage stage, Token token, Teller teller, Stopwatch time) {
        teller.line("""

                The rest of the configuration names both services:

                %s

                The gateway serves callers at %s, and operators at
                %s. Each command below has that --url too, and the token
                in KDP_MIGRATE_TOKEN.""".formatted(stage.configuration(), stage.url(), stage.adminUrl()));
        List<String> options = List.of("--url", stage.adminUrl().toString());
        Operator operator = new Operator(kdp, Map.of("KDP_MIGRATE_TOKEN", token.secret()), options);
        Act.Cast cast = new Act.Cast(stage, operator, teller);
        boolean isAsTold = Story.scenes().stream().allMatch(scene -> scene.play(cast));
        teller.line("");
        teller.line(
                isAsTold
                        ? "That was a migration in %d s. A real one takes weeks: docs/migration/README.md has its plan."
                                .formatted(time.elapsed().toSeconds())
                        : "This went another way than told: the last output above shows how.");
        return isAsTold;
    }
}
