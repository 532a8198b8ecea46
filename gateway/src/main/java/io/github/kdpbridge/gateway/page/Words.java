package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.migration.Gate;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.PlannedMove;
import java.time.Duration;
import java.util.Locale;

/** The words of the screens. */
public final class Words {
    private static final int SECONDS_AT_MOST = 120;
    private static final int MINUTES_AT_MOST = 60;

    private Words() {}

    /** Returns what a phase means. */
    public static String meaning(Phase phase) {
        return switch (phase) {
            case GEN1 -> "generation 1 does everything";
            case SHADOW -> "generation 1 serves; answers are compared";
            case READS -> "generation 2 answers lists, generation 1 takes writes";
            case CANARY -> "generation 2 serves on trial; rules may bring it back";
            case GEN2 -> "generation 2 serves; rules only warn";
            case DONE -> "finished; no way back";
        };
    }

    /** Returns the name of a value in words: {@code not yet}. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String style(PlannedMove.State state) {
        return switch (state) {
            case READY -> "good";
            case BLOCKED -> "bad";
            case NOT_YET, FIRST -> "wait";
            case MOVING -> "run";
            case FROZEN -> "cold";
        };
    }

    static String style(Gate.State state) {
        return switch (state) {
            case READY -> "good";
            case NOT_YET -> "wait";
            case BLOCKED -> "bad";
        };
    }

    /** Returns a length of time: {@code 30 seconds}. */
    static String length(Duration time) {
        if (time.toSeconds() < SECONDS_AT_MOST) {
            return Count.of(time.toSeconds(), "second", "seconds");
        }
        return time.toMinutes() < MINUTES_AT_MOST || time.toMinutesPart() != 0
                ? Count.of(time.toMinutes(), "minute", "minutes")
                : Count.of(time.toHours(), "hour", "hours");
    }
}
