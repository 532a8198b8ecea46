package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Freeze;
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
        Told.Status status = status(client, null);
        Freeze freeze = status.freeze();
        if (freeze == null) {
            throw new MigrateException(
                    MigrateException.REFUSED,
                    "reseller %s is not frozen; moves forward are possible".formatted(status.account()));
        }
        Asked.Unfreeze asked = new Asked.Unfreeze(freeze.since(), reason());
        return show(client.post("unfreeze", Asked.Unfreeze.class, asked), Told.Frozen.class, told -> {
            line(
                    "moves forward are possible; %s had frozen them: %s",
                    told.freeze().cause().who(), told.freeze().cause().reason());
            return ExitCode.OK;
        });
    }
}
