package io.github.kdpbridge.cli.ledger;

import io.github.kdpbridge.cli.migrate.Connection;
import io.github.kdpbridge.cli.migrate.MigrateException;
import io.github.kdpbridge.gateway.admin.message.AdminJson;
import io.github.kdpbridge.gateway.admin.message.Asked;
import io.github.kdpbridge.gateway.ledger.LedgerBackup;
import io.github.kdpbridge.gateway.ledger.LedgerReport;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        description = {
            "Back up the ledger's file, through a running gateway or from a stopped one.",
            "A running gateway makes the backup in the folder of its ledger, for an operator, and serves on meanwhile.",
            "A backup is itself a ledger, complete and on disk. No file is ever overwritten."
        })
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final Connection connection;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "The ledger of a gateway that is stopped, in place of a running gateway.")
    private @Nullable Path ledger;

    @Parameters(
            paramLabel = "BACKUP",
            description = "The file to make: through a gateway a name without a folder, else any path.")
    private String backup = "";

    @Spec
    private CommandSpec spec;

    BackupCommand(Map<String, String> environment) {
        this.connection = new Connection(environment);
    }

    @Override
    public Integer call() {
        LedgerReport report = ledger == null ? running() : stopped(ledger);
        ReportPrinter.print(report, connection.json(), "backed up to", spec.commandLine());
        return ExitCode.OK;
    }

    private LedgerReport running() {
        String answer = connection.open(null).post("backup", Asked.Backup.class, new Asked.Backup(backup));
        try {
            return AdminJson.read(LedgerReport.class, answer);
        } catch (IllegalArgumentException e) {
            throw MigrateException.foreign(connection.url(), String.valueOf(e.getMessage()));
        }
    }

    private LedgerReport stopped(Path file) {
        if (file.toString().startsWith(CheckCommand.DATABASE)) {
            throw new MigrateException(MigrateException.USAGE, "--ledger: " + LedgerBackup.OF_A_DATABASE);
        }
        try {
            return LedgerBackup.stopped(file, Path.of(backup));
        } catch (FileAlreadyExistsException e) {
            throw new MigrateException(
                    MigrateException.REFUSED,
                    "there is a file %s already, which stays as it is: choose another name".formatted(e.getFile()));
        } catch (IllegalArgumentException e) {
            throw new MigrateException(MigrateException.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
