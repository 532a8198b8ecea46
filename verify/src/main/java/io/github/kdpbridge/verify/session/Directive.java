package io.github.kdpbridge.verify.session;

/**
 * An instruction in a comment of a session: {@code # @name value}.
 *
 * @param value the rest of the line, and of the following comment lines that are indented by three blanks or more
 * @param line its line in the file, from 1
 */
public record Directive(String name, String value, int line) {}
