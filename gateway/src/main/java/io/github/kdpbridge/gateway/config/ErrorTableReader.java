package io.github.kdpbridge.gateway.config;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ErrorRow;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.gateway.settings.Settings;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the corrections of the error table (contract, section 8). */
final class ErrorTableReader {
    /** A number of more digits would not be read as one by the callers. */
    private static final Pattern CODE = Pattern.compile("[0-9]{1,18}");

    /** Generation 2 has one number for both; its text tells them apart (assumed). */
    private static final Set<Condition> ONE_NUMBER =
            EnumSet.of(Condition.RESOURCE_INVALID_PARAM, Condition.RESELLER_ID_MISSING);

    private ErrorTableReader() {}

    static ErrorCatalogue read(Settings errors) {
        Map<Condition, Settings> sections = new EnumMap<>(Condition.class);
        ErrorCatalogue catalogue = ErrorCatalogue.standard();
        for (ErrorRow row : catalogue.rows()) {
            Condition condition = row.condition();
            Settings section = errors.sectionOrEmpty(condition.name());
            sections.put(condition, section);
            if (row.gen2() != null) {
                catalogue = code(Generation.GEN2, section, condition, catalogue);
            }
            // The success code of generation 1 was observed in callers, and never changes.
            if (condition != Condition.SUCCESS) {
                catalogue = httpStatus(section, condition, code(Generation.GEN1, section, condition, catalogue));
            }
            section.finish();
        }
        errors.finish();
        requireDistinct(sections, catalogue);
        return catalogue;
    }

    private static ErrorCatalogue code(
            Generation generation, Settings section, Condition condition, ErrorCatalogue catalogue) {
        String key = key(generation);
        String code = section.string(key, catalogue.code(generation, condition));
        if (!CODE.matcher(code).matches()) {
            throw section.wrong(key, "must be a number of 1 to 18 digits, not " + code);
        }
        return catalogue.withCode(generation, condition, code);
    }

    private static ErrorCatalogue httpStatus(Settings section, Condition condition, ErrorCatalogue catalogue) {
        int status = section.positive("httpStatus", catalogue.httpStatus(Generation.GEN1, condition));
        if (status < 400 || status > 599) {
            throw section.wrong("httpStatus", "must be from 400 to 599, not " + status);
        }
        return catalogue.withHttpStatus(condition, status);
    }

    /** A code is read from generation 2 only; several conditions of generation 1 share one. */
    private static void requireDistinct(Map<Condition, Settings> sections, ErrorCatalogue catalogue) {
        Map<String, Condition> seen = new HashMap<>();
        for (ErrorRow row : catalogue.rows()) {
            if (row.gen2() == null) {
                continue;
            }
            String code = row.gen2().code();
            Condition condition = row.condition();
            Condition other = seen.putIfAbsent(code, condition);
            if (other != null && !(ONE_NUMBER.contains(other) && ONE_NUMBER.contains(condition))) {
                String key = key(Generation.GEN2);
                Settings section = Objects.requireNonNull(sections.get(condition));
                Settings changed = section.has(key) ? section : Objects.requireNonNull(sections.get(other));
                throw changed.wrong(key, code + " is the code of both " + other + " and " + condition);
            }
        }
    }

    private static String key(Generation generation) {
        return generation == Generation.GEN1 ? "gen1" : "gen2";
    }
}
