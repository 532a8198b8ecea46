package io.github.kdpbridge.gateway.migration;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.DifferenceFilter;
import io.github.kdpbridge.core.migration.DifferenceFilter.Which;
import io.github.kdpbridge.core.migration.Evidence;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.shadow.Difference;
import io.github.kdpbridge.core.migration.shadow.Finding;
import io.github.kdpbridge.core.migration.shadow.Incomparable;
import io.github.kdpbridge.core.migration.shadow.Judgement;
import io.github.kdpbridge.core.migration.shadow.ListsCompared;
import io.github.kdpbridge.core.migration.shadow.ParityStore;
import io.github.kdpbridge.core.migration.shadow.Shadow;
import io.github.kdpbridge.core.migration.shadow.Tally;
import io.github.kdpbridge.core.migration.shadow.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of an account's services, for its operators.
 *
 * @param reseller the account
 * @param store what comparisons found
 * @param shadow compares now
 * @param catalogue the translation of errors that callers get
 * @param clock the clock of the log
 */
record ShadowDesk(ResellerId reseller, ParityStore store, Shadow shadow, ErrorCatalogue catalogue, Clock clock)
        implements Comparisons {
    @Override
    public List<Compared> compare(Unit unit, @Nullable String operation) {
        List<Operation<?, ?>> lists = shadow.lists(unit);
        List<Operation<?, ?>> wanted = lists.stream()
                .filter(list -> operation == null || list.name().equals(operation))
                .toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("whole lists of %s are not compared for %s; legal are: %s"
                    .formatted(operation, unit, Joiner.on(", ").join(lists)));
        }
        return wanted.stream().map(list -> compared(unit, list)).toList();
    }

    private Compared compared(Unit unit, Operation<?, ?> operation) {
        ListsCompared lists = shadow.compareLists(unit, operation);
        Verdict verdict = lists.verdict();
        String text = verdict instanceof Verdict.NotCompared not
                ? why(not.reason())
                : "%d on gen1, %d on gen2".formatted(lists.gen1(), lists.gen2());
        return new Compared(operation.name(), word(verdict), text, lines(verdict));
    }

    /** Returns why lists cannot be compared, and what cures it. */
    private static String why(Incomparable reason) {
        String name = Ascii.toLowerCase(reason.name());
        return switch (reason) {
            case CHANGED -> name + ": a transaction is or was in progress; compare again when it is complete";
            case UNREACHABLE -> name + ": a service did not answer; compare again when kdp doctor finds both";
            default -> name;
        };
    }

    private static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Matched) {
            return "matched";
        }
        if (verdict instanceof Verdict.Tolerated) {
            return "tolerated";
        }
        return verdict instanceof Verdict.Mismatched ? "mismatched" : "incomparable";
    }

    private static List<String> lines(Verdict verdict) {
        return verdict instanceof Verdict.Mismatched mismatched
                ? mismatched.differences().stream().map(ShadowDesk::line).toList()
                : List.of();
    }

    private static String line(Difference difference) {
        return "%s, %s: gen1 %s, gen2 %s (%d)"
                .formatted(
                        difference.path(),
                        Ascii.toLowerCase(difference.kind().name()),
                        shown(difference.gen1()),
                        shown(difference.gen2()),
                        difference.count());
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : value;
    }

    @Override
    public List<Known> differences(boolean isOpenOnly) {
        Which which = isOpenOnly ? Which.OPEN : Which.ALL;
        return known().part(new DifferenceFilter(which, "", null), Cut.WHOLE).rows();
    }

    @Override
    public List<Lesson> lessons() {
        return Lessons.of(store.learnt(reseller), catalogue);
    }

    @Override
    public KnownDifferences known() {
        return store.differences(reseller);
    }

    @Override
    public Known accept(Author author, String id, String note, @Nullable String seen) {
        Judgement judgement = judgement(author, id, note, seen);
        try {
            store.accept(judgement);
            return required(id);
        } catch (IllegalStateException e) {
            throw new MoveRefusedException(
                    Reason.ILLEGAL, Objects.requireNonNullElse(e.getMessage(), "it cannot be accepted"));
        }
    }

    @Override
    public Known reopen(Author author, String id, String note, @Nullable String seen) {
        Judgement judgement = judgement(author, id, note, seen);
        if (required(id).state().name().equals(Finding.State.NEW.name())) {
            throw new MoveRefusedException(Reason.ILLEGAL, "difference %s is open already".formatted(id));
        }
        store.reopen(judgement);
        return required(id);
    }

    private Judgement judgement(Author author, String id, String note, @Nullable String seen) {
        Cause cause = author.cause(note); // the same rules as for the reason of a move
        Judgement judgement = new Judgement(reseller, id, seen, cause, clock.instant());
        judgement.requireSeen(required(id).digest());
        return judgement;
    }

    @Override
    public List<Day> days(Unit unit, Instant from) {
        Map<LocalDate, Map<String, Tally>> days = new TreeMap<>();
        store.counts(unit, from)
                .forEach(parity -> days.computeIfAbsent(
                                parity.hour().atOffset(ZoneOffset.UTC).toLocalDate(), day -> new TreeMap<>())
                        .merge(parity.operation(), parity.tally(), Tally::plus));
        return days.entrySet().stream()
                .flatMap(day -> day.getValue().entrySet().stream()
                        .map(operation -> new Day(day.getKey(), operation.getKey(), counts(operation.getValue()))))
                .toList();
    }

    private static Evidence.Counts counts(Tally tally) {
        return new Evidence.Counts(
                tally.matched(), tally.tolerated(), tally.mismatched(), tally.incomparable(), tally.dropped());
    }

    @Override
    public String version() {
        return store.version(reseller);
    }

    private Known required(String id) {
        return known().find(id).orElseThrow(() -> unknown(id));
    }

    private static MoveRefusedException unknown(String id) {
        return new MoveRefusedException(
                Reason.UNKNOWN, "there is no difference %s; kdp migrate differences lists them".formatted(id));
    }
}
