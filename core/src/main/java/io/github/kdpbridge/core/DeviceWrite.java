package io.github.kdpbridge.core;

/** A write that names its devices. */
public sealed interface DeviceWrite extends WriteRequest permits UploadRequest, DeleteRequest {
    /** Returns the devices. */
    Devices devices();

    /** Returns the same write of other devices, under another transaction id. */
    DeviceWrite with(TransactionId transaction, Devices devices);
}
