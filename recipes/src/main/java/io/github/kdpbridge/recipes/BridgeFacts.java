package io.github.kdpbridge.recipes;

import java.util.HashSet;
import java.util.Set;

/** Which files of a run name generation 1, and which build an OkHttp client. */
final class BridgeFacts {
    private final Set<String> named = new HashSet<>();
    private final Set<String> clients = new HashSet<>();

    void names(String path) {
        named.add(path);
    }

    void builds(String path) {
        clients.add(path);
    }

    /** A client next to a name of generation 1 is the one that calls it. */
    boolean calls(String path) {
        return named.contains(path) && clients.contains(path);
    }

    /** Returns whether generation 1 is named, but by no file that builds a client: any of them may be meant. */
    boolean isUnclear() {
        return !named.isEmpty() && named.stream().noneMatch(clients::contains);
    }

    /** Returns whether a client of the module below a folder gets the interceptor. */
    boolean callsBelow(String folder) {
        return clients.stream().filter(this::calls).anyMatch(path -> folder.equals(module(path)));
    }

    /** Returns the folder of the module of a source file, with a slash at its end unless it is the root. */
    private static String module(String path) {
        int sources = path.indexOf("src/");
        return sources < 0 ? "" : path.substring(0, sources);
    }
}
