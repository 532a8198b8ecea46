package io.github.kdpbridge.gateway;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the corrections of the error table (contract, section 7). */
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
        for (Condition condition : EnumSet.complementOf(EnumSet.of(Condition.UNKNOWN))) {
            Settings section = errors.sectionOrEmpty(condition.name());
            sections.put(condition, section);
            catalogue = row(section, condition, catalogue);
            section.finish();
        }
        errors.finish();
        requireDistinct(Generation.GEN1, sections, catalogue);
        requireDistinct(Generation.GEN2, sections, catalogue);
        return catalogue;
    }

    private static ErrorCatalogue row(Settings section, Condition condition, ErrorCatalogue standard) {
        ErrorCatalogue catalogue = code(Generation.GEN2, section, condition, standard);
        // What callers of generation 1 take for success was observed in them, and never changes.
        return condition == Condition.SUCCESS
                ? catalogue
                : httpStatus(section, condition, code(Generation.GEN1, section, condition, catalogue));
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
        int status = section.positive("httpStatus", catalogue.httpStatus(condition));
        if (status < 400 || status > 599) {
            throw section.wrong("httpStatus", "must be from 400 to 599, not " + status);
        }
        return catalogue.withHttpStatus(condition, status);
    }

    private static void requireDistinct(
            Generation generation, Map<Condition, Settings> sections, ErrorCatalogue catalogue) {
        Map<String, Condition> seen = new HashMap<>();
        sections.forEach((condition, section) -> {
            String code = catalogue.code(generation, condition);
            Condition other = seen.putIfAbsent(code, condition);
            boolean allowed = generation == Generation.GEN2
                    && other != null
                    && ONE_NUMBER.contains(other)
                    && ONE_NUMBER.contains(condition);
            if (other != null && !allowed) {
                Settings changed = section.has(key(generation)) ? section : Objects.requireNonNull(sections.get(other));
                throw changed.wrong(key(generation), code + " is the code of both " + other + " and " + condition);
            }
        });
    }

    private static String key(Generation generation) {
        return generation == Generation.GEN1 ? "gen1" : "gen2";
    }
}
