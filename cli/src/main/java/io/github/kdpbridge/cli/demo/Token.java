package io.github.kdpbridge.cli.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * What {@code kdp migrate token} printed.
 *
 * @param text all of it
 */
record Token(String text) {
    /** Returns the command that makes one. */
    static List<String> command(String name, String role) {
        return List.of("token", name, "--role", role);
    }

    /** Has one made. */
    static Token create(Kdp kdp, PrintWriter out, String name, String role) {
        return new Token(new Operator(kdp, Map.of(), List.of())
                .run(out, command(name, role))
                .text());
    }

    /** Returns the token, which ends the first line. */
    String secret() {
        String first = text.lines().findFirst().orElseThrow();
        return first.substring(first.lastIndexOf(' ') + 1);
    }

    /** Returns the line of the configuration that names its owner, the last one. */
    String line() {
        return text.lines().reduce((first, second) -> second).orElseThrow();
    }
}
