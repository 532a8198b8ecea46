package io.github.kdpbridge.simulator.http;

/**
 * A fault of authentication or of limits that the service can answer with at any path (contract, sections 1.1 and
 * 1.2).
 */
public enum AuthFault {
    /** 401 without a code: the bearer token is expired (documented). */
    EXPIRED_BEARER(401, "{\"error\":\"Invalid authentication token\"}"),
    /** 401 with 4012250: the signed token is bad or missing (documented). */
    BAD_SIGNED_TOKEN(401, coded("4012250", "ACCESS_TOKEN_BAD_REQUEST", "ACCESS_TOKEN_BAD_REQUEST")),
    /** The same with 40122050, as one page prints it (documented). */
    BAD_SIGNED_TOKEN_MISPRINTED(401, coded("40122050", "ACCESS_TOKEN_BAD_REQUEST", "ACCESS_TOKEN_BAD_REQUEST")),
    /** 403 with 4032251 (code documented, status assumed). */
    ACCESS_TOKEN_EXPIRED_403(403, coded("4032251", "ACCESS_TOKEN_EXPIRED", "Provided Access token has expired.")),
    /** 403 with 4032252 (code documented, status assumed). */
    ACCESS_TOKEN_INVALID_403(403, coded("4032252", "ACCESS_TOKEN_INVALID", "Provided Access token is invalid.")),
    /** 403 with the code 403225, as one page prints it (documented). */
    ACCESS_TOKEN_403_SHORT(403, coded("403225", "ACCESS_TOKEN_EXPIRED", "Provided Access token has expired.")),
    /** 403 with arrays of one value: the caller's clock is off (documented, status assumed). */
    CLOCK_ARRAYS(
            403,
            "{\"code\":[4030000],\"message\":[\"AUTHENTICATION_FAIL\"],"
                    + "\"data\":[\"Failed to parse jwt token: access token has expired\"]}"),
    /** 400 with 4002250: the JWT was used before (code documented, status assumed). */
    JWT_REUSED(400, coded("4002250", "API_KEY_NON_UNIQUE_JWTID", "Cannot use the same jwt again.")),
    /** 400 with 4002251: the validity is no number of minutes (code documented, status assumed). */
    VALIDITY(
            400,
            coded(
                    "4002251",
                    "ACCESS_TOKEN_TIMEOUT_VALIDITY_RESOURCE_INVALID_PARAM",
                    "validityForAccessTokenInMinutes must be a whole number from 1 to 30")),
    /** 404 with 4042251: the caller's address may not use the key (code documented, status assumed). */
    IP_RESTRICTED(404, coded("4042251", "API_KEY_RESTRICTION_IP", "The IP address is restricted.")),
    /** 404 with 4042252: the caller's referer may not use the key (code documented, status assumed). */
    REFERER_RESTRICTED(404, coded("4042252", "API_KEY_RESTRICTION_REFERER", "The referer is restricted.")),
    /** 403 with 40300000: the caller has no right to the operation (assumed for a missing scope). */
    NO_SCOPE(
            403,
            "{\"errorId\":\"0A1B2C3D4E5F60718293A4B5C6D7E8F9\",\"code\":40300000,\"message\":\"AUTHORIZATION_FAIL\","
                    + "\"data\":\"The current user is unauthorized to use this service.\"}"),
    /** 403 with the OAuth word for it (assumed). */
    NO_SCOPE_OAUTH(403, "{\"error\":\"insufficient_scope\"}"),
    /** 401: the OAuth client or its secret is wrong (form documented, status assumed). */
    INVALID_CLIENT(401, "{\"error\":\"invalid_client\"}"),
    /** 400: the scope is unknown, or not the client's (assumed). */
    INVALID_SCOPE(400, "{\"error\":\"invalid_scope\"}"),
    /** 400: the client may not ask for a token like this (assumed). */
    UNAUTHORIZED_CLIENT(400, "{\"error\":\"unauthorized_client\"}"),
    /** 429: too many requests; the body is assumed. */
    TOO_MANY(429, "{\"error\":\"Too many requests\"}"),
    /** 422: a limit is reached; the body is assumed. */
    UNPROCESSABLE(422, "{\"error\":\"Unprocessable entity\"}"),
    /** 406; the body is assumed. */
    NOT_ACCEPTABLE(406, "{\"error\":\"Not acceptable\"}"),
    /** 501; the body is assumed. */
    NOT_IMPLEMENTED(501, "{\"error\":\"Not implemented\"}");

    private final int status;
    private final String body;

    AuthFault(int status, String body) {
        this.status = status;
        this.body = body;
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** The body of the answer. */
    public String body() {
        return body;
    }

    private static String coded(String code, String name, String data) {
        return "{\"code\":" + code + ",\"message\":\"" + name + "\",\"data\":\"" + data + "\"}";
    }
}
