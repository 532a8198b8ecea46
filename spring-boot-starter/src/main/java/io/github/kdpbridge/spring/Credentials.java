package io.github.kdpbridge.spring;

import static io.github.kdpbridge.spring.KdpConfigurationException.naming;
import static io.github.kdpbridge.spring.KdpConfigurationException.required;
import static io.github.kdpbridge.spring.KdpConfigurationException.secret;

import io.github.kdpbridge.gen2client.token.SigningKey;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.spring.KdpProperties.Reseller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ResourceUtils;

/**
 * The credentials of a reseller.
 *
 * @param prefix begins the names of its properties
 */
record Credentials(String prefix, Reseller reseller, ResourceLoader resources) {
    TokenSource source() {
        boolean oauth = isSet(reseller.clientId()) || isSet(reseller.clientSecret());
        boolean signed = isSet(reseller.clientIdentifier()) || isSet(reseller.keyFile());
        if (oauth && signed) {
            throw new KdpConfigurationException(
                    prefix + "client-id",
                    "is set beside " + prefix + "client-identifier",
                    "Keep client-id and client-secret for OAuth 2.0, or client-identifier and key-file for signed tokens.");
        }
        if (!oauth && !signed) {
            throw new KdpConfigurationException(
                    prefix + "client-id",
                    "is not set, and there are no other credentials",
                    "Set client-id and client-secret for OAuth 2.0, or client-identifier and key-file for signed tokens.");
        }
        return oauth
                ? TokenSource.oauth2(
                        required(prefix + "client-id", reseller.clientId()),
                        secret(prefix + "client-secret", reseller.clientSecret()))
                : TokenSource.signedToken(required(prefix + "client-identifier", reseller.clientIdentifier()), key());
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    private SigningKey key() {
        String property = prefix + "key-file";
        String location = required(property, reseller.keyFile());
        Resource resource = resources.getResource(ResourceUtils.isUrl(location) ? location : "file:" + location);
        try {
            String json = resource.getContentAsString(StandardCharsets.UTF_8);
            return naming(property, () -> SigningKey.parse(location, json));
        } catch (IOException e) {
            throw new KdpConfigurationException(
                    property, "cannot be read: " + e.getMessage(), "Name the JSON file that the Knox portal gave.");
        }
    }
}
