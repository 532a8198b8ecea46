package io.github.kdpbridge.gateway.ledger;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;

/** A text that is looked for in several columns, whatever the case of its ASCII letters, and in the name of the unit. */
final class SearchedText {
    private SearchedText() {}

    /** Returns the condition on rows of a unit {@code r}, behind another one. */
    static String in(String... columns) {
        return any(Stream.concat(texts(columns), Stream.of(holds("r.name", "json"))));
    }

    /** Returns the condition on rows that are of no unit, behind another one. */
    static String inText(String... columns) {
        return any(texts(columns));
    }

    private static Stream<String> texts(String... columns) {
        return Arrays.stream(columns).map(column -> holds(column, "text"));
    }

    private static String any(Stream<String> conditions) {
        return conditions.collect(Collectors.joining(" OR ", " AND (", ")"));
    }

    private static String holds(String column, String text) {
        return "LOWER(%s) LIKE LOWER(:%s) ESCAPE '!'".formatted(column, text);
    }

    /** A name is stored as a JSON string. */
    static void bind(Query query, String text) {
        bindText(query, text);
        query.bind("json", pattern(StoredRoute.json(text)));
    }

    static void bindText(Query query, String text) {
        query.bind("text", pattern(text));
    }

    private static String pattern(String text) {
        return '%' + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + '%';
    }
}
