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
        return Stream.concat(
                        Arrays.stream(columns).map(column -> holds(column, "text")), Stream.of(holds("r.name", "json")))
                .collect(Collectors.joining(" OR ", " AND (", ")"));
    }

    private static String holds(String column, String text) {
        return "LOWER(%s) LIKE LOWER(:%s) ESCAPE '!'".formatted(column, text);
    }

    /** A name is stored as a JSON string. */
    static void bind(Query query, String text) {
        query.bind("text", pattern(text)).bind("json", pattern(StoredRoute.json(text)));
    }

    private static String pattern(String text) {
        return '%' + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + '%';
    }
}
