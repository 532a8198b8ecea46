package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.cli.migrate.AdminClient.Query;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Comparisons.Place;
import io.github.kdpbridge.core.migration.Comparisons.State;
import io.github.kdpbridge.gateway.admin.message.Asked;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(
        name = "differences",
        description = {
            "Show where the answers of the generations differ.",
            "With --reopen, open one again that was accepted: it counts from now on."
        })
final class DifferencesCommand extends AdminCommand {
    @Option(names = "--open", description = "Only those that are not accepted.")
    private boolean open;

    @Option(names = "--reopen", paramLabel = "ID", description = "Open this difference again; needs a --note.")
    private @Nullable String reopen;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why it is opened again; it stays in the log.")
    private @Nullable String note;

    DifferencesCommand(Map<String, String> environment) {
        super(environment);
    }

    private int reopen(AdminClient client, String id) {
        if (note == null || open) {
            throw new MigrateException(
                    MigrateException.USAGE, "--reopen needs a --note, which stays in the log, and goes without --open");
        }
        Asked.Judged asked = new Asked.Judged(id, note, null);
        return show(client.post("open", Asked.Judged.class, asked), Known.class, opened -> {
            print(this, opened);
            return ExitCode.OK;
        });
    }

    @Override
    int run(AdminClient client) {
        if (reopen != null) {
            return reopen(client, reopen);
        }
        if (note != null) {
            throw new MigrateException(MigrateException.USAGE, "--note is for --reopen only");
        }
        String json = client.get("differences", Query.NONE.and("open", open ? "true" : null));
        return show(json, Told.Differences.class, told -> {
            told.differences().forEach(difference -> print(this, difference));
            line("%s", Count.of(told.differences().size(), "difference", "differences"));
            return ExitCode.OK;
        });
    }

    static void print(AdminCommand to, Known known) {
        Place place = known.place();
        to.line(
                "%s  %s  %s of %s: %s at %s (%s), seen %s, last %s, values %s",
                known.id(),
                state(known.state()),
                place.operation(),
                place.unit(),
                place.kind(),
                place.path(),
                place.severity(),
                Count.of(known.times().seen(), "time", "times"),
                known.times().last(),
                known.digest());
        to.line("  gen1 %s", shown(known.values().gen1()));
        to.line("  gen2 %s", shown(known.values().gen2()));
    }

    private static String state(State state) {
        return state.who() == null ? state.name() : "%s by %s: %s".formatted(state.name(), state.who(), state.note());
    }

    private static String shown(@Nullable String value) {
        return value == null ? "has none" : value;
    }
}
