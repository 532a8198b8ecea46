package io.github.kdpbridge.compattests.target;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.simulator.world.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Dialects of generation 2 in which every value of a switch meets every value of every other one: what is assumed of the
 * service, in every way that it may turn out.
 */
public final class Dialects {
    /** A switch, and all of its values. */
    private record Switch<V>(List<V> values, BiConsumer<Dialect.Builder, V> setting) {
        static <V> Switch<V> of(BiConsumer<Dialect.Builder, V> setting, V[] values) {
            return new Switch<>(ImmutableList.copyOf(values), setting);
        }

        static <V> Switch<V> of(BiConsumer<Dialect.Builder, V> setting, V documented, V other) {
            return new Switch<>(List.of(documented, other), setting);
        }

        void set(Dialect.Builder dialect, int value) {
            setting.accept(dialect, values.get(value));
        }
    }

    private static final List<Switch<?>> SWITCHES = List.of(
            Switch.of(Dialect.Builder::codes, Dialect.CodeForm.values()),
            Switch.of(Dialect.Builder::unknownTransaction, Dialect.UnknownTransaction.values()),
            Switch.of(Dialect.Builder::statusForm, Dialect.StatusForm.values()),
            Switch.of(Dialect.Builder::meidForm, Dialect.MeidForm.values()),
            Switch.of(Dialect.Builder::letterCase, Dialect.LetterCase.values()),
            Switch.of(Dialect.Builder::deviceKey, Dialect.DeviceKey.values()),
            Switch.of(Dialect.Builder::invalidDevice, Dialect.InvalidDevice.values()),
            Switch.of(Dialect.Builder::reupload, Dialect.Reupload.values()),
            Switch.of(Dialect.Builder::wrongCustomer, Dialect.WrongCustomer.values()),
            Switch.of(Dialect.Builder::repeatedDevices, Dialect.Repeated.values()),
            Switch.of(Dialect.Builder::foreignDeviceLevel, Dialect.ErrorLevel.values()),
            Switch.of(Dialect.Builder::statusLag, Duration.ZERO, Duration.ofSeconds(1)),
            Switch.of(Dialect.Builder::failedDevicesPerPage, 0, 1),
            Switch.of(Dialect.Builder::stateWhileWorking, "Progress", "Verifying"),
            Switch.of(Dialect.Builder::statusFiltered, true, false),
            Switch.of(Dialect.Builder::devicesInProgress, false, true),
            Switch.of(Dialect.Builder::goodDevicesListed, false, true),
            Switch.of(Dialect.Builder::imeiCheckDigit, true, false),
            Switch.of(Dialect.Builder::operationTypeShown, true, false),
            Switch.of(Dialect.Builder::typeShown, true, false),
            Switch.of(Dialect.Builder::expiresInShown, true, false));

    private Dialects() {}

    /** Returns the documented dialect, and then each that differs from it in one switch. */
    public static List<Dialect> all() {
        return Stream.concat(Stream.of(Dialect.documented()), oneByOne().stream())
                .toList();
    }

    /** Returns the documented dialect with one switch on a value that is not the documented one, for each such value. */
    public static List<Dialect> oneByOne() {
        ImmutableList.Builder<Dialect> dialects = ImmutableList.builder();
        for (Switch<?> each : SWITCHES) {
            for (int value = 0; value < each.values().size(); value++) {
                Dialect.Builder dialect = Dialect.builder();
                each.set(dialect, value);
                dialects.add(dialect.build());
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
            Dialect.Builder dialect = Dialect.builder();
            for (int i = 0; i < row.length; i++) {
                SWITCHES.get(i).set(dialect, row[i]);
            }
            dialects.add(possible(dialect.build()));
        }
        return dialects;
    }

    /** A bare transaction has no pages. */
    private static Dialect possible(Dialect dialect) {
        return dialect.statusForm() == Dialect.StatusForm.BARE
                ? dialect.toBuilder().failedDevicesPerPage(0).build()
                : dialect;
    }

    /** Two values of two switches. */
    private record Pair(int first, int value, int second, int other) {}

    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int first = 0; first < SWITCHES.size(); first++) {
            for (int second = first + 1; second < SWITCHES.size(); second++) {
                for (int value = 0; value < SWITCHES.get(first).values().size(); value++) {
                    for (int other = 0; other < SWITCHES.get(second).values().size(); other++) {
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
        int[] row = new int[SWITCHES.size()];
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
        for (int value = 0; value < SWITCHES.get(index).values().size(); value++) {
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
