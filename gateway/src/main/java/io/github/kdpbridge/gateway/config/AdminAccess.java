package io.github.kdpbridge.gateway.config;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;
import java.util.regex.Pattern;
import okio.ByteString;

/**
 * An access to the migration on the admin side. Only a digest of the token is held.
 *
 * @param name the operator's name, which is in the log of each act
 * @param role what the operator may do
 * @param token the SHA-256 of the token
 */
public record AdminAccess(String name, Role role, ByteString token) {
    /** What an operator may do. */
    public enum Role {
        /** May look. */
        VIEWER,
        /** May look and act. */
        OPERATOR
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final int DIGEST_BYTES = 32;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name is none, or the digest of another length
     */
    public AdminAccess {
        checkArgument(
                NAME.matcher(name).matches(),
                "a name is 1 to 64 letters, digits or the marks . _ @ -, not \"%s\"",
                name);
        Objects.requireNonNull(role, "role");
        checkArgument(token.size() == DIGEST_BYTES, "the digest of a token has 32 bytes, not %s", token.size());
    }

    /**
     * Returns an access by a digest.
     *
     * @param hex the SHA-256 of the token's bytes, 64 hexadecimal digits
     * @throws IllegalArgumentException if it is no such digest, or the name is none
     */
    public static AdminAccess ofSha256(String name, Role role, String hex) {
        return new AdminAccess(name, role, digestOf(hex));
    }

    /** Reads the SHA-256 of a token from 64 hexadecimal digits. */
    static ByteString digestOf(String hex) {
        checkArgument(SHA256.matcher(hex).matches(), "the digest of the token must be 64 hexadecimal digits");
        return ByteString.decodeHex(hex);
    }

    /** Returns the digest of a token. */
    public static ByteString digest(String token) {
        return ByteString.encodeUtf8(token).sha256();
    }

    /** Returns whether this access may change something. */
    public boolean isOperator() {
        return role == Role.OPERATOR;
    }

    /** Returns name and role, never the digest. */
    @Override
    public String toString() {
        return "AdminAccess[" + name + ", " + role + "]";
    }
}
