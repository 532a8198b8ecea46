package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A profile of a customer, which a {@link ProfileAlias} of an upload can name (contract, section 6).
 *
 * @param alias the alias of the profile (documented)
 * @param profileId the service's id of the profile (documented); null if absent
 * @param unknown the other fields of the answer
 */
public record Profile(String alias, @Nullable String profileId, UnknownFields unknown) {
    public Profile {
        Objects.requireNonNull(alias, "alias");
        Objects.requireNonNull(unknown, "unknown");
    }
}
