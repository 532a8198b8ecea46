package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.cli.migrate.AdminClient.Query;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Comparisons.Place;
import io.github.kdpbridge.core.migration.Comparisons.State;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(name = "differences", description = "Show where the answers of the generations differ.")
final class DifferencesCommand extends AdminCommand {
    @Option(names = "--open", description = "Only those that are not accepted.")
    private boolean open;

    DifferencesCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
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
                "%s  %s  %s of %s: %s at %s (%s), seen %s, last %s",
                known.id(),
                state(known.state()),
                place.operation(),
                place.unit(),
                place.kind(),
                place.path(),
                place.severity(),
                Count.of(known.times().seen(), "time", "times"),
                known.times().last());
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
