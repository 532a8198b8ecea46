package io.github.kdpbridge.core.migration.shadow;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.UnknownFields;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the differences of one comparison: masked, and counted if there are several of one kind at one path. */
final class DifferenceList {
    /** An answer with more paths than that is not one of the service. */
    private static final int MOST = 1000;

    private static final int LONGEST_NAME = 100;

    /** JSON texts of nothing. */
    private static final Set<String> EMPTY_JSON = ImmutableSet.of("null", "\"\"", "[]", "{}");

    private final Operation<?, ?> operation;
    private final OneSided oneSided;
    private final Masking masking;
    private final Map<String, Difference> differences = new LinkedHashMap<>();
    private @Nullable Incomparable incomparable;

    DifferenceList(Operation<?, ?> operation, OneSided oneSided, Masking masking) {
        this.operation = operation;
        this.oneSided = oneSided;
        this.masking = masking;
    }

    Compared result() {
        return new Compared(List.copyOf(differences.values()), incomparable);
    }

    void incomparable(Incomparable reason) {
        incomparable = reason;
    }

    /** Adds a difference whose values are masked already, or hold no identifier. */
    void add(String path, DifferenceKind kind, @Nullable Object gen1, @Nullable Object gen2) {
        String key = path + " " + kind;
        if (differences.size() < MOST || differences.containsKey(key)) {
            differences.merge(
                    key, new Difference(path, kind, shown(gen1), shown(gen2), 1), (first, next) -> first.again());
        }
    }

    String masked(DeviceId device) {
        return masking.device(device);
    }

    String masked(String text) {
        return masking.text(text);
    }

    /** Compares a detail, as a text that may name devices. */
    void detail(String path, @Nullable Object gen1, @Nullable Object gen2, Collection<DeviceId> named) {
        if (Objects.equals(gen1, gen2) || oneSided.has(operation, path)) {
            return;
        }
        DifferenceKind kind = gen1 != null && gen2 != null
                ? DifferenceKind.TEXT
                : isEmpty(gen1 == null ? gen2 : gen1) ? DifferenceKind.ABSENT_EMPTY : DifferenceKind.ABSENT;
        add(path, kind, masked(gen1, named), masked(gen2, named));
    }

    void unknown(String prefix, UnknownFields gen1, UnknownFields gen2, Collection<DeviceId> named) {
        Set<String> names = new TreeSet<>(gen1.json().keySet());
        names.addAll(gen2.json().keySet());
        for (String name : names) {
            String path = prefix + Ascii.truncate(masking.text(name, named), LONGEST_NAME, "…");
            String one = gen1.json().get(name);
            String two = gen2.json().get(name);
            if (one != null || two == null || !EMPTY_JSON.contains(two)) {
                detail(path, one, two, named);
            } else if (!oneSided.has(operation, path)) {
                add(path, DifferenceKind.ABSENT_EMPTY, null, two);
            }
        }
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value != null && (value.equals("") || EMPTY_JSON.contains(value.toString()));
    }

    private @Nullable String masked(@Nullable Object value, Collection<DeviceId> named) {
        return value == null ? null : masking.text(value.toString(), named);
    }

    private static @Nullable String shown(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
