package io.github.kdpbridge.gateway.settings;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of settings; a setting that was not set has its default. Immutable, and safe for use by many threads. */
public final class Values {
    private static final Values STANDARD = new Values(ImmutableMap.of());

    /** Those that differ from their defaults. */
    private final ImmutableMap<Setting<?>, Object> set;

    private Values(ImmutableMap<Setting<?>, Object> set) {
        this.set = set;
    }

    /** Returns the defaults. */
    public static Values standard() {
        return STANDARD;
    }

    /** Returns the value of a setting. */
    @SuppressWarnings("unchecked") // with() takes values of the setting's type alone
    public <T> T get(Setting<T> setting) {
        Object value = set.get(setting);
        return value == null ? setting.standard() : (T) value;
    }

    /** Returns these values with another one. */
    public <T> Values with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> other = new HashMap<>(set);
        if (value.equals(setting.standard())) {
            other.remove(setting);
        } else {
            other.put(setting, value);
        }
        return new Values(ImmutableMap.copyOf(other));
    }

    /** Returns the values of the settings that stand directly in a section. */
    public Values below(Section head) {
        return new Values(ImmutableMap.copyOf(Maps.filterKeys(set, setting -> isIn(head, setting))));
    }

    /** Returns whether a row stands directly in a section. */
    public static boolean isIn(Section head, Row row) {
        return row.path().equals(head.path() + "." + row.key());
    }

    /**
     * Returns these values with those of the settings that stand directly in a section.
     *
     * @param rows a table that has the section
     * @throws ConfigurationException with each setting that is missing, of another kind or out of range
     */
    public Values read(List<Row> rows, Section head, Settings section) {
        Mistakes mistakes = new Mistakes();
        Values values = this;
        for (Row row : rows) {
            Values before = values;
            if (row instanceof Setting<?> setting && isIn(head, setting)) {
                values = Objects.requireNonNullElse(mistakes.of(() -> before.read(setting, section)), before);
            }
        }
        mistakes.finish();
        return values;
    }

    private <T> Values read(Setting<T> setting, Settings section) {
        return with(setting, setting.in(section));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Values values && set.equals(values.set);
    }

    @Override
    public int hashCode() {
        return set.hashCode();
    }
}
