package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.gateway.admin.message.Asked;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

@Command(name = "freeze", description = "Let no unit move forward, and cancel the moves forward that are under way.")
final class FreezeCommand extends ActCommand {
    FreezeCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        Asked.Freeze asked = new Asked.Freeze(reason());
        return show(client.post("freeze", Asked.Freeze.class, asked), Told.Frozen.class, told -> {
            Freeze freeze = told.freeze();
            line(
                    "frozen by %s since %s: %s",
                    freeze.cause().who(), freeze.since(), freeze.cause().reason());
            return ExitCode.OK;
        });
    }
}
