package io.github.kdpbridge.cli;

import io.github.kdpbridge.gateway.config.ConfigFiles;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.http.ListenHosts;
import io.github.kdpbridge.gateway.ledger.LedgerTrial;
import io.github.kdpbridge.gateway.migration.Conflict;
import io.github.kdpbridge.gateway.migration.Loop;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "gateway",
        description = "Serve the generation 1 API on top of generation 2, until it is stopped.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  kdp gateway --config /etc/kdp/gateway.conf --check-config",
            "  kdp gateway --config /etc/kdp/gateway.conf",
            "  examples/gateway.conf has every setting with its default."
        })
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
final class GatewayCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "Where to listen, the resellers and their keys, in HOCON.")
    private Path config;

    @Option(
            names = "--check-config",
            description = {
                "Only read the configuration and the files that it names, try the ledger, and report mistakes.",
                "Sends nothing to a service."
            })
    private boolean checkConfig;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ConfigFiles files = new ConfigFiles(config);
        GatewayConfig read = files.read();
        PrintWriter out = spec.commandLine().getOut();
        if (checkConfig) {
            ListenHosts.requireKnown(config, read);
            Loop.refuse(read);
            read.ledgerStore().ifPresent(LedgerTrial::of);
            boolean isAsked = read.ledgerStore()
                    .map(store -> Conflict.refuse(store, read.accounts()))
                    .orElse(true);
            out.println("configuration is good: " + ConfigSummary.of(read));
            if (!isAsked) {
                out.println("not checked: the ledger is used by a gateway now; whether it knows customers that the"
                        + " configuration leaves out shows at the next start");
            }
            read.warnings().forEach(warning -> out.println("warning: " + warning));
            return ExitCode.OK;
        }
        PlainGateway.serve(files, read, out);
        return ExitCode.OK;
    }
}
