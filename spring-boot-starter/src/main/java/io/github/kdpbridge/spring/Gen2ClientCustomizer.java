package io.github.kdpbridge.spring;

import io.github.kdpbridge.gen2client.Gen2Client;

/**
 * Changes the clients of generation 2 before they are built: a transport with a proxy or certificates, assumed facts, vendors,
 * listeners. Beans of this type are called in their order.
 */
@FunctionalInterface
public interface Gen2ClientCustomizer {
    /**
     * Changes a client.
     *
     * @param reseller the name of its reseller below {@code kdp.resellers}
     * @param builder has the settings of the properties
     */
    void customize(String reseller, Gen2Client.Builder builder);
}
