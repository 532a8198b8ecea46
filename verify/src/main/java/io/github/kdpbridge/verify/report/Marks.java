package io.github.kdpbridge.verify.report;

import io.github.kdpbridge.verify.verdict.Finding;
import io.github.kdpbridge.verify.verdict.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Shows an outcome by a sign as well as a colour. */
final class Marks {
    private static final List<Outcome> HEAVIEST_FIRST =
            List.of(Outcome.DIFFERENT, Outcome.KNOWN, Outcome.UNEXPECTED, Outcome.SAME, Outcome.NOT_RUN);

    private Marks() {}

    /** Returns the worst outcome of several findings. */
    static Outcome of(List<Finding> findings) {
        return findings.stream()
                .map(Finding::outcome)
                .min(Comparator.comparingInt(HEAVIEST_FIRST::indexOf))
                .orElse(Outcome.NOT_RUN);
    }

    /** Returns the outcome's class in the style sheet. */
    static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the sign; screen readers read the words beside it. */
    static Html.Literal sign(Outcome outcome) {
        String sign = switch (outcome) {
            case SAME -> "✓";
            case UNEXPECTED -> "!";
            case KNOWN -> "≈";
            case DIFFERENT -> "✗";
            case NOT_RUN -> "–";
        };
        return new Html.Literal("<span class=\"sign\" aria-hidden=\"true\">" + sign + "</span> ");
    }
}
