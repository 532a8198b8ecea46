package io.github.kdpbridge.gateway.config;

import com.google.common.collect.Sets;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.wire.WireKind;
import io.github.kdpbridge.core.wire.WireRow;
import io.github.kdpbridge.gateway.settings.Mistakes;
import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gen1facade.wire.Gen1ListProfile;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Reads the corrections of what is assumed of both generations (contract, sections 8 and 10). */
final class WireReader {
    /** No two names of a section are the same. */
    private static final Set<WireKind> NAMES = Sets.immutableEnumSet(WireKind.OWN_NAME, WireKind.OWN_NAMES);
    /** No two operations share both a path and a method. */
    private static final Set<WireKind> PATHS =
            Sets.immutableEnumSet(WireKind.PUT_PATHS, WireKind.GET_PATHS, WireKind.POST_PATHS);

    private final Mistakes mistakes = new Mistakes();
    private final Map<String, Settings> sections = new LinkedHashMap<>();
    /** The key of the setting that has a text, for each group of settings whose texts differ. */
    private final Map<List<Object>, String> taken = new HashMap<>();

    /** What the configuration says of both generations. */
    record Profiles(Gen1Profile gen1, Gen2Profile gen2) {}

    private WireReader(Settings wire) {
        sections.put("wire", wire);
    }

    static Profiles read(Settings wire) {
        return new WireReader(wire).read();
    }

    private Profiles read() {
        Gen1Profile.Builder gen1 = Gen1Profile.builder();
        Gen2Profile.Builder gen2 = Gen2Profile.builder();
        mistakes.in(() -> gen1.values(values(WireSettings.gen1())));
        mistakes.in(() -> requirePagesInLimit(gen1.build().lists()));
        mistakes.in(() -> gen2.values(values(WireSettings.gen2())));
        mistakes.in(() -> {
            ErrorCatalogue errors = ErrorTableReader.read(section("wire.errors"));
            gen1.errors(errors);
            gen2.errors(errors);
        });
        sections.values().forEach(section -> mistakes.in(section::finish));
        mistakes.finish();
        return new Profiles(gen1.build(), gen2.build());
    }

    private Function<WireRow, Object> values(Map<WireRow, Setting<Object>> settings) {
        Map<WireRow, Object> values = new HashMap<>();
        settings.forEach((row, setting) -> mistakes.in(() -> values.put(row, value(row.kind(), setting))));
        return row -> values.getOrDefault(row, row.standard());
    }

    private Object value(WireKind kind, Setting<Object> setting) {
        String head = parent(setting.path());
        Settings section = section(head);
        Object value = setting.in(section);
        boolean isName = NAMES.contains(kind);
        if (isName || PATHS.contains(kind)) {
            for (Object text : WireSettings.texts(value)) {
                String other = taken.putIfAbsent(List.of(isName ? head : kind, text), setting.key());
                if (other != null) {
                    String as = isName ? " is the name for " : " is one of ";
                    throw section.wrong(setting.key(), text + as + other + " too");
                }
            }
        }
        return value;
    }

    /** Returns the section at a path, which may be empty. */
    private Settings section(String path) {
        if (!sections.containsKey(path)) {
            Settings outer = section(parent(path));
            sections.put(path, outer.sectionOrEmpty(path.substring(parent(path).length() + 1)));
        }
        return Objects.requireNonNull(sections.get(path));
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('.'));
    }

    private void requirePagesInLimit(Gen1ListProfile lists) {
        if (lists.pageSize() > lists.pageSizeLimit()) {
            throw section("wire.gen1.lists").wrong("pageSize", "is more than pageSizeLimit, " + lists.pageSizeLimit());
        }
    }
}
