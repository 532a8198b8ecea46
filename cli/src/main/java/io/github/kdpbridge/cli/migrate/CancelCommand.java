package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import io.github.kdpbridge.gateway.admin.message.Asked;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", description = "End the move of a unit that is under way; the unit stays where it is.")
final class CancelCommand extends ActCommand {
    @Parameters(paramLabel = "UNIT", description = "The unit.")
    private String unit = "";

    @Mixin
    private final SeenFile seen = new SeenFile();

    CancelCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        Seen named = seen.isNamed() ? seen.unit(unit) : seen(client, unit);
        Asked.Cancel asked = new Asked.Cancel(unit, named.epoch(), reason());
        return show(client.post("cancel", Asked.Cancel.class, asked), Acted.class, this::print);
    }
}
