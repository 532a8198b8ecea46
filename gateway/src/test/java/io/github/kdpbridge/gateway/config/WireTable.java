package io.github.kdpbridge.gateway.config;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.wire.WireRow;
import io.github.kdpbridge.gateway.settings.Setting;
import java.util.Map;

/** Writes facts about the wire as docs/assumptions.md has them. */
final class WireTable {
    private static final String LISTS = "lists.";
    private static final String NAMES = "lists.names.";

    private static final Map<String, String> ALSO = ImmutableMap.of(
            "wire.gen2.statusLag", ", `LedgerProgram.Builder.statusLag`",
            "wire.gen2.deviceFields.byForm", ", `KIND_BY_FORM`");

    private WireTable() {}

    static String of(Map<WireRow, Setting<Object>> settings) {
        StringBuilder table = new StringBuilder("""
                | setting | default | | known | Java |
                |---|---|---|---|---|
                """);
        settings.forEach((row, setting) -> table.append("| `%s` | %s | %s | %s | `%s`%s |\n"
                .formatted(
                        setting.path(),
                        setting.standardMarkdown(),
                        row.meaning(),
                        row.evidence(),
                        java(setting.path()),
                        ALSO.getOrDefault(setting.path(), ""))));
        return table.toString();
    }

    /** Returns the method of a builder, or the constant for its method {@code names}, that corrects a setting. */
    private static String java(String path) {
        String generation = path.startsWith("wire.gen1.") ? "Gen1" : "Gen2";
        String key = path.substring("wire.gen1.".length());
        if (key.startsWith(NAMES)) {
            return (generation.equals("Gen1") ? "Gen1ListField." : "ListField.")
                    + CaseFormat.LOWER_CAMEL.to(CaseFormat.UPPER_UNDERSCORE, key.substring(NAMES.length()));
        }
        return key.startsWith(LISTS)
                ? generation + "ListProfile.Builder." + key.substring(LISTS.length())
                : generation + "Profile.Builder." + key.split("\\.", 2)[0];
    }
}
