package io.github.kdpbridge.gen2client;

/** A region of the generation 2 service. */
public enum Region {
    /** The global service, which the vendor recommends (documented). */
    GLOBAL("https://api.samsungknox.com/kcs/v1/rp"),
    /** The European service, which the vendor will discontinue (documented). */
    EU("https://eu-kcs-api.samsungknox.com/kcs/v1/rp"),
    /** The service in the United States, which the vendor will discontinue (documented). */
    US("https://us-kcs-api.samsungknox.com/kcs/v1/rp");

    private final String baseUrl;

    Region(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Returns the base URL of the operations. */
    public String baseUrl() {
        return baseUrl;
    }
}
