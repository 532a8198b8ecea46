package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.Part;
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
        long from,
        long to,
        long total,
        @Nullable String previous,
        @Nullable String next) {
    private static final String PAGE = "page";

    /** Returns the part that a request names by {@code page}, from 1. */
    static Cut cut(Scene scene, int size) {
        return cut(scene, PAGE, size);
    }

    /**
     * Returns the part of one of several lists of a screen.
     *
     * @param name the field that has the number of the part, from 1
     */
    static Cut cut(Scene scene, String name, int size) {
        return new Cut(number(name, scene.word(name, "1")), size);
    }

    /** Returns the pager of a part. */
    static Pager of(Scene scene, String path, Part<?> part, int size) {
        return of(scene, path, PAGE, part, size);
    }

    /** Returns the pager of one of several lists of a screen; the others stay at their parts. */
    static Pager of(Scene scene, String path, String name, Part<?> part, int size) {
        int page = part.number();
        long from = (long) (page - 1) * size;
        long to = from + part.rows().size();
        return new Pager(
                part.rows().isEmpty() ? 0 : from + 1,
                to,
                part.total(),
                page == 1 ? null : address(scene, path, name, page - 1),
                to >= part.total() ? null : address(scene, path, name, page + 1));
    }

    private static String address(Scene scene, String path, String name, int page) {
        List<Links.Parameter> number = List.of(new Links.Parameter(name, Integer.toString(page)));
        return scene.links().again(scene.request(), path, number, name, "done");
    }

    private static int number(String name, String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(name + " must be a number from 1, not " + text);
        }
        return Integer.parseInt(text);
    }
}
