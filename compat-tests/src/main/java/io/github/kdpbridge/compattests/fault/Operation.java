package io.github.kdpbridge.compattests.fault;

/** What is asked of the service while it is in trouble; the list of resellers is none of it, it asks no service. */
enum Operation {
    UPLOAD("upload", "devices/upload", true),
    DELETE("delete", "devices/delete", true),
    DELETE_BY_UPLOAD("delete by `removeTransactionId`", "devices/delete", true),
    STATUS("status", "devices/status", false),
    TRANSACTIONS("list transactions", "devices/status", false),
    DEVICES("list devices", "devices", false),
    CUSTOMERS("list customers", "customers/list", false);

    private static final String SERVICE = "/kcs/v1/rp/";

    private final String title;
    private final String path;
    private final boolean writes;

    Operation(String title, String path, boolean writes) {
        this.title = title;
        this.path = path;
        this.writes = writes;
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
        return writes;
    }
}
