package io.github.kdpbridge.verify.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a recording holds and a session of it does not.
 *
 * @param requests how many entries are no requests over HTTP, or cannot be read as one
 * @param headers the names of headers that requests to generation 1 had and are not sent, sorted, without those that
 *     every connection makes anew
 */
public record LeftOut(int requests, Set<String> headers) {
    private static final LeftOut NOTHING = new LeftOut(0, Set.of());

    /** Copies the names. */
    public LeftOut {
        headers = Collections.unmodifiableSet(sorted(headers));
    }

    /** Returns that nothing was left out. */
    public static LeftOut nothing() {
        return NOTHING;
    }

    /** Returns it in words, a line each. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (requests > 0) {
            notes.add("left out of the file because they are no requests over HTTP: " + requests
                    + (requests == 1 ? " entry" : " entries"));
        }
        if (!headers.isEmpty()) {
            notes.add("headers of the file that are not sent: " + String.join(", ", headers));
        }
        return notes;
    }

    private static TreeSet<String> sorted(Collection<String> names) {
        TreeSet<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        sorted.addAll(names);
        return sorted;
    }
}
