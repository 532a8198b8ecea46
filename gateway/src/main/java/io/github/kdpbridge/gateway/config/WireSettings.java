package io.github.kdpbridge.gateway.config;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.wire.WireKind;
import io.github.kdpbridge.core.wire.WireRow;
import io.github.kdpbridge.gateway.settings.Kind;
import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** The facts about the wire as settings of the section {@code wire}, in the order of their tables. */
final class WireSettings {
    private static final Pattern ABSOLUTE = Pattern.compile("/[!-~&&[^?#]]*");
    private static final Pattern RELATIVE = Pattern.compile("[!-~&&[^/?#]][!-~&&[^?#]]*");

    private static final Kind<String> PATH =
            matching(Kind.TEXT, RELATIVE, "must be a path below baseUrl, without a slash before it, not ");
    private static final Kind<String> TOKEN_PATH =
            matching(Kind.TEXT, ABSOLUTE, "must be a path from the first slash on, such as %s, not ");
    private static final Kind<Set<String>> PATHS =
            matching(Kind.TEXTS, ABSOLUTE, "must be paths from the first slash on, such as /bulkenroll/…, not ");
    private static final Kind<Integer> FROM_ZERO = new Kind<>(
            (section, key, standard) -> section.atLeast(0, key, requireNonNull(standard)),
            Kind.NUMBER.text(),
            false,
            (name, value) -> {});
    private static final Kind<OptionalInt> NUMBER_OR_NONE = new Kind<>(
            (section, key, standard) -> section.optionalPositive(key), value -> "", false, (name, value) -> {});

    private WireSettings() {}

    static Map<WireRow, Setting<Object>> gen1() {
        return Maps.toMap(Gen1Profile.table(), row -> setting("wire.gen1.", row));
    }

    static Map<WireRow, Setting<Object>> gen2() {
        return Maps.toMap(Gen2Profile.table(), row -> setting("wire.gen2.", row));
    }

    @SuppressWarnings("unchecked") // the default of a row is of its kind
    private static Setting<Object> setting(String section, WireRow row) {
        return Setting.of(section + row.key(), (Kind<Object>) kind(row.kind()), row.standard(), row.meaning())
                .sample(row.kind() == WireKind.DEVICE_LIMIT ? "10000" : "");
    }

    private static Kind<?> kind(WireKind kind) {
        return switch (kind) {
            case NAME, OWN_NAME -> Kind.TEXT;
            case OWN_NAMES -> Kind.TEXTS;
            case PATH -> PATH;
            case TOKEN_PATH -> TOKEN_PATH;
            case PUT_PATHS, GET_PATHS, POST_PATHS -> PATHS;
            case PAGE_SIZE -> Kind.NUMBER;
            case PAGE_NUMBER -> FROM_ZERO;
            case DEVICE_LIMIT -> NUMBER_OR_NONE;
            case LAG -> Kind.TIME;
            case FLAG -> Kind.FLAG;
        };
    }

    /** Returns the texts of a value: those of a set, or itself. */
    static Set<?> texts(Object value) {
        return value instanceof Set<?> several ? several : ImmutableSet.of(value);
    }

    private static <V> Kind<V> matching(Kind<V> kind, Pattern form, String mistake) {
        Kind.Reader<V> reader = (section, key, standard) -> {
            V value = kind.reader().read(section, key, standard);
            for (Object text : texts(requireNonNull(value))) {
                if (!form.matcher((String) text).matches()) {
                    throw section.wrong(key, mistake.formatted(standard) + text);
                }
            }
            return value;
        };
        return new Kind<>(reader, kind.text(), kind.quoted(), kind.check());
    }
}
