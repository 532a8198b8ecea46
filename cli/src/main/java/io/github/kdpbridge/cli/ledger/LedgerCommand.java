package io.github.kdpbridge.cli.ledger;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kdp ledger}. */
@Command(
        name = "ledger",
        description = "Back up a gateway's ledger, and check a ledger or a backup.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; the ledger is good",
            "1:it could not be done or read, or the ledger is damaged",
            "2:a wrong option or token, no ledger, or one of a newer version",
            "3:the gateway is not reachable"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kdp ledger backup monday.db",
            "  kdp ledger backup --ledger /var/lib/kdp-bridge/ledger.db monday.db",
            "  kdp ledger check monday.db",
            "  kdp ledger check jdbc:postgresql://db.example.net/kdp",
            "",
            "Environment:",
            "  KDP_MIGRATE_TOKEN            an operator's token, or --token-file",
            "  KDP_GATEWAY_LEDGER_USER      the user of a database, as for the gateway",
            "  KDP_GATEWAY_LEDGER_PASSWORD  its password"
        })
public final class LedgerCommand {
    private LedgerCommand() {}

    /**
     * Returns the command with its own commands.
     *
     * @param environment the variables that it reads
     */
    public static CommandLine of(Map<String, String> environment) {
        return new CommandLine(new LedgerCommand())
                .addSubcommand(new BackupCommand(environment))
                .addSubcommand(new CheckCommand(environment));
    }
}
