package io.github.kdpbridge.core.migration;

import static com.google.common.collect.ImmutableList.toImmutableList;

import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.DifferenceFilter.Alike;
import io.github.kdpbridge.core.migration.DifferenceFilter.Which;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Differences in memory, of which each question reads all. As safe for use by many threads as their list is. */
public final class ListedDifferences implements KnownDifferences {
    private static final Comparator<Known> LAST_SEEN_FIRST =
            Comparator.comparing((Known known) -> known.times().last()).reversed();
    private static final Comparator<DifferenceGroup> LARGEST_FIRST = Comparator.comparing(
                    (DifferenceGroup group) -> !group.isOutcome())
            .thenComparing(group -> -group.sums().differences())
            .thenComparing(group -> group.alike().operation())
            .thenComparing(group -> group.alike().path())
            .thenComparing(group -> group.alike().kind());

    private final Supplier<List<Known>> all;

    private ListedDifferences(Supplier<List<Known>> all) {
        this.all = all;
    }

    /**
     * Returns the differences of a list.
     *
     * @param all reads the list
     */
    public static ListedDifferences of(Supplier<List<Known>> all) {
        return new ListedDifferences(Objects.requireNonNull(all, "all"));
    }

    private Stream<Known> shown(DifferenceFilter filter) {
        return all.get().stream().filter(filter::shows).sorted(LAST_SEEN_FIRST);
    }

    @Override
    public Part<Known> part(DifferenceFilter filter, Cut cut) {
        return cut.of(shown(filter).toList());
    }

    @Override
    public Part<DifferenceGroup> groups(DifferenceFilter filter, Cut cut) {
        Map<Alike, List<Known>> groups = shown(filter)
                .collect(Collectors.groupingBy(
                        known -> Alike.of(known.place()), LinkedHashMap::new, Collectors.toList()));
        return cut.of(groups.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue()))
                .sorted(LARGEST_FIRST)
                .collect(toImmutableList()));
    }

    private static DifferenceGroup group(Alike alike, List<Known> known) {
        DifferenceGroup.Sums sums = new DifferenceGroup.Sums(
                known.size(),
                known.stream().map(each -> each.place().unit()).distinct().count(),
                known.stream().mapToLong(each -> each.times().seen()).sum());
        return new DifferenceGroup(
                alike,
                isOutcome(known.get(0)),
                sums,
                known.stream().limit(EXAMPLES).toList());
    }

    private static boolean isOutcome(Known known) {
        return known.place().severity().equals("outcome");
    }

    @Override
    public Optional<Known> find(String id) {
        return all.get().stream().filter(known -> known.id().equals(id)).findFirst();
    }

    @Override
    public Open open() {
        List<Known> open = shown(new DifferenceFilter(Which.OPEN, "", null)).toList();
        long outcome = open.stream().filter(ListedDifferences::isOutcome).count();
        return new Open(outcome, open.size() - outcome);
    }
}
