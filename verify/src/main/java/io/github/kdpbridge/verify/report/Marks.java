package io.github.kdpbridge.verify.report;

import io.github.kdpbridge.verify.verdict.Finding;
import io.github.kdpbridge.verify.verdict.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How an outcome looks, never by its colour alone. */
final class Marks {
    /** What weighs most comes first. */
    private static final List<Outcome> WEIGHT =
            List.of(Outcome.DIFFERENT, Outcome.KNOWN, Outcome.UNEXPECTED, Outcome.SAME, Outcome.NOT_RUN);

    private Marks() {}

    /** The outcome of several findings: the one that weighs most. */
    static Outcome of(List<Finding> findings) {
        return findings.stream()
                .map(Finding::outcome)
                .min(Comparator.comparingInt(WEIGHT::indexOf))
                .orElse(Outcome.NOT_RUN);
    }

    /** The outcome as a class of the style sheet. */
    static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A sign for the eye; who reads with the ear gets words beside it. */
    static String sign(Outcome outcome) {
        String sign = switch (outcome) {
            case SAME -> "✓";
            case UNEXPECTED -> "!";
            case KNOWN -> "≈";
            case DIFFERENT -> "✗";
            case NOT_RUN -> "–";
        };
        return "<span class=\"sign\" aria-hidden=\"true\">" + sign + "</span> ";
    }
}
