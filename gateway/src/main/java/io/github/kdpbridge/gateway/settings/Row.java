package io.github.kdpbridge.gateway.settings;

/** A row of a table of settings: a {@link Setting}, or the {@link Section} that the following rows belong to. */
public sealed interface Row permits Setting, Section {
    /** Returns its path: {@code gateway.limits.head}; {@code []} stands behind a list. */
    String path();

    /** Returns what it means, in Markdown, without a full stop. */
    String meaning();

    /** Returns the last part of the path: {@code head}. */
    default String key() {
        return path().substring(path().lastIndexOf('.') + 1);
    }
}
