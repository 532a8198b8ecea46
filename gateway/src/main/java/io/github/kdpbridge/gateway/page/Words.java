package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.Gate;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.PlannedMove;
import java.time.Duration;
import java.util.Locale;

/** The words of the screens. */
public final class Words {
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
        if (time.toSeconds() < 120) {
            return time.toSeconds() == 1 ? "1 second" : time.toSeconds() + " seconds";
        }
        return time.toMinutes() < 120 ? time.toMinutes() + " minutes" : time.toHours() + " hours";
    }
}
