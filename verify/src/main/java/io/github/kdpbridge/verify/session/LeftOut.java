package io.github.kdpbridge.verify.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts of a recording that its session lacks.
 *
 * @param requests the number of entries that are not HTTP requests, or cannot be read as one
 * @param headers the names of headers of generation 1 requests that are not sent, sorted, without those that every
 *     connection sets anew
 */
public record LeftOut(int requests, Set<String> headers) {
    private static final LeftOut NOTHING = new LeftOut(0, Set.of());

    public LeftOut {
        Set<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        sorted.addAll(headers);
        headers = Collections.unmodifiableSet(sorted);
    }

    public static LeftOut nothing() {
        return NOTHING;
    }

    /** Returns notes about them, a line each. */
    public List<String> notes() {
        return notes("they are no requests over HTTP", "entry", "entries");
    }

    /** Returns the same notes with another reason for the requests, and other words for one and for several of them. */
    public List<String> notes(String why, String one, String several) {
        List<String> notes = new ArrayList<>();
        if (requests > 0) {
            notes.add("left out of the file because " + why + ": " + requests + " " + (requests == 1 ? one : several));
        }
        if (!headers.isEmpty()) {
            notes.add("headers of the file that are not sent: " + String.join(", ", headers));
        }
        return notes;
    }
}
