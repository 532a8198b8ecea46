package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.gateway.admin.message.Asked;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "accept", description = "Accept a difference: it is tolerated from now on.")
final class AcceptCommand extends AdminCommand {
    @Parameters(paramLabel = "ID", description = "The difference, as kdp migrate differences shows it.")
    private String id = "";

    @Option(names = "--note", paramLabel = "TEXT", required = true, description = "Why; it stays with the difference.")
    private String note = "";

    @Option(
            names = "--values",
            paramLabel = "DIGEST",
            description = "Only if its values are still those that kdp migrate differences showed with this digest.")
    private @Nullable String values;

    AcceptCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        Asked.Judged asked = new Asked.Judged(id, note, values);
        return show(client.post("accept", Asked.Judged.class, asked), Known.class, accepted -> {
            DifferencesCommand.print(this, accepted);
            return ExitCode.OK;
        });
    }
}
