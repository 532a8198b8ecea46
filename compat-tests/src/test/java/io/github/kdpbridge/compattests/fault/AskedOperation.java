package io.github.kdpbridge.compattests.fault;

import io.github.kdpbridge.core.Operation;

/**
 * What is asked of the service while it is in trouble: each operation of the program that a caller of generation 1 can ask
 * for. The list of resellers is none of it, because it asks no service.
 */
enum AskedOperation {
    UPLOAD(Operation.UPLOAD, "upload", "devices/upload"),
    DELETE(Operation.DELETE, "delete", "devices/delete"),
    DELETE_BY_UPLOAD(Operation.REMOVE, "delete by `removeTransactionId`", "devices/delete"),
    STATUS(Operation.STATUS, "status", "devices/status"),
    TRANSACTIONS(Operation.TRANSACTIONS, "list transactions", "devices/status"),
    DEVICES(Operation.DEVICES, "list devices", "devices"),
    CUSTOMERS(Operation.CUSTOMERS, "list customers", "customers/list");

    private static final String SERVICE = "/kcs/v1/rp/";

    private final Operation<?, ?> asked;
    private final String title;
    private final String path;

    AskedOperation(Operation<?, ?> asked, String title, String path) {
        this.asked = asked;
        this.title = title;
        this.path = path;
    }

    /** Returns the operation of the program. */
    Operation<?, ?> asked() {
        return asked;
    }

    /** Returns what the tables call it. */
    String title() {
        return title;
    }

    /** Returns the path of the request of generation 2 that does it. */
    String path() {
        return SERVICE + path;
    }

    /** Returns the path by which generation 2 tells what became of a write. */
    static String statusPath() {
        return STATUS.path();
    }

    /** Returns whether it changes anything. */
    boolean writes() {
        return asked.isWrite();
    }
}
