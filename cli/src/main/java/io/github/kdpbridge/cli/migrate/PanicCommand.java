package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.gateway.admin.message.Asked;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "panic", description = "Freeze, and bring every unit in CANARY back at once.")
final class PanicCommand extends ActCommand {
    @Option(names = "--all", description = "Units in GEN2 too.")
    private boolean all;

    PanicCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        Asked.Panic asked = new Asked.Panic(all, reason());
        return show(client.post("panic", Asked.Panic.class, asked), Acted.class, this::print);
    }
}
