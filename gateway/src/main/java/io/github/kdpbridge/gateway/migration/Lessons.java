package io.github.kdpbridge.gateway.migration;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ErrorRow.Wording;
import io.github.kdpbridge.core.error.Evidence;
import io.github.kdpbridge.core.migration.Comparisons.Lesson;
import io.github.kdpbridge.core.migration.shadow.Learnt;
import io.github.kdpbridge.core.migration.shadow.LearntAssumptions;
import io.github.kdpbridge.core.migration.shadow.LearntCodes.Row;
import io.github.kdpbridge.core.migration.shadow.LearntCodes.Seen;
import io.github.kdpbridge.core.migration.shadow.PortalFact;
import io.github.kdpbridge.core.migration.shadow.PortalFacts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what pairs of answers taught, for operators. */
final class Lessons {
    private Lessons() {}

    /**
     * Returns the facts of the portal, then what is assumed of generation 2, then the errors of generation 1 that the
     * catalogue assumes or that were seen.
     *
     * @param catalogue the translation of errors that callers get
     */
    static List<Lesson> of(Learnt learnt, ErrorCatalogue catalogue) {
        return Stream.of(
                        Stream.of(PortalFact.values()).map(fact -> of(fact, learnt.facts())),
                        Stream.of(Assumption.values()).map(row -> of(row, learnt.assumptions())),
                        learnt.codes().rows(catalogue).stream()
                                .filter(row -> row.seen() != Seen.NOT
                                        || catalogue.row(row.condition()).evidence() == Evidence.ASSUMED)
                                .map(row ->
                                        of(row, catalogue.row(row.condition()).gen1())))
                .flatMap(lessons -> lessons)
                .collect(ImmutableList.toImmutableList());
    }

    private static Lesson of(Assumption row, LearntAssumptions learnt) {
        PortalFacts.Evidence evidence = learnt.of(row);
        boolean isOtherwise = evidence.no() > 0;
        Seen seen = isOtherwise ? Seen.OTHERWISE : evidence.yes() > 0 ? Seen.SO : Seen.NOT;
        return new Lesson(
                row.fact(),
                word(seen),
                seen == Seen.NOT ? "" : counts(evidence),
                isOtherwise ? row.setting().stream().toList() : List.of());
    }

    private static String word(Seen seen) {
        return switch (seen) {
            case SO -> "seen so";
            case OTHERWISE -> "seen otherwise";
            case NOT -> "not seen";
        };
    }

    private static String counts(PortalFacts.Evidence evidence) {
        return "%d for, %d against".formatted(evidence.yes(), evidence.no());
    }

    private static Lesson of(PortalFact fact, PortalFacts facts) {
        PortalFacts.Evidence evidence = facts.of(fact);
        return new Lesson(fact.text(), Ascii.toLowerCase(evidence.known().name()), counts(evidence), List.of());
    }

    private static Lesson of(Row row, Wording assumed) {
        return new Lesson(
                "%s is %s with HTTP %d on gen1".formatted(row.condition(), assumed.code(), assumed.httpStatus()),
                word(row.seen()),
                Stream.of(counts("", row.codes()), counts("HTTP ", row.httpStatuses()))
                        .filter(counts -> !counts.isEmpty())
                        .collect(Collectors.joining(", ")),
                row.settings());
    }

    private static String counts(String name, Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(count -> "%s%s (%d)".formatted(name, count.getKey(), count.getValue()))
                .collect(Collectors.joining(", "));
    }
}
