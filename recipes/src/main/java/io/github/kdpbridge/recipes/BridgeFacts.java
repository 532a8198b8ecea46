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
    private final Map<String, String> okHttps = new HashMap<>();

    void names(String path) {
        named.add(path);
    }

    void builds(String path) {
        clients.add(path);
    }

    /** The module of a pom.xml has an OkHttp, whatever is excluded from Retrofit. */
    void keepsOkHttp(String pom, String version) {
        okHttps.put(module(pom), version);
    }

    /** Returns whether the module of a file has an OkHttp, whatever is excluded from Retrofit. */
    boolean keepsOkHttp(String path) {
        return okHttps.containsKey(module(path));
    }

    /** Returns the OkHttp that keeps the module of a file off the interceptor; null if none does. */
    @Nullable String oldOkHttp(String path) {
        String version = okHttps.get(module(path));
        return version != null && RemainingOkHttp.isOld(version) ? version : null;
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
