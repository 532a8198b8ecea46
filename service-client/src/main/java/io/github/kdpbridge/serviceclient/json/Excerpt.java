package io.github.kdpbridge.serviceclient.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import okio.BufferedSource;

/**
 * The beginning of an unintelligible body, masked and shortened for a message. Masking is lazy, because most bodies are
 * intelligible.
 */
final class Excerpt {
    private static final int BYTES = 400;
    private static final int SHOWN = 80;
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\uFFFD]+");
    /** Possible device identifiers, keys and tokens: numbers, and long words of letters and digits. */
    private static final Pattern SECRET = Pattern.compile("\\d{6,}|[\\w+/=.-]{20,}");

    /** A word that goes on behind the excerpt may be a secret, of which the rest is too short to be seen as one. */
    private static final Pattern LAST_WORD = Pattern.compile("[\\w+/=.-]+$");

    private final ByteArrayOutputStream beginning;

    private Excerpt(ByteArrayOutputStream beginning) {
        this.beginning = beginning;
    }

    /** Returns the excerpt of a body, without consuming it. */
    static Excerpt of(BufferedSource body) throws IOException {
        body.request(BYTES);
        int size = (int) Math.min(BYTES, body.getBuffer().size());
        ByteArrayOutputStream copy = new ByteArrayOutputStream(size);
        // Not a snapshot, which would keep the buffer's segments from being reused.
        body.getBuffer().copyTo(copy, 0, size);
        return new Excerpt(copy);
    }

    @Override
    public String toString() {
        String text = SPACE.matcher(beginning.toString(StandardCharsets.UTF_8))
                .replaceAll(" ")
                .strip();
        String whole = beginning.size() < BYTES ? text : LAST_WORD.matcher(text).replaceAll("***");
        String safe = SECRET.matcher(whole).replaceAll("***");
        return safe.length() <= SHOWN ? safe : safe.substring(0, SHOWN) + "...";
    }
}
