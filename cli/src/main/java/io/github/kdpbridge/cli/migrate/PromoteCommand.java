package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.Acted.Done;
import io.github.kdpbridge.core.migration.Acted.Result;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.PlannedMove.State;
import io.github.kdpbridge.core.migration.Promotion.Pace;
import io.github.kdpbridge.core.migration.Promotion.Passing;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.gateway.admin.message.Asked;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "promote",
        description = {
            "Move units one step forward.",
            "The units of a wave move one after the other; a return of one of them stops the rest."
        })
final class PromoteCommand extends AdminCommand {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Pause pause;

    @Parameters(paramLabel = "UNIT", description = "The units.")
    private List<String> units = List.of();

    @Option(names = "--wave", paramLabel = "NAME", description = "The units of a wave that are ready.")
    private @Nullable String wave;

    @Option(names = "--to", paramLabel = "PHASE", description = "The phase to reach; by default the next one of each.")
    private @Nullable Phase to;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it stays in the log.")
    private String reason = "";

    @Option(names = "--override", paramLabel = "TEXT", description = "Pass closed gates, and why; it stays in the log.")
    private @Nullable String override;

    @Option(names = "--idle", paramLabel = "TEXT", description = "Why fewer writes are enough to leave CANARY.")
    private @Nullable String idle;

    @Option(names = "--now", description = "Do not wait for transactions in progress; their order is not kept then.")
    private boolean now;

    @Option(
            names = "--max-parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many units move at the same time; default ${DEFAULT-VALUE}.")
    private int maxParallel = 1;

    @Option(names = "--wait", description = "Wait until all have moved.")
    private boolean wait;

    @Mixin
    private final SeenFile seen = new SeenFile();

    PromoteCommand(Map<String, String> environment, Pause pause) {
        super(environment);
        this.pause = pause;
    }

    @Override
    int run(AdminClient client) {
        if (seen.isNamed() && wave != null) {
            throw new MigrateException(MigrateException.USAGE, "--seen has the units of the wave: leave --wave out");
        }
        if (!seen.isNamed() && units.isEmpty() == (wave == null)) {
            throw new MigrateException(MigrateException.USAGE, "name units or a --wave, not both");
        }
        if (maxParallel < 1) {
            throw new MigrateException(MigrateException.USAGE, "--max-parallel: must be 1 or more, not " + maxParallel);
        }
        List<Seen> candidates = new ArrayList<>();
        boolean isKeptByAGate = false;
        boolean isBusy = false;
        List<PlannedMove> planned = planned(client);
        for (PlannedMove move : planned) {
            if (!units.isEmpty() || move.state() == State.READY || (PlanCommand.isGate(move) && override != null)) {
                candidates.add(Seen.of(move));
            } else {
                isKeptByAGate |= PlanCommand.isGate(move);
                isBusy |= move.state() == State.MOVING || move.state() == State.FROZEN;
                tell(Lines.of(move));
            }
        }
        if (candidates.isEmpty()) {
            tell(planned.isEmpty() ? PlanCommand.NONE : "nothing moves");
            return isKeptByAGate ? MigrateException.GATE : isBusy ? MigrateException.REFUSED : ExitCode.OK;
        }
        if (to == null && seen.isNamed()) {
            to = target(planned, candidates);
        }
        int exitCode = new Run(client, candidates).run();
        return exitCode == ExitCode.OK && isKeptByAGate ? MigrateException.GATE : exitCode;
    }

    /** A plan to one phase is a promotion to that phase; one without is to the next phase of each unit. */
    private static @Nullable Phase target(List<PlannedMove> planned, List<Seen> candidates) {
        List<Phase> targets = planned.stream()
                .filter(move -> candidates.stream()
                        .anyMatch(unit -> unit.unit().equals(move.route().unit().label())))
                .map(PlannedMove::to)
                .distinct()
                .toList();
        return targets.size() == 1 ? targets.get(0) : null;
    }

    /** A named unit without a step is sent all the same: the gateway says what is legal. */
    private List<PlannedMove> planned(AdminClient client) {
        if (seen.isNamed()) {
            return seen.moves(units);
        }
        String target = to == null ? null : to.name();
        List<PlannedMove> planned =
                new ArrayList<>(read(Told.Planned.class, client.get("plan", PlanCommand.query(units, wave, target)))
                        .moves());
        for (String unit : units) {
            if (planned.stream().noneMatch(move -> move.route().unit().label().equals(unit))) {
                Route route = status(client, unit).units().get(0).route();
                planned.add(new PlannedMove(route, route.phase(), State.BLOCKED, List.of(), ""));
            }
        }
        return planned;
    }

    private void tell(String text) {
        if (!isJson()) {
            line("%s", text);
        }
    }

    /** Asks again and again, until nothing is left. */
    private final class Run {
        private final AdminClient client;
        private final List<Seen> begun = new ArrayList<>();
        private final Set<String> told = new HashSet<>();
        private List<Seen> left;
        private int exitCode = ExitCode.OK;

        private Run(AdminClient client, List<Seen> units) {
            this.client = client;
            this.left = units;
        }

        private int run() {
            while (true) {
                Passing passing = new Passing(override, idle, now);
                Asked.Promote asked = new Asked.Promote(left, to, reason, passing, new Pace(maxParallel, begun));
                String json = client.post("promote", Asked.Promote.class, asked);
                Acted acted = read(Acted.class, json);
                if (isJson()) {
                    out().println(json);
                }
                boolean isDone = note(acted);
                out().flush();
                if (acted.stopped() != null) {
                    int code = acted.isAnyUnknown() ? MigrateException.NOT_REACHABLE : MigrateException.REFUSED;
                    throw new MigrateException(code, "stopped: " + acted.stopped());
                }
                if (isDone || !wait || !pause.of(EVERY)) {
                    if (!left.isEmpty()) {
                        tell(Count.of(left.size(), "unit waits for its turn", "units wait for their turn")
                                + "; ask again, or use --wait");
                    }
                    return exitCode;
                }
            }
        }

        /** Returns whether nothing is left. */
        private boolean note(Acted acted) {
            List<Seen> known = List.copyOf(begun);
            List<Seen> waiting = new ArrayList<>();
            boolean isUnderWay = false;
            for (Done done : acted.units()) {
                Seen seen = known.stream()
                        .filter(each -> each.unit().equals(done.unit()))
                        .findFirst()
                        .orElse(null);
                isUnderWay |= done.result() == Result.BEGUN;
                if (done.result() == Result.WAITS) {
                    waiting.add(unit(left, done.unit()));
                } else if (seen == null) {
                    tell(Lines.of(done));
                    fail(done.result());
                    follow(done);
                } else if (done.result() == Result.MOVED) {
                    moved(done, seen);
                }
            }
            left = waiting;
            return waiting.isEmpty() && !isUnderWay;
        }

        private void follow(Done done) {
            Route route = done.route();
            if (done.result() == Result.BEGUN && route != null) {
                begun.add(new Seen(done.unit(), route.epoch()));
            }
        }

        /** Told once: the epoch of the move's end is followed from then on. */
        private void moved(Done done, Seen seen) {
            Route route = done.route();
            if (route != null && route.epoch() > seen.epoch() && told.add(done.unit())) {
                tell(Lines.of(done));
            }
        }

        private void fail(Result result) {
            if (MigrateException.exitCode(result) != ExitCode.OK) {
                exitCode = MigrateException.exitCode(result);
            }
        }
    }

    private static Seen unit(List<Seen> units, String label) {
        return units.stream()
                .filter(each -> each.unit().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the gateway answered for another unit: " + label));
    }
}
