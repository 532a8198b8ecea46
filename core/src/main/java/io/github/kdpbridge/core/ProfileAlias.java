package io.github.kdpbridge.core;

import java.util.Objects;

/**
 * A profile to assign to devices on upload, by its alias, together with the Knox service that it belongs to.
 *
 * <p>Generation 2 takes a list of these (documented, July 2020).
 *
 * @param targetService the Knox service, for example {@code KME}
 * @param alias the alias of the profile within that service
 */
public record ProfileAlias(String targetService, String alias) {
    /** Checks that both are there. */
    public ProfileAlias {
        Objects.requireNonNull(targetService, "targetService");
        Objects.requireNonNull(alias, "alias");
    }
}
