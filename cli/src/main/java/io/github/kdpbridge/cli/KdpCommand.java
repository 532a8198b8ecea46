package io.github.kdpbridge.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code kdp}. */
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
            DemoCommand.class,
            RehearseCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it could not be done, or a difference or trouble was found",
            "2:a wrong option, or a mistake in a file that was given",
            "130, 143:a server was stopped by SIGINT or SIGTERM"
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  KDP_DEBUG      anything: the same as --debug",
            "  KDP_LOG_LEVEL  TRACE, DEBUG, INFO, WARN (default), ERROR or OFF, on stderr"
        })
public final class Main {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    Main() {}

    /**
     * Runs one command and ends the JVM with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /** The command line, not yet run, for an environment. */
    static CommandLine commandLine(Map<String, String> environment) {
        Main main = new Main();
        Failures failures = new Failures(
                () -> main.debug || !environment.getOrDefault("KDP_DEBUG", "").isEmpty());
        return new CommandLine(main)
                .addSubcommand(new VerifyCommand(environment))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExitCodeExceptionMapper(failures);
    }
}
