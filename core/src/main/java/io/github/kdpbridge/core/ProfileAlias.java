package io.github.kdpbridge.core;

import java.util.Objects;

/**
 * A profile to assign to devices on upload, by its alias, together with the Knox service that it belongs to.
 *
 * <p>Generation 2 takes a list of these (documented, July 2020).
 *
 * @param serviceId the Knox service (documented; the values are not)
 * @param alias the alias of the profile within that service
 */
public record ProfileAlias(String serviceId, String alias) {
    public ProfileAlias {
        Objects.requireNonNull(serviceId, "serviceId");
        Objects.requireNonNull(alias, "alias");
    }
}
