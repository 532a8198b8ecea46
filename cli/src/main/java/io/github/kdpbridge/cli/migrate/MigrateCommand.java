package io.github.kdpbridge.cli.migrate;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kdp migrate}, which has a command for each question and act of operators. */
@Command(
        name = "migrate",
        description = {
            "Move customers from generation 1 to generation 2, and back, through a running gateway.",
            "It talks to the admin side, with a token that kdp migrate token makes."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused, given up, stopped by a return, or a comparison differs",
            "2:a wrong option, or the token is missing, wrong or a viewer's",
            "3:the gateway or its ledger is not reachable, or nobody knows whether a unit moved",
            "4:a gate is closed; of kdp migrate plan too"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kdp migrate status",
            "  kdp migrate plan --wave w1 --to CANARY",
            "  kdp migrate promote --wave w1 --to CANARY --reason \"week 3\" --wait",
            "  kdp migrate rollback 1200000321 --reason \"orders are missing\"",
            "",
            "Environment:",
            "  KDP_MIGRATE_TOKEN  your token, unless there is a --token-file"
        })
public final class MigrateCommand {
    private MigrateCommand() {}

    /**
     * Returns the command with its own commands.
     *
     * @param environment the variables that it reads
     * @param pause the pause of commands that look again
     */
    public static CommandLine of(Map<String, String> environment, Pause pause) {
        return new CommandLine(new MigrateCommand())
                .addSubcommand(new StatusCommand(environment, pause))
                .addSubcommand(new PlanCommand(environment))
                .addSubcommand(new PromoteCommand(environment, pause))
                .addSubcommand(new RollbackCommand(environment))
                .addSubcommand(new CancelCommand(environment))
                .addSubcommand(new ReopenCommand(environment))
                .addSubcommand(new FreezeCommand(environment))
                .addSubcommand(new UnfreezeCommand(environment))
                .addSubcommand(new PanicCommand(environment))
                .addSubcommand(new CompareCommand(environment))
                .addSubcommand(new DifferencesCommand(environment))
                .addSubcommand(new AcceptCommand(environment))
                .addSubcommand(new NamesCommand(environment))
                .addSubcommand(new RepinCommand(environment))
                .addSubcommand(new ReportCommand(environment))
                .addSubcommand(new LogCommand(environment))
                .addSubcommand(new TokenCommand())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
