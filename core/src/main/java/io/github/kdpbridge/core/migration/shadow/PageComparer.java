package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Compares two pages of one list as sets of items. If a page is not the whole list, other items on it mean another order
 * or another cut, so that the pages cannot be compared.
 *
 * @param path the place of an item: {@code devices[]}
 * @param keys the identifiers of an item; two items with one in common are the same
 * @param shown an item as a difference shows it, masked
 * @param details compares two items that are the same
 */
record PageComparer<T>(String path, Function<T, List<String>> keys, Shown<T> shown, Details<T> details) {
    /** Shows an item. */
    @FunctionalInterface
    interface Shown<T> {
        String of(T item, DifferenceList found);
    }

    /** Compares two items. */
    @FunctionalInterface
    interface Details<T> {
        void compare(T gen1, T gen2, DifferenceList found);
    }

    /** Behind the end of a list, one generation has totals and the other one an error, which is read as an empty page. */
    void compare(Page<T> gen1, Page<T> gen2, DifferenceList found) {
        boolean behind =
                gen1.number() > 0 && gen1.items().isEmpty() && gen2.items().isEmpty();
        if (!behind) {
            pages(gen1, gen2, found);
        }
    }

    private void pages(Page<T> gen1, Page<T> gen2, DifferenceList found) {
        Map<String, Integer> places = places(gen2.items());
        Set<Integer> matched = new HashSet<>();
        List<T> onlyGen1 = new ArrayList<>();
        boolean inOrder = true;
        int last = -1;
        for (T item : gen1.items()) {
            int place = keys.apply(item).stream()
                    .map(places::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(-1);
            if (place < 0) {
                onlyGen1.add(item);
            } else if (matched.add(place)) {
                details.compare(item, gen2.items().get(place), found);
                inOrder &= place > last;
                last = place;
            }
        }
        totals(gen1, gen2, found);
        if (!inOrder) {
            found.add(path, DifferenceKind.ORDER, null, null);
        }
        rest(gen1, gen2, onlyGen1, matched, found);
    }

    private void rest(Page<T> gen1, Page<T> gen2, List<T> onlyGen1, Set<Integer> matched, DifferenceList found) {
        if (onlyGen1.isEmpty() && matched.size() == gen2.items().size()) {
            return;
        }
        if (isWhole(gen1) && isWhole(gen2)) {
            onlyGen1.forEach(item -> found.add(path, DifferenceKind.MISSING, shown.of(item, found), null));
            for (int i = 0; i < gen2.items().size(); i++) {
                if (!matched.contains(i)) {
                    found.add(
                            path,
                            DifferenceKind.MISSING,
                            null,
                            shown.of(gen2.items().get(i), found));
                }
            }
        } else if (!differ(gen1, gen2)) {
            found.incomparable(Incomparable.CUT);
        }
    }

    private void totals(Page<T> gen1, Page<T> gen2, DifferenceList found) {
        found.unknown("", gen1.unknown(), gen2.unknown(), List.of());
        if (differ(gen1, gen2)) {
            found.add("totalCount", DifferenceKind.TOTAL, gen1.totalCount(), gen2.totalCount());
        } else {
            found.detail("totalCount", gen1.totalCount(), gen2.totalCount(), List.of());
        }
    }

    private static boolean differ(Page<?> gen1, Page<?> gen2) {
        return gen1.totalCount() != null
                && gen2.totalCount() != null
                && !gen1.totalCount().equals(gen2.totalCount());
    }

    private static boolean isWhole(Page<?> page) {
        Long total = page.totalCount();
        Long pages = page.totalPages();
        return page.number() == 0 && (total != null ? page.items().size() >= total : pages == null || pages <= 1);
    }

    private Map<String, Integer> places(List<T> items) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            for (String key : keys.apply(items.get(i))) {
                places.putIfAbsent(key, i);
            }
        }
        return places;
    }
}
