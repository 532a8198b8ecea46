package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.Dialect.UploadTag;
import org.jspecify.annotations.Nullable;

/** Names uploads in Gen2's list of devices, the same in every run. */
final class UploadTags {
    private UploadTags() {}

    /** The name of the upload that registered a device, or null when the list shows none. */
    static @Nullable String of(RegisteredDevice device, Phones.Key phone, Dialect rules) {
        boolean foreign = device.generation() == Generation.ONE;
        UploadTag tag = rules.get(Dialect.UPLOAD_TAG);
        if (tag == UploadTag.TRANSACTION_ID) {
            return device.transactionId();
        }
        if (foreign && tag == UploadTag.FOREIGN_ABSENT) {
            return null;
        }
        if (foreign && tag == UploadTag.FOREIGN_OTHERWISE) {
            return PortalId.uuid("device " + phone.id());
        }
        boolean ambiguous = foreign && !rules.get(Dialect.NAMES_SHARED);
        return PortalId.uuid(
                device.resellerId() + " " + device.transactionId() + (ambiguous ? " of generation 1" : ""));
    }
}
