package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/**
 * A profile to assign to the devices of an upload: a field that only generation 2 supports (documented). It is passed
 * on.
 */
public final class Gen1ProfileAlias {
    private @Nullable String serviceId;

    private @Nullable String profileAlias;

    public Gen1ProfileAlias() {}

    /** Creates one that names a profile of a service. */
    public Gen1ProfileAlias(String serviceId, String profileAlias) {
        this.serviceId = serviceId;
        this.profileAlias = profileAlias;
    }

    /** Returns the Knox service that the profile belongs to; null if not set. */
    public @Nullable String getServiceId() {
        return serviceId;
    }

    public void setServiceId(@Nullable String serviceId) {
        this.serviceId = serviceId;
    }

    /** Returns the alias of the profile; null if not set. */
    public @Nullable String getProfileAlias() {
        return profileAlias;
    }

    public void setProfileAlias(@Nullable String profileAlias) {
        this.profileAlias = profileAlias;
    }

    /** Returns both names. */
    @Override
    public String toString() {
        return "Gen1ProfileAlias[" + serviceId + " " + profileAlias + "]";
    }
}
