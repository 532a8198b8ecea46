package io.github.kdpbridge.gateway.settings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A setting: the only place that says its name, kind, range, default and meaning. The reader of configuration files, the
 * variables of the environment, the example and the page in docs go by it. Each one is equal to itself alone.
 *
 * @param <T> its value
 */
public final class Setting<T> implements Row {
    private final String path;
    private final Kind<T> kind;
    private final @Nullable T standard;
    private final String meaning;
    private final Shown shown;

    /**
     * How pages show a setting.
     *
     * @param absent the default in words; empty if the default itself is shown
     * @param sample the value in the example; empty if the default itself is shown
     * @param used whether the example sets it, and does not only mention it
     * @param more a further line of the example; empty for none
     */
    public record Shown(String absent, String sample, boolean used, String more) {}

    private Setting(String path, Kind<T> kind, @Nullable T standard, String meaning, Shown shown) {
        this.path = path;
        this.kind = kind;
        this.standard = standard;
        this.meaning = meaning;
        this.shown = shown;
    }

    /**
     * Creates a setting.
     *
     * @param path its path: {@code gateway.limits.head}; {@code []} stands behind a list
     * @param standard its default; null if there is none, and it is required
     * @param meaning what it means, in Markdown, without a full stop
     */
    public static <T> Setting<T> of(String path, Kind<T> kind, @Nullable T standard, String meaning) {
        return new Setting<>(path, kind, standard, meaning, new Shown("", "", false, ""));
    }

    /** Returns the same setting with a sample for the example, as HOCON has it. */
    public Setting<T> sample(String sample) {
        return shown(new Shown(shown.absent, sample, shown.used, shown.more));
    }

    /** Returns the same setting with words for its default. */
    public Setting<T> absent(String words) {
        return shown(new Shown(words, shown.sample, shown.used, shown.more));
    }

    /** Returns the same setting, which the example sets. */
    public Setting<T> used() {
        return shown(new Shown(shown.absent, shown.sample, true, shown.more));
    }

    /** Returns the same setting with a further line that sets it in the example. */
    public Setting<T> also(String line) {
        return shown(new Shown(shown.absent, shown.sample, shown.used, line));
    }

    private Setting<T> shown(Shown other) {
        return new Setting<>(path, kind, standard, meaning, other);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** Returns its default. */
    public T standard() {
        return Objects.requireNonNull(standard, path);
    }

    /** Returns how pages show it. */
    public Shown shown() {
        return shown;
    }

    /** Returns its default as a page shows it, in Markdown. */
    public String standardMarkdown() {
        if (!shown.absent.isEmpty()) {
            return shown.absent;
        }
        if (standard == null) {
            return "required";
        }
        return standardText().isEmpty() ? "none" : "`" + standardText() + "`";
    }

    /** Returns its default as a file may have it without quotation marks; empty if there is none. */
    public String standardText() {
        return standard == null ? "" : kind.text().apply(standard);
    }

    /** Returns its value in the example, as HOCON. */
    public String sampleText() {
        if (!shown.sample.isEmpty()) {
            return shown.sample;
        }
        return kind.quoted() ? "\"" + standardText() + "\"" : standardText();
    }

    /** Returns the variable of the environment that stands for it; of a list, that for the first of its elements. */
    public String variable() {
        return Environment.name(path.replace("[]", "[0]"));
    }

    /**
     * Reads it from its section.
     *
     * @throws ConfigurationException if it is missing, of another kind or out of range
     */
    public T in(Settings section) {
        return kind.reader().read(section, key(), standard);
    }

    /**
     * Returns a value that a program sets.
     *
     * @throws IllegalArgumentException if the value is out of range
     */
    public T checked(T value) {
        kind.check().accept(path, Objects.requireNonNull(value, path));
        return value;
    }

    @Override
    public String toString() {
        return path;
    }
}
