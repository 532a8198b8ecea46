package io.github.kdpbridge.cli.ledger;

import io.github.kdpbridge.cli.migrate.MigrateException;
import io.github.kdpbridge.gateway.ledger.LedgerInspection;
import io.github.kdpbridge.gateway.ledger.LedgerReport;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = {
            "Look whether a ledger, or a backup, is whole, and what is in it. Changes nothing.",
            "The file of a running gateway cannot be read: check a backup of it. A database can be in use."
        })
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
final class CheckCommand implements Callable<Integer> {
    static final String DATABASE = "jdbc:";

    private final Map<String, String> environment;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Parameters(
            paramLabel = "LEDGER",
            description = "The file, or the URL of a database: jdbc:postgresql://HOST/DATABASE.")
    private String ledger = "";

    @Spec
    private CommandSpec spec;

    CheckCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        LedgerReport report;
        try {
            report = LedgerInspection.of(store());
        } catch (IllegalArgumentException e) {
            throw new MigrateException(MigrateException.USAGE, String.valueOf(e.getMessage()));
        }
        ReportPrinter.print(report, json, "ledger", spec.commandLine());
        return report.isGood() ? ExitCode.OK : MigrateException.REFUSED;
    }

    /** No message quotes the URL of a database: it may hold a password. */
    private LedgerStore store() {
        if (!ledger.startsWith(DATABASE)) {
            return new LedgerStore.SqliteFile(Path.of(ledger));
        }
        try {
            return new LedgerStore.Postgresql(
                    ledger,
                    environment.getOrDefault("KDP_GATEWAY_LEDGER_USER", ""),
                    environment.getOrDefault("KDP_GATEWAY_LEDGER_PASSWORD", ""));
        } catch (IllegalArgumentException e) {
            throw new MigrateException(MigrateException.USAGE, "LEDGER: the URL " + e.getMessage());
        }
    }
}
