package io.github.kdpbridge.gen1client;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Headers;

/**
 * The processes that have passed a request on to the old service, in a header of its own. {@code Via} would be the standard
 * one, but servers that see it answer otherwise: nginx stops to compress.
 *
 * @param own the name of this process
 */
record Hops(String own) {
    static final String HEADER = "X-Kdp-Bridge-Hops";

    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z._-]+");

    /** The name of this process, which no other has. */
    static final Hops OF_THIS_PROCESS =
            new Hops(UUID.randomUUID().toString().replace("-", "").substring(0, 16));

    /** A chain of more gateways is a loop through several processes behind one address. */
    private static final int MOST = 3;

    /**
     * Returns the hops of a process with a name.
     *
     * @throws IllegalArgumentException if it is not a word
     */
    static Hops of(String name) {
        checkArgument(
                WORD.matcher(name).matches(),
                "not a word of letters, digits, points, dashes and underscores: %s",
                name);
        return new Hops(name);
    }

    /** Returns whether the request was passed on by this process, or by so many that it goes round. */
    boolean isLoop(Headers request) {
        List<String> passed = passed(request);
        return passed.contains(own) || passed.size() >= MOST;
    }

    /** Returns the header's value for the request when this process passes it on. */
    String after(Headers request) {
        return String.join(
                ", ", Stream.concat(passed(request).stream(), Stream.of(own)).toList());
    }

    private static List<String> passed(Headers request) {
        return request.values(HEADER).stream()
                .flatMap(value ->
                        Splitter.on(',').trimResults().omitEmptyStrings().splitToStream(value))
                .toList();
    }
}
