package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Set;

/** The scopes of the program: {@code kdp} is all of them, and each is all of those below it (contract, section 1.1). */
final class Scope {
    private static final String ALL = "kdp";
    private static final String VIEW = "kdp.devices:view";
    private static final String MANAGE = "kdp.devices:manage";
    private static final String PROFILES = "kdp.profilealias";
    private static final String CUSTOMERS = "kdp.customers";
    private static final Set<String> KNOWN = Set.of(ALL, "kdp.devices", VIEW, MANAGE, PROFILES, CUSTOMERS);

    private Scope() {}

    static boolean isKnown(String scope) {
        return KNOWN.contains(scope);
    }

    /** The scopes that a request asks for; without any, all that the client may have. */
    static List<String> requested(String text, World.OAuthClient client) {
        String trimmed = text.trim();
        return trimmed.isEmpty() ? client.scopes() : List.of(trimmed.split(" +"));
    }

    /** Whether scopes include another one. */
    static boolean includes(List<String> scopes, String wanted) {
        return scopes.stream()
                .anyMatch(it -> wanted.equals(it) || wanted.startsWith(it + ".") || wanted.startsWith(it + ":"));
    }

    /** The scope that an operation needs. */
    static String of(String method, String path) {
        if (path.contains("/customers")) {
            return CUSTOMERS;
        }
        if (path.contains("/profilealias")) {
            return PROFILES;
        }
        return method.equals("GET") ? VIEW : MANAGE;
    }
}
