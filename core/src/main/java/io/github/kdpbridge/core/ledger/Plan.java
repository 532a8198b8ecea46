package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.WriteRequest;

/** The way to carry out a claimed write. */
sealed interface Plan {
    /** In one request. */
    record Whole(WriteRequest write) implements Plan {}

    /**
     * In several requests, one after the other.
     *
     * @param size the number of devices of each part but the last
     * @param unlessTaken whether the write may have been sent in one piece before, when the limit was higher
     */
    record Parts(DeviceWrite write, int size, boolean unlessTaken) implements Plan {}

    /**
     * By the id of the upload. If the service cannot know that id, because the upload was sent in parts or through
     * generation 1, by the devices that it holds.
     */
    record Removal(RemovalRequest removal) implements Plan {}

    /** By the deletion of devices that an earlier attempt began. */
    record Resumed(WriteRequest deletion) implements Plan {}
}
