package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.cli.migrate.AdminClient.Query;
import io.github.kdpbridge.core.migration.Evidence.Unsettled;
import io.github.kdpbridge.core.migration.Pins.Place;
import io.github.kdpbridge.core.migration.Pins.Written;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "names", description = "Show on which side a transaction is, and why.")
final class NamesCommand extends AdminCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The transaction id.")
    private @Nullable String name;

    @Option(names = "--open", description = "Those that are not settled.")
    private boolean open;

    NamesCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        if (open == (name != null)) {
            throw new MigrateException(MigrateException.USAGE, "name a transaction or --open, not both");
        }
        return show(client.get("names", Query.NONE.and("transaction", name)), Told.Names.class, told -> {
            if (told.place() != null) {
                print(this, told.place());
            } else {
                told.unsettled().forEach(this::print);
                line("%d not settled", told.unsettled().size());
            }
            return ExitCode.OK;
        });
    }

    static void print(AdminCommand to, Place place) {
        to.line("%s  %s  %s", place.transaction(), place.side() == null ? "-" : place.side(), place.why());
        for (Written write : place.writes()) {
            to.line("  %s, %s, sent %s", write.kind(), write.outcome(), write.since());
        }
    }

    private void print(Unsettled write) {
        line(
                "%s  %s  %s, sent %s, of %s",
                write.transaction(),
                write.side(),
                write.outcome().toLowerCase(Locale.ROOT),
                write.since(),
                write.unit() == null ? "an account before its migration" : write.unit());
    }
}
