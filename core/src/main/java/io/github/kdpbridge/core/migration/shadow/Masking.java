package io.github.kdpbridge.core.migration.shadow;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks identifiers in what the comparison shows and stores. An identifier becomes its last four characters and four of
 * its HMAC-SHA256, {@code …0702·k7Qx}, so that equal ones are seen as equal and the identifier cannot be found by trying.
 *
 * <p>No shown text has eight characters of a device's identifier in a row. Immutable, and safe for use by many threads.
 */
public final class Masking {
    /** The most bytes of a shown value, in UTF-8. */
    public static final int VALUE_LIMIT = 4096;

    private static final int SHORTEST_KEY = 16;
    private static final int SHOWN = 4;
    private static final int HASHED = 3;
    /** A run of letters and digits with fewer digits is a word, such as RESOURCE_INVALID_PARAM. */
    private static final int DIGITS_OF_AN_IDENTIFIER = 4;

    /** At least eight digits, each pair with at most one separator between: an IMEI as people write it. */
    private static final Pattern SPACED_DIGITS = Pattern.compile("[0-9](?:[ \\-_./:]?[0-9]){7,}+");

    private static final Pattern RUN = Pattern.compile("[0-9A-Za-z]{8,}+");
    /** PostgreSQL takes it in no text. */
    private static final CharMatcher NO_TEXT = CharMatcher.is('\0');

    private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
    private static final CharMatcher LETTERS_AND_DIGITS =
            DIGITS.or(CharMatcher.inRange('A', 'Z')).or(CharMatcher.inRange('a', 'z'));

    private final HashFunction hash;

    private Masking(byte[] key) {
        this.hash = Hashing.hmacSha256(key);
    }

    /**
     * Returns the masking of an installation.
     *
     * @param key its secret key, the same at every start; copied
     * @throws IllegalArgumentException if the key is shorter than 16 bytes
     */
    public static Masking of(byte[] key) {
        checkArgument(key.length >= SHORTEST_KEY, "the masking key has %s bytes, fewer than 16", key.length);
        return new Masking(Arrays.copyOf(key, key.length));
    }

    /** Returns the mask of a device, the same for every spelling of it that ends in the same characters. */
    public String device(DeviceId device) {
        return masked(device.value());
    }

    /** Returns a text with all that looks like an identifier masked, and no longer than {@link #VALUE_LIMIT}. */
    public String text(String text) {
        return text(text, List.of());
    }

    /**
     * Returns a text as {@link #text(String)} does, with these identifiers masked whatever they look like.
     *
     * @param named the devices that the text may name
     */
    public String text(String text, Collection<DeviceId> named) {
        String result = NO_TEXT.replaceFrom(beginning(text), '?');
        for (DeviceId device : named) {
            if (device.value().length() > SHOWN) {
                result = Pattern.compile(device.value(), Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
                        .matcher(result)
                        .replaceAll(found -> Matcher.quoteReplacement(masked(found.group())));
            }
        }
        result = RUN.matcher(result)
                .replaceAll(found -> DIGITS.countIn(found.group()) < DIGITS_OF_AN_IDENTIFIER
                        ? found.group()
                        : masked(found.group()));
        result = SPACED_DIGITS.matcher(result).replaceAll(found -> masked(found.group()));
        return cut(DeviceId.maskedIn(result));
    }

    /** A long text is cut before it is searched, and not within an identifier. */
    private static String beginning(String text) {
        return text.length() <= VALUE_LIMIT
                ? text
                : LETTERS_AND_DIGITS.trimTrailingFrom(text.substring(0, VALUE_LIMIT));
    }

    /** An unpaired surrogate, which no store takes, becomes a question mark. */
    private static String cut(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int end = Math.min(bytes.length, VALUE_LIMIT);
        while (end < bytes.length && isContinuation(bytes[end])) {
            end--;
        }
        return new String(bytes, 0, end, UTF_8);
    }

    private static boolean isContinuation(byte next) {
        return (next & 0xc0) == 0x80;
    }

    private String masked(String identifier) {
        String key = DeviceKey.of(identifier);
        String hashed = BaseEncoding.base64Url()
                .encode(Arrays.copyOf(hash.hashString(key, UTF_8).asBytes(), HASHED));
        int shown = Math.min(SHOWN, identifier.length() / 2);
        return "…" + identifier.substring(identifier.length() - shown) + "·" + hashed;
    }
}
