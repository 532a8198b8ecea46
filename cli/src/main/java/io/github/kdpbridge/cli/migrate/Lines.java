package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.Gate;
import io.github.kdpbridge.core.migration.Gates;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.UnitState;
import java.util.Locale;

/** The lines that several commands print. */
final class Lines {
    private Lines() {}

    /** Returns what a step would meet: {@code customer 1200000321  SHADOW → CANARY   ready      212 compared}. */
    static String of(PlannedMove move) {
        Route route = move.route();
        return "%s  %-6s → %-6s   %-9s  %s%s"
                .formatted(route.unit(), route.phase(), move.to(), word(move.state()), move.text(), hint(move));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The command that helps with a closed gate. */
    private static String hint(PlannedMove move) {
        if (move.state() == PlannedMove.State.FROZEN) {
            return "";
        }
        String label = move.route().unit().kind() == UnitKind.ACCOUNT
                ? "'*'"
                : move.route().unit().label();
        return move.gates().stream()
                .filter(gate -> gate.state() != Gate.State.READY)
                .map(gate -> switch (gate.name()) {
                    case "comparisons", "portal" -> "; kdp migrate compare " + label;
                    case "differences" -> "; kdp migrate differences --open";
                    case "open", "quarantine", "transactions" -> "; kdp migrate names --open";
                    default -> "";
                })
                .filter(hint -> !hint.isEmpty())
                .findFirst()
                .orElse("");
    }

    static String of(UnitState state) {
        Route route = state.route();
        String since = state.since() == null ? "since it was first seen" : "since " + state.since();
        return "%s  %-6s  %s%s%s".formatted(route.unit(), route.phase(), since, running(state), mark(state));
    }

    private static String running(UnitState state) {
        LoggedMove running = state.running();
        if (running == null) {
            return "";
        }
        String step = state.route().isHeld() ? "new writes are held" : "waits until the unit is drained";
        return "; %s moves it to %s: %s"
                .formatted(running.move().cause().who(), running.move().to(), step);
    }

    private static String mark(UnitState state) {
        LoggedMove mark = state.mark();
        return mark == null
                ? ""
                : "; BROUGHT BACK by %s: %s"
                        .formatted(
                                mark.move().cause().who(), mark.move().cause().reason());
    }

    static String of(Acted.Done done) {
        String result = done.result() == Acted.Result.UNKNOWN ? "not known" : word(done.result());
        return "%s  %-7s  %s".formatted(done.unit(), result, done.text());
    }

    static String of(LoggedMove entry) {
        Move move = entry.move();
        return "%s  %s  %s  %-9s  %s by %s: %s%s"
                .formatted(
                        entry.at(),
                        entry.unit(),
                        move.kind() == Move.Kind.UNKNOWN ? move : "%-6s → %-6s".formatted(move.from(), move.to()),
                        word(entry.result()),
                        move.cause().who(),
                        word(move.cause().via()),
                        move.cause().reason(),
                        evidence(move));
    }

    static String of(LoggedAct act) {
        String subject = act.subject().isEmpty() ? "the account" : "difference " + act.subject();
        String more =
                act.result().isEmpty() ? act.cause().evidence() : act.acted().summary();
        return "%s  %s  %s  %s by %s: %s%s"
                .formatted(
                        act.at(),
                        subject,
                        word(act.kind()),
                        act.cause().who(),
                        word(act.cause().via()),
                        act.cause().reason(),
                        more.isEmpty() ? "" : "; " + more);
    }

    private static String evidence(Move move) {
        String evidence = move.cause().evidence();
        if (evidence.isEmpty()) {
            return "";
        }
        return Gates.isOverridden(move) ? "; GATES " + evidence : "; " + evidence;
    }
}
