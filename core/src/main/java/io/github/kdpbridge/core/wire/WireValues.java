package io.github.kdpbridge.core.wire;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.DeviceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The values of a table of the wire. Immutable, and safe for use by many threads. */
public final class WireValues {
    /** The kinds of identifiers by the last part of the keys of their rows. */
    private static final ImmutableMap<String, DeviceType> TYPES =
            ImmutableMap.of("imei", DeviceType.IMEI, "serialNumber", DeviceType.SERIAL_NUMBER, "meid", DeviceType.MEID);

    private final ImmutableMap<String, WireRow> rows;
    private final ImmutableMap<String, Object> values;

    private WireValues(ImmutableMap<String, WireRow> rows, ImmutableMap<String, Object> values) {
        this.rows = rows;
        this.values = values;
    }

    /**
     * Returns the values that a source has for the rows.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public static WireValues of(List<WireRow> rows, Function<WireRow, Object> source) {
        return new WireValues(
                Maps.uniqueIndex(rows, WireRow::key),
                rows.stream()
                        .collect(ImmutableMap.toImmutableMap(
                                WireRow::key, row -> row.kind().checked(source.apply(row)))));
    }

    /** Returns a value, of the type that its kind has; the profile that owns the table is the only caller. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T get(String key) {
        return (T) Objects.requireNonNull(values.get(key), key);
    }

    /** Returns the values of the rows for IMEIs, serial numbers and MEIDs in a section. */
    public <T> Map<DeviceType, T> byType(String section) {
        ImmutableMap.Builder<DeviceType, T> map = ImmutableMap.builder();
        TYPES.forEach((name, type) -> map.put(type, this.<T>get(section + "." + name)));
        return map.buildOrThrow();
    }

    /**
     * Returns these values with another one.
     *
     * @throws IllegalArgumentException if a value of this kind is out of range
     */
    public WireValues with(String key, Object value) {
        Objects.requireNonNull(value, key);
        WireRow row = rows.get(key);
        Map<String, Object> other = new HashMap<>(values);
        other.put(key, row == null ? value : row.kind().checked(value));
        return new WireValues(rows, ImmutableMap.copyOf(other));
    }
}
