package io.github.kdpbridge.gateway.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param from the number of its first row, from 1; 0 if there is none
 * @param to the number of its last row
 * @param total the rows of the whole list
 * @param previous the address of the part before; null for the first
 * @param next the address of the part after; null for the last
 */
public record Pager(
        int from,
        int to,
        int total,
        @Nullable String previous,
        @Nullable String next) {
    /** A part of a list. */
    record Part<T>(List<T> rows, Pager pager) {}

    /** Returns the part that a request names by {@code page}, from 1; one beyond the end is the last. */
    static <T> Part<T> part(Scene scene, String path, List<T> all, int size) {
        int pages = Math.max(1, (all.size() + size - 1) / size);
        int page = Math.min(number(scene.word("page", "1")), pages);
        List<T> rows = all.subList((page - 1) * size, Math.min(page * size, all.size()));
        return new Part<>(
                rows,
                new Pager(
                        rows.isEmpty() ? 0 : (page - 1) * size + 1,
                        (page - 1) * size + rows.size(),
                        all.size(),
                        page == 1 ? null : address(scene, path, page - 1),
                        page == pages ? null : address(scene, path, page + 1)));
    }

    private static String address(Scene scene, String path, int page) {
        List<Links.Parameter> number = List.of(new Links.Parameter("page", Integer.toString(page)));
        return scene.links().again(scene.request(), path, number, "page", "done");
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException("page must be a number from 1, not " + text);
        }
        return Integer.parseInt(text);
    }
}
