package io.github.kdpbridge.verify.session;

import static java.util.Objects.requireNonNull;

/**
 * Something that a session says to those who understand it, in a comment: {@code # @name value}.
 *
 * @param name what it is about
 * @param value the rest of the line, and of the comment lines below that are indented by three blanks or more
 * @param line where it stands in the file, from 1
 */
public record Directive(String name, String value, int line) {

    /** Checks that all is there. */
    public Directive {
        requireNonNull(name);
        requireNonNull(value);
    }
}
