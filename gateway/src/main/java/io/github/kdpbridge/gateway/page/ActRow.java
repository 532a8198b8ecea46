package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.LoggedAct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An act of the log that is no move of one unit, as it is shown.
 *
 * @param at when
 * @param act what was done, and with what
 * @param address where it is shown; null if nowhere else
 * @param who the author, and how it was asked for
 * @param reason why
 */
public record ActRow(Moment at, String act, @Nullable String address, String who, String reason) {
    static ActRow of(Scene scene, LoggedAct act) {
        Cause cause = act.cause();
        return new ActRow(
                scene.moment(act.at()),
                what(act),
                address(scene, act),
                cause.who() + " · " + Words.word(cause.via()),
                cause.reason());
    }

    private static @Nullable String address(Scene scene, LoggedAct act) {
        if (!act.subject().isEmpty()) {
            return DifferencesScreen.address(scene.links(), act.subject());
        }
        return act.result().isEmpty() ? null : scene.links().to(DoneScreen.PATH, "act", act.id());
    }

    private static String what(LoggedAct act) {
        return switch (act.kind()) {
            case FREEZE -> act.cause().evidence().isEmpty() ? "froze the account" : "froze the account again";
            case UNFREEZE -> "allowed moves forward again";
            case ACCEPT -> "accepted difference " + act.subject();
            case REOPEN -> "opened difference %s again".formatted(act.subject());
            case PROMOTE -> "moved units forward: " + act.acted().summary();
            case ROLLBACK -> "brought units back: " + act.acted().summary();
            case PANIC -> "panic: " + act.acted().summary();
            case REPIN -> "moved a transaction: " + act.cause().evidence();
            case UNKNOWN ->
                "did what this version does not know: " + act.cause().evidence();
        };
    }

    /** Returns an act in one line: {@code operator-1 froze the account: stock taking}. */
    static String line(LoggedAct act) {
        return "%s %s: %s".formatted(act.cause().who(), what(act), act.cause().reason());
    }

    /** Returns the cells of an act below {@link LogRow#HEAD}. */
    static List<String> cells(LoggedAct act) {
        Cause cause = act.cause();
        return List.of(
                act.at().toString(),
                act.subject().isEmpty() ? "account" : "difference " + act.subject(),
                "",
                "",
                "",
                act.kind().name(),
                cause.who(),
                Words.word(cause.via()),
                cause.reason(),
                act.result().isEmpty() ? cause.evidence() : act.acted().summary());
    }
}
