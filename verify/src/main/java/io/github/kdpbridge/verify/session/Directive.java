package io.github.kdpbridge.verify.session;

/**
 * An instruction in a comment of a session: {@code # @name value}.
 *
 * @param value the rest of the line, and of the comment lines below that are indented by three blanks or more
 * @param line where it stands in the file, from 1
 */
public record Directive(String name, String value, int line) {}
