package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.cli.migrate.AdminClient.Query;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.PlannedMove.State;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = {
            "Show what a promotion would move, and each gate with its number.",
            "Changes nothing. It ends with 4 if a gate keeps one of the units, as the promotion would."
        })
final class PlanCommand extends AdminCommand {
    /** A share of few units may hold none. */
    static final String NONE = "nothing moves: no unit of this selection has a step left";

    @Parameters(paramLabel = "UNIT", description = "The units; all if neither they nor a wave are named.")
    private List<String> units = List.of();

    @Option(names = "--wave", paramLabel = "NAME", description = "The units of a wave.")
    private @Nullable String wave;

    @Option(names = "--to", paramLabel = "PHASE", description = "The phase to reach; by default the next one of each.")
    private @Nullable String to;

    PlanCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        return show(client.get("plan", query(units, wave, to)), Told.Planned.class, this::print);
    }

    static Query query(List<String> units, @Nullable String wave, @Nullable String to) {
        return Query.NONE.andAll("unit", units).and("wave", wave).and("to", to);
    }

    private int print(Told.Planned planned) {
        List<PlannedMove> moves = planned.moves();
        moves.forEach(move -> line("%s", Lines.of(move)));
        if (moves.isEmpty()) {
            line("%s", NONE);
            return ExitCode.OK;
        }
        List<PlannedMove> ready =
                moves.stream().filter(move -> move.state() == State.READY).toList();
        String held = ready.stream()
                .filter(move -> move.to().writes() != move.route().writes())
                .findFirst()
                .map(move -> " New uploads of %s are answered 503 for at most %d s while it moves."
                        .formatted(word(move.route().unit().kind()), planned.holdSeconds()))
                .orElse("");
        line("%d of %d would move.%s", ready.size(), moves.size(), held);
        return moves.stream().anyMatch(PlanCommand::isGate) ? MigrateException.GATE : ExitCode.OK;
    }

    /** Returns whether a gate keeps a unit. */
    static boolean isGate(PlannedMove move) {
        return move.state() == State.NOT_YET || move.state() == State.BLOCKED;
    }

    private static String word(UnitKind kind) {
        return kind == UnitKind.ACCOUNT ? "the account" : "a " + Lines.word(kind);
    }
}
