package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.gateway.admin.message.Asked;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(name = "unfreeze", description = "Allow moves forward again.")
final class UnfreezeCommand extends ActCommand {
    @Mixin
    private final SeenFile seen = new SeenFile();

    UnfreezeCommand(Map<String, String> environment) {
        super(environment);
    }

    private Instant since(AdminClient client) {
        if (seen.isNamed()) {
            return seen.freeze();
        }
        Told.Status status = status(client, null);
        Freeze freeze = status.freeze();
        if (freeze == null) {
            throw new MigrateException(
                    MigrateException.REFUSED,
                    "reseller %s is not frozen; moves forward are possible".formatted(status.account()));
        }
        return freeze.since();
    }

    @Override
    int run(AdminClient client) {
        Asked.Unfreeze asked = new Asked.Unfreeze(since(client), reason());
        return show(client.post("unfreeze", Asked.Unfreeze.class, asked), Told.Frozen.class, told -> {
            line(
                    "moves forward are possible; %s had frozen them: %s",
                    told.freeze().cause().who(), told.freeze().cause().reason());
            return ExitCode.OK;
        });
    }
}
