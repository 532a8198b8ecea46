package io.github.kdpbridge.gen1facade;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A static key of a generation 1 caller (documented: the header {@code X-WSM-API-TOKEN}). Only its digest is held.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Gen1Key {
    private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");
    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");

    private final ByteString digest;

    private Gen1Key(ByteString digest) {
        this.digest = digest;
    }

    /**
     * Returns a key.
     *
     * @param key the key as callers send it; secret
     * @throws IllegalArgumentException if no header can carry it
     */
    public static Gen1Key of(String key) {
        checkArgument(
                HEADER_VALUE.matcher(key).matches(),
                "the key must be ASCII without blanks at its ends, or no header can carry it");
        return new Gen1Key(ByteString.of(digest(key)));
    }

    /**
     * Returns a key by its digest only.
     *
     * @param hex the SHA-256 digest of the key's bytes, 64 hexadecimal digits
     * @throws IllegalArgumentException if it is no such digest
     */
    public static Gen1Key sha256(String hex) {
        checkArgument(SHA256.matcher(hex).matches(), "the digest of the key must be 64 hexadecimal digits");
        return new Gen1Key(ByteString.decodeHex(hex));
    }

    static byte[] digest(String key) {
        return Hashing.sha256().hashString(key, StandardCharsets.UTF_8).asBytes();
    }

    byte[] digest() {
        return digest.toByteArray();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Gen1Key key && key.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(digest);
    }

    /** Returns nothing of the key. */
    @Override
    public String toString() {
        return "Gen1Key";
    }
}
