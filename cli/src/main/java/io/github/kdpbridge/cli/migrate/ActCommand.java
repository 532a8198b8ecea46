package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Acted;
import java.util.Map;
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

    /** Prints a line for each unit. */
    int print(Acted acted) {
        if (acted.besides() != null && (acted.units().isEmpty() || !acted.isGood())) {
            line("%s", acted.besides());
        }
        acted.units().forEach(done -> line("%s", Lines.of(done)));
        if (acted.units().isEmpty() && acted.stopped() == null) {
            line("no unit had to move");
        }
        if (acted.stopped() != null) {
            line("stopped: %s", acted.stopped());
        }
        return MigrateException.exitCode(acted);
    }
}
