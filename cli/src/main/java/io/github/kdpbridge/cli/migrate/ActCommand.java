package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.Acted.Result;
import java.util.Map;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** An act with a reason, of which the gateway tells what it did with each unit. */
abstract class ActCommand extends AdminCommand {
    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it stays in the log.")
    private String reason = "";

    ActCommand(Map<String, String> environment) {
        super(environment);
    }

    String reason() {
        return reason;
    }

    /** Prints a line for each unit; it fails if one was refused. */
    int print(Acted acted) {
        acted.units().forEach(done -> line("%s", Lines.of(done)));
        if (acted.units().isEmpty()) {
            line("no unit had to move");
        }
        return acted.units().stream().anyMatch(done -> done.result() == Result.REFUSED)
                ? MigrateException.REFUSED
                : ExitCode.OK;
    }
}
