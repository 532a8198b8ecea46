package io.github.kdpbridge.simulator.portal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import okio.ByteString;

/** The portal's own names for things: they look random, and are the same in every run. */
public final class PortalId {
    private static final int BYTES = 12;

    private PortalId() {}

    /** The name of a thing as a UUID. */
    static String uuid(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The name of a thing among those of a kind: 24 hexadecimal digits. */
    public static String of(String kind, String id) {
        return ByteString.encodeUtf8(kind + " " + id)
                .sha256()
                .substring(0, BYTES)
                .hex();
    }
}
