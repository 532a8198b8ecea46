package io.github.kdpbridge.gateway.settings;

import com.google.common.collect.ImmutableList;

/** Collects the rows of a table of settings, in their order. Not safe for use by several threads. */
public final class Rows {
    private final ImmutableList.Builder<Row> rows = ImmutableList.builder();

    /** Adds a setting, and returns it. */
    public <T> Setting<T> row(Setting<T> setting) {
        rows.add(setting);
        return setting;
    }

    /** Adds the head of the rows that follow, and returns it. */
    public Section section(String path, String meaning) {
        Section section = new Section(path, meaning);
        rows.add(section);
        return section;
    }

    /** Adds the rows of another table, which are part of this one. */
    public Rows with(Iterable<Row> others) {
        rows.addAll(others);
        return this;
    }

    /** Returns the rows so far. */
    public ImmutableList<Row> all() {
        return rows.build();
    }
}
