package io.github.kdpbridge.cli;

import io.github.kdpbridge.gateway.ConfigurationException;
import io.github.kdpbridge.gateway.GatewayConfig;
import io.github.kdpbridge.gateway.doctor.Doctor;
import io.github.kdpbridge.gateway.doctor.Finding;
import io.github.kdpbridge.gateway.doctor.Finding.Verdict;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kdp doctor}. */
@Command(
        name = "doctor",
        description = {
            "Check what a gateway needs: its configuration, key files and ports, and each reseller's service.",
            "Changes nothing. Each failure comes with what to do about it."
        })
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
final class DoctorCommand implements Callable<Integer> {
    private static final String CONFIGURATION = "configuration";

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The gateway's configuration.")
    private Path config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        FindingPrinter printer =
                new FindingPrinter(command.getOut(), command.getColorScheme().ansi());
        GatewayConfig read;
        try {
            read = GatewayConfig.read(config);
        } catch (ConfigurationException e) {
            e.mistakes()
                    .forEach(mistake -> printer.print(new Finding(
                            Verdict.FAILED,
                            CONFIGURATION,
                            mistake,
                            "Mend it there; docs/gateway.md has every setting.")));
            printer.finish();
            return ExitCode.USAGE;
        }
        printer.print(new Finding(Verdict.GOOD, CONFIGURATION, ConfigSummary.of(read), ""));
        Doctor.of(read).examine(printer::print);
        return printer.finish() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
