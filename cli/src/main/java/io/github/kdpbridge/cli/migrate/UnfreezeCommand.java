package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.gateway.admin.message.Asked;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

@Command(name = "unfreeze", description = "Allow moves forward again.")
final class UnfreezeCommand extends ActCommand {
    UnfreezeCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        Asked.Freeze asked = new Asked.Freeze(reason());
        return show(client.post("unfreeze", Asked.Freeze.class, asked), Told.Frozen.class, told -> {
            line(
                    "moves forward are possible; %s had frozen them: %s",
                    told.freeze().cause().who(), told.freeze().cause().reason());
            return ExitCode.OK;
        });
    }
}
