package io.github.kdpbridge.gen2client.wire;

import java.io.IOException;
import java.util.regex.Pattern;
import okio.BufferedSource;

/** The beginning of a body that could not be understood, short and safe enough for a message. */
final class Excerpt {
    private static final int BYTES = 400;
    private static final int SHOWN = 80;
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\uFFFD]+");
    /** What may be a device identifier, a key or a token: numbers, and long words of letters and digits. */
    private static final Pattern SECRET = Pattern.compile("\\d{6,}|[\\w+/=.-]{20,}");

    private Excerpt() {}

    /** Returns how a body begins, without consuming it; empty if it is empty. */
    static String of(BufferedSource body) throws IOException {
        body.request(BYTES);
        String text = body.getBuffer()
                .snapshot((int) Math.min(BYTES, body.getBuffer().size()))
                .utf8();
        String safe =
                SECRET.matcher(SPACE.matcher(text).replaceAll(" ").strip()).replaceAll("***");
        return safe.length() <= SHOWN ? safe : safe.substring(0, SHOWN) + "...";
    }
}
