package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.gateway.admin.message.Asked;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "reopen", description = "Take a unit out of DONE, so that it can come back.")
final class ReopenCommand extends ActCommand {
    @Parameters(paramLabel = "UNIT", description = "The unit.")
    private String unit = "";

    @Option(names = "--confirm", paramLabel = "UNIT", required = true, description = "The unit once more.")
    private String confirm = "";

    ReopenCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        Asked.Reopen asked = new Asked.Reopen(unit, confirm, reason());
        return show(client.post("reopen", Asked.Reopen.class, asked), Acted.class, this::print);
    }
}
