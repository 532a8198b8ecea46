package io.github.kdpbridge.gen2client.event;

import java.util.Objects;

/**
 * What a call asks for.
 *
 * @param kind the operation, one of a handful: {@code upload}, {@code status}
 * @param subject what it is about, a transaction for example; empty if nothing in particular
 */
public record Operation(String kind, String subject) {
    /** Checks that both are there. */
    public Operation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
    }

    /** Returns both in words: {@code upload 244303}. */
    @Override
    public String toString() {
        return subject.isEmpty() ? kind : kind + " " + subject;
    }
}
