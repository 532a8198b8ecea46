package io.github.kdpbridge.cli;

import io.github.kdpbridge.cli.demo.MigrationDemo;
import io.github.kdpbridge.cli.ledger.LedgerCommand;
import io.github.kdpbridge.cli.migrate.MigrateCommand;
import io.github.kdpbridge.cli.migrate.Pause;
import java.util.Map;
import java.util.Objects;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(
        name = "kdp",
        description = "Keeps Knox Deployment Program integrations of generation 1 working on generation 2.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SimulateCommand.class,
            GatewayCommand.class,
            DoctorCommand.class,
            ReplayCommand.class,
            RehearseCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it could not be done, or a difference or trouble was found",
            "2:a wrong option, or a mistake in a file that was given",
            "130, 143:a server was stopped by SIGINT or SIGTERM"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kdp demo                           both generations side by side",
            "  kdp demo migrate                   a gradual migration, played",
            "  kdp demo migrate --page            one to steer in a browser",
            "  kdp help verify",
            "  source <(kdp completion)           completion in this shell, bash or zsh",
            "",
            "Environment:",
            "  KDP_DEBUG      anything: the same as --debug",
            "  KDP_LOG_FORMAT text (default) or json: an object a line, on stderr",
            "  KDP_LOG_LEVEL  TRACE, DEBUG, INFO, WARN (default; ERROR for demo, verify and",
            "                 doctor), ERROR or OFF, on stderr",
            "  NO_COLOR       anything: no colours, and no line of progress"
        })
final class KdpCommand {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    KdpCommand() {}

    /** Runs a command in the environment of this process, and returns its exit code. */
    static int run(String... args) {
        return commandLine(System.getenv()).execute(args);
    }

    /** Prints why a command failed that ran outside of picocli, and returns its exit code. */
    static int failed(String command, RuntimeException why) {
        CommandLine main = commandLine(System.getenv());
        Failures failures = (Failures) main.getExecutionExceptionHandler();
        return failures.handleExecutionException(
                why, Objects.requireNonNull(main.getSubcommands().get(command), command), null);
    }

    /** Returns the command line for an environment, not yet run. */
    static CommandLine commandLine(Map<String, String> environment) {
        return commandLine(environment, Pause::sleep);
    }

    private static CommandLine commandLine(Map<String, String> environment, Pause pause) {
        KdpCommand main = new KdpCommand();
        Failures failures = new Failures(
                () -> main.debug || !environment.getOrDefault("KDP_DEBUG", "").isEmpty());
        return new CommandLine(main)
                .addSubcommand(demo())
                .addSubcommand(new VerifyCommand(environment))
                .addSubcommand(MigrateCommand.of(environment, pause))
                .addSubcommand(LedgerCommand.of(environment))
                .addSubcommand(new HelpCommand())
                .addSubcommand("completion", new GenerateCompletion(), "generate-completion")
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExitCodeExceptionMapper(failures);
    }

    private static CommandLine demo() {
        return new CommandLine(new DemoCommand()).addSubcommand(new MigrationDemo(KdpCommand::commandLine));
    }
}
