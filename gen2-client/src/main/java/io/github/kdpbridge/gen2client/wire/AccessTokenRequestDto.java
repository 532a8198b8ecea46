package io.github.kdpbridge.gen2client.wire;

/** The body of a request for an access token (observed). */
record AccessTokenRequestDto(
        String clientIdentifierJwt, String base64EncodedStringPublicKey, int validityForAccessTokenInMinutes) {}
