package io.github.kdpbridge.compattests.scenario;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.Switch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Dialects of generation 2 in which every value of a switch meets every value of every other one: what is assumed of the
 * service, in every way that it may turn out.
 */
public final class Dialects {
    /** A switch, and all of its values. */
    private record Axis<V>(Switch<V> turned, List<V> values) {
        static <V> Axis<V> of(Switch<V> turned, V[] values) {
            return new Axis<>(turned, ImmutableList.copyOf(values));
        }

        static <V> Axis<V> of(Switch<V> turned, V documented, V other) {
            return new Axis<>(turned, List.of(documented, other));
        }

        Dialect set(Dialect dialect, int value) {
            return dialect.with(turned, values.get(value));
        }
    }

    private static final List<Axis<?>> AXES = List.of(
            Axis.of(Dialect.CODES, Dialect.CodeForm.values()),
            Axis.of(Dialect.UNKNOWN_TRANSACTION, Dialect.UnknownTransaction.values()),
            Axis.of(Dialect.STATUS_FORM, Dialect.StatusForm.values()),
            Axis.of(Dialect.MEID_FORM, Dialect.MeidForm.values()),
            Axis.of(Dialect.LETTER_CASE, Dialect.LetterCase.values()),
            Axis.of(Dialect.DEVICE_KEY, Dialect.DeviceKey.values()),
            Axis.of(Dialect.INVALID_DEVICE, Dialect.InvalidDevice.values()),
            Axis.of(Dialect.REUPLOAD, Dialect.Reupload.values()),
            Axis.of(Dialect.WRONG_CUSTOMER, Dialect.WrongCustomer.values()),
            Axis.of(Dialect.REPEATED_DEVICES, Dialect.Repeated.values()),
            Axis.of(Dialect.FOREIGN_DEVICE_LEVEL, Dialect.ErrorLevel.values()),
            Axis.of(Dialect.STATUS_LAG, Duration.ZERO, Duration.ofSeconds(1)),
            Axis.of(Dialect.FAILED_DEVICES_PER_PAGE, 0, 1),
            Axis.of(Dialect.STATE_WHILE_WORKING, "Progress", "Verifying"),
            Axis.of(Dialect.STATUS_FILTERED, true, false),
            Axis.of(Dialect.DEVICES_IN_PROGRESS, false, true),
            Axis.of(Dialect.GOOD_DEVICES_LISTED, false, true),
            Axis.of(Dialect.IMEI_CHECK_DIGIT, true, false),
            Axis.of(Dialect.OPERATION_TYPE_SHOWN, true, false),
            Axis.of(Dialect.TYPE_SHOWN, true, false),
            Axis.of(Dialect.EXPIRES_IN_SHOWN, true, false),
            Axis.of(Dialect.NAMES_SHARED, true, false),
            Axis.of(Dialect.TRANSACTIONS_SHARED, true, false),
            Axis.of(Dialect.DEVICES_SHARED, true, false),
            Axis.of(Dialect.UPLOAD_TAG, Dialect.UploadTag.values()));

    private Dialects() {}

    /** Returns the documented dialect, and then each that differs from it in one switch. */
    public static List<Dialect> all() {
        return Stream.concat(Stream.of(Dialect.documented()), oneByOne().stream())
                .toList();
    }

    /** Returns the documented dialect with one switch on a value that is not the documented one, for each such value. */
    public static List<Dialect> oneByOne() {
        ImmutableList.Builder<Dialect> dialects = ImmutableList.builder();
        for (Axis<?> each : AXES) {
            for (int value = 0; value < each.values().size(); value++) {
                dialects.add(each.set(Dialect.documented(), value));
            }
        }
        return dialects.build().stream()
                .distinct()
                .filter(dialect -> !dialect.equals(Dialect.documented()))
                .toList();
    }

    /** Returns few dialects in which every two values of two switches meet: greedily, always the same ones. */
    public static List<Dialect> pairwise() {
        Set<Pair> uncovered = new HashSet<>(pairs());
        List<Dialect> dialects = new ArrayList<>();
        while (!uncovered.isEmpty()) {
            int[] row = row(uncovered);
            of(row).forEach(uncovered::remove);
            Dialect dialect = Dialect.documented();
            for (int i = 0; i < row.length; i++) {
                dialect = AXES.get(i).set(dialect, row[i]);
            }
            dialects.add(possible(dialect));
        }
        return dialects;
    }

    /** A bare transaction has no pages. */
    private static Dialect possible(Dialect dialect) {
        return dialect.get(Dialect.STATUS_FORM) == Dialect.StatusForm.BARE
                ? dialect.with(Dialect.FAILED_DEVICES_PER_PAGE, 0)
                : dialect;
    }

    /** Two values of two switches. */
    private record Pair(int first, int value, int second, int other) {}

    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int first = 0; first < AXES.size(); first++) {
            for (int second = first + 1; second < AXES.size(); second++) {
                for (int value = 0; value < AXES.get(first).values().size(); value++) {
                    for (int other = 0; other < AXES.get(second).values().size(); other++) {
                        pairs.add(new Pair(first, value, second, other));
                    }
                }
            }
        }
        return pairs;
    }

    /** Gives each switch in turn the value that covers most pairs with those before it. */
    private static int[] row(Set<Pair> uncovered) {
        Pair seed = pairs().stream().filter(uncovered::contains).findFirst().orElseThrow();
        int[] row = new int[AXES.size()];
        boolean[] set = new boolean[row.length];
        row[seed.first()] = seed.value();
        row[seed.second()] = seed.other();
        set[seed.first()] = true;
        set[seed.second()] = true;
        for (int i = 0; i < row.length; i++) {
            if (!set[i]) {
                row[i] = best(i, row, set, uncovered);
                set[i] = true;
            }
        }
        return row;
    }

    private static int best(int index, int[] row, boolean[] set, Set<Pair> uncovered) {
        int best = 0;
        long most = -1;
        for (int value = 0; value < AXES.get(index).values().size(); value++) {
            long covered = 0;
            for (int other = 0; other < row.length; other++) {
                if (set[other]) {
                    Pair pair = index < other
                            ? new Pair(index, value, other, row[other])
                            : new Pair(other, row[other], index, value);
                    covered += uncovered.contains(pair) ? 1 : 0;
                }
            }
            if (covered > most) {
                most = covered;
                best = value;
            }
        }
        return best;
    }

    private static Stream<Pair> of(int[] row) {
        return pairs().stream().filter(pair -> row[pair.first()] == pair.value() && row[pair.second()] == pair.other());
    }
}
