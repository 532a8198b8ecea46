package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import io.github.kdpbridge.gateway.admin.message.Asked;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        description = {"Bring units back. No gate keeps them.", "A move forward that is under way is cancelled."})
final class RollbackCommand extends ActCommand {
    @Parameters(paramLabel = "UNIT", description = "The units.")
    private List<String> units = List.of();

    @Option(names = "--all", description = "All units that generation 2 serves.")
    private boolean all;

    @Option(names = "--now", description = "Do not wait for transactions in progress; their order is not kept then.")
    private boolean now;

    @Mixin
    private final SeenFile seen = new SeenFile();

    RollbackCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        if (units.isEmpty() != all) {
            throw new MigrateException(MigrateException.USAGE, "name units or --all, not both");
        }
        if (all && seen.isNamed()) {
            throw new MigrateException(
                    MigrateException.USAGE, "--all brings back whatever is there; name units with --seen");
        }
        List<Seen> named = units.stream()
                .distinct()
                .map(unit -> seen.isNamed() ? seen.unit(unit) : seen(client, unit))
                .toList();
        Asked.Rollback asked = new Asked.Rollback(List.of(), named, all, now, reason());
        return show(client.post("rollback", Asked.Rollback.class, asked), Acted.class, this::print);
    }
}
