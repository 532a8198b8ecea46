package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.WriteRequest;
import org.jspecify.annotations.Nullable;

/** How a claimed write is done. */
sealed interface Plan {
    /** In one request. */
    record Whole(WriteRequest write) implements Plan {}

    /**
     * In several requests, one after the other.
     *
     * @param size how many devices each has, but the last
     * @param unlessTaken whether it may have been sent in one piece before, when the limit was higher
     */
    record Parts(DeviceWrite write, int size, boolean unlessTaken) implements Plan {}

    /**
     * By the id of the upload, or by the devices that it holds where the service cannot know that id: of an upload that was
     * sent in parts, or through generation 1.
     *
     * @param upload the upload; null if the ledger does not know it
     * @param inParts whether it was sent in parts
     */
    record Removal(RemovalRequest removal, @Nullable Entry upload, boolean inParts) implements Plan {}

    /** By the deletion of devices that an earlier attempt began. */
    record Resumed(WriteRequest deletion) implements Plan {}
}
