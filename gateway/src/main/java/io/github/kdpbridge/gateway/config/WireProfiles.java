package io.github.kdpbridge.gateway.config;

import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;

/** The assumed facts of both generations. */
record WireProfiles(Gen1Profile gen1, Gen2Profile gen2) {
    static WireProfiles standard() {
        return new WireProfiles(Gen1Profile.standard(), Gen2Profile.standard());
    }
}
