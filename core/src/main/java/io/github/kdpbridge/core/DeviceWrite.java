package io.github.kdpbridge.core;

/** A write that names its devices. */
public sealed interface DeviceWrite extends WriteRequest permits UploadRequest, DeleteRequest {
    Devices devices();

    /** Returns the same write for other devices, under another transaction id. */
    DeviceWrite with(TransactionId transaction, Devices devices);
}
