package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/**
 * A profile to assign to the devices of an upload: a field of generation 2 that generation 1 does not support (documented).
 * It is passed on to generation 2.
 */
public final class Gen1ProfileAlias {
    private @Nullable String serviceId;

    private @Nullable String profileAlias;

    /** Creates one without content. */
    public Gen1ProfileAlias() {}

    /** Creates one that names a profile of a service. */
    public Gen1ProfileAlias(String serviceId, String profileAlias) {
        this.serviceId = serviceId;
        this.profileAlias = profileAlias;
    }

    /** Returns the Knox service that the profile belongs to, or null if there is none. */
    public @Nullable String getServiceId() {
        return serviceId;
    }

    /** Sets the Knox service that the profile belongs to. */
    public void setServiceId(@Nullable String serviceId) {
        this.serviceId = serviceId;
    }

    /** Returns the alias of the profile, or null if there is none. */
    public @Nullable String getProfileAlias() {
        return profileAlias;
    }

    /** Sets the alias of the profile. */
    public void setProfileAlias(@Nullable String profileAlias) {
        this.profileAlias = profileAlias;
    }

    /** Returns both names. */
    @Override
    public String toString() {
        return "Gen1ProfileAlias[" + serviceId + " " + profileAlias + "]";
    }
}
