package io.github.kdpbridge.recipes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which files of a run name generation 1, which build an OkHttp client, and which OkHttp their modules have. */
final class BridgeFacts {
    private final Set<String> named = new HashSet<>();
    private final Set<String> clients = new HashSet<>();
    private final Map<String, String> oldOkHttps = new HashMap<>();
    private final Set<String> excluding = new HashSet<>();

    void names(String path) {
        named.add(path);
    }

    void builds(String path) {
        clients.add(path);
    }

    /** The class path of a file has an OkHttp that is too old for the interceptor. */
    void hasOldOkHttp(String path, String version) {
        oldOkHttps.put(module(path), version);
    }

    /** A pom.xml has the dependency that brings an old OkHttp, so that the OkHttp can be excluded there. */
    void canExcludeOkHttp(String pom) {
        excluding.add(module(pom));
    }

    /** Returns the OkHttp that keeps the module of a file off the interceptor; null if none does. */
    @Nullable String oldOkHttp(String path) {
        return excluding.contains(module(path)) ? null : oldOkHttps.get(module(path));
    }

    /** A client next to a name of generation 1 is the one that calls it. */
    boolean calls(String path) {
        return named.contains(path) && clients.contains(path);
    }

    /**
     * Returns whether a client may be meant by a name of generation 1 that no client is next to: one in its module, or one in a
     * module without clients.
     */
    boolean isUnclear(String path) {
        return clients.contains(path)
                && !callsBelow(path)
                && named.stream()
                        .filter(name -> !callsBelow(name))
                        .anyMatch(name -> module(name).equals(module(path)) || !hasClient(name));
    }

    /**
     * Returns whether a file names generation 1, and no client that is built here may be the one that calls it: there is none in
     * its module, and each of another module has a name of its own.
     */
    boolean isWithoutClient(String path) {
        return named.contains(path) && !hasClient(path) && clients.stream().noneMatch(this::isUnclear);
    }

    private boolean hasClient(String path) {
        return clients.stream().anyMatch(client -> module(client).equals(module(path)));
    }

    /** Returns whether a client of the module of a file gets the interceptor. */
    boolean callsBelow(String path) {
        return clients.stream()
                .filter(this::calls)
                .anyMatch(client -> module(client).equals(module(path)));
    }

    /** Returns the folder of the module of a file, with a slash at its end unless it is the root. */
    static String module(String path) {
        int sources = path.startsWith("src/") ? 0 : path.indexOf("/src/") + 1;
        return sources > 0 || path.startsWith("src/")
                ? path.substring(0, sources)
                : path.substring(0, path.endsWith("pom.xml") ? path.lastIndexOf('/') + 1 : 0);
    }
}
