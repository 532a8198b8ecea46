package io.github.kdpbridge.cli;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.doctor.Doctor;
import io.github.kdpbridge.gateway.doctor.Finding;
import io.github.kdpbridge.gateway.doctor.Finding.Verdict;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = {
            "Check what a gateway needs: its configuration, key files and ports, and each reseller's service.",
            "Changes nothing. Each failure comes with advice.",
            "A fact marked unknown was not observed, and proves nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing failed; there may be warnings",
            "1:something failed",
            "2:a wrong option, or a mistake in the configuration"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kdp doctor --config /etc/kdp/gateway.conf",
            "  kdp doctor --config /etc/kdp/gateway.conf --probe --customer 1200000321"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
final class DoctorCommand implements Callable<Integer> {
    private static final String CONFIGURATION = "configuration";

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The gateway's configuration.")
    private Path config;

    @Option(
            names = "--probe",
            description = {
                "Also ask each service whether it is as documented and assumed.",
                "Its questions change nothing."
            })
    private boolean probe;

    @Option(
            names = "--customer",
            paramLabel = "ID",
            description = "With --probe, also ask for the profiles of this customer.")
    private @Nullable String customer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        @Nullable CustomerId probed = customer();
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
                            "Fix it there; docs/gateway.md has every setting.")));
            printer.finish();
            return ExitCode.USAGE;
        }
        printer.print(new Finding(Verdict.GOOD, CONFIGURATION, ConfigSummary.of(read), ""));
        Doctor doctor = probe ? Doctor.probing(read, probed) : Doctor.of(read);
        doctor.examine(printer::print);
        return printer.finish() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private @Nullable CustomerId customer() {
        if (customer == null) {
            return null;
        }
        if (!probe) {
            throw new ParameterException(spec.commandLine(), "--customer needs --probe");
        }
        try {
            return CustomerId.of(customer);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--customer: " + e.getMessage(), e);
        }
    }
}
