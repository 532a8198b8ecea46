package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.cli.migrate.AdminClient.Query;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.UnitState;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Show the phase of each unit, its move, and what a rule did.")
final class StatusCommand extends AdminCommand {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Pause pause;

    @Parameters(arity = "0..1", paramLabel = "UNIT", description = "Only this unit.")
    private @Nullable String unit;

    @Option(names = "--watch", description = "Show it again whenever it has changed, until interrupted.")
    private boolean watch;

    StatusCommand(Map<String, String> environment, Pause pause) {
        super(environment);
        this.pause = pause;
    }

    @Override
    int run(AdminClient client) {
        String before = "";
        while (true) {
            String json = client.get("status", Query.NONE.and("unit", unit));
            if (!json.equals(before)) {
                show(json, Told.Status.class, this::print);
                out().flush();
            }
            if (!watch || !pause.of(EVERY)) {
                return ExitCode.OK;
            }
            before = json;
        }
    }

    private int print(Told.Status status) {
        Freeze freeze = status.freeze();
        if (freeze != null) {
            line(
                    "FROZEN by %s since %s: %s",
                    freeze.cause().who(), freeze.since(), freeze.cause().reason());
        }
        status.units().forEach(state -> line("%s", Lines.of(state)));
        line("%s: %s", Count.of(status.units().size(), "unit", "units"), phases(status.units()));
        return ExitCode.OK;
    }

    private static String phases(List<UnitState> units) {
        Map<Phase, Long> counts = units.stream()
                .collect(Collectors.groupingBy(state -> state.route().phase(), Collectors.counting()));
        return counts.isEmpty()
                ? "no call was seen yet"
                : Stream.of(Phase.values())
                        .filter(counts::containsKey)
                        .map(phase -> "%d %s".formatted(Objects.requireNonNull(counts.get(phase)), phase))
                        .collect(Collectors.joining(", "));
    }
}
