package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Gates;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Move;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log as it is shown.
 *
 * @param at when
 * @param unit the unit
 * @param done what was done
 * @param cause by whom, and why
 * @param mark why it stands out: gates were overridden, or a rule brought the unit back; null if it does not
 */
public record LogRow(
        Moment at,
        UnitName unit,
        Done done,
        Who cause,
        @Nullable String mark) {
    static final List<String> HEAD =
            List.of("at", "unit", "epoch", "from", "to", "result", "who", "via", "reason", "evidence");

    /**
     * What was done.
     *
     * @param move {@code SHADOW to CANARY}
     * @param result how far it is
     * @param isFollowed whether the entry that ends this move is shown above, with the same author and reason
     */
    public record Done(long epoch, String move, String result, boolean isFollowed) {}

    /** The author of an entry, how it was asked for, the reason, and what it was based on. */
    public record Who(String name, String via, String reason, String evidence) {
        private static Who of(Cause cause) {
            return new Who(cause.who(), Words.word(cause.via()), cause.reason(), cause.evidence());
        }
    }

    /** Returns entries as they are shown, the newest first. */
    static List<LogRow> of(Scene scene, List<LoggedMove> newestFirst) {
        return IntStream.range(0, newestFirst.size())
                .mapToObj(i -> {
                    LoggedMove entry = newestFirst.get(i);
                    return of(scene, entry, newestFirst.subList(0, i).stream().anyMatch(later -> ends(later, entry)));
                })
                .toList();
    }

    private static boolean ends(LoggedMove later, LoggedMove entry) {
        return entry.isRunning()
                && later.epoch() == entry.epoch() + 1
                && later.unit().equals(entry.unit())
                && Objects.equals(later.move(), entry.move());
    }

    private static LogRow of(Scene scene, LoggedMove entry, boolean isFollowed) {
        return new LogRow(
                scene.moment(entry.at()),
                scene.name(entry.unit()),
                new Done(entry.epoch(), entry.move().toString(), Words.word(entry.result()), isFollowed),
                Who.of(entry.move().cause()),
                mark(entry));
    }

    private static @Nullable String mark(LoggedMove entry) {
        if (Gates.isOverridden(entry.move())) {
            return "gates overridden";
        }
        return entry.isBroughtBack() ? "brought back by a rule" : null;
    }

    static List<String> cells(LoggedMove entry) {
        Move move = entry.move();
        Cause cause = move.cause();
        boolean isKnown = move.kind() != Move.Kind.UNKNOWN;
        return List.of(
                entry.at().toString(),
                entry.unit().toString(),
                Long.toString(entry.epoch()),
                isKnown ? move.from().name() : "",
                isKnown ? move.to().name() : "",
                entry.result().name(),
                cause.who(),
                Words.word(cause.via()),
                cause.reason(),
                cause.evidence());
    }

    /** Returns the entry in one line: {@code SHADOW to CANARY, begun by operator-1}. */
    static String line(LoggedMove entry) {
        return "%s, %s by %s"
                .formatted(
                        entry.move(),
                        Words.word(entry.result()),
                        entry.move().cause().who());
    }
}
