package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.serviceclient.http.Carriers;
import java.util.ServiceLoader;

/**
 * Builders of clients for tests that hold for every transport: over OkHttp, or over what the module provides that runs these
 * tests once more.
 */
public final class TestedClient {
    private TestedClient() {}

    public static Gen2Client.Builder builder(ResellerId reseller) {
        Gen2Client.Builder builder = Gen2Client.builder(reseller);
        ServiceLoader.load(Carriers.class).findFirst().ifPresent(builder::carriers);
        return builder;
    }
}
