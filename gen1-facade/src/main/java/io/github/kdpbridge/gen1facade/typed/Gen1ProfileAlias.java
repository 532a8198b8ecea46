package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** A profile to assign to the devices of an upload: a field of generation 2 that is passed on (assumed). */
public final class Gen1ProfileAlias {
    private @Nullable String targetService;

    private @Nullable String profileAlias;

    /** Creates one without content. */
    public Gen1ProfileAlias() {}

    /** Creates one that names a profile of a service. */
    public Gen1ProfileAlias(String targetService, String profileAlias) {
        this.targetService = targetService;
        this.profileAlias = profileAlias;
    }

    /** Returns the Knox service that the profile belongs to, or null if there is none. */
    public @Nullable String getTargetService() {
        return targetService;
    }

    /** Sets the Knox service that the profile belongs to. */
    public void setTargetService(@Nullable String targetService) {
        this.targetService = targetService;
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
        return "Gen1ProfileAlias[" + targetService + " " + profileAlias + "]";
    }
}
