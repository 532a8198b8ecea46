package io.github.kdpbridge.gen1facade.typed;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Adds the static key to each request and removes it from the answer's request, so that printing a call does not reveal
 * it.
 */
final class KeyHeader implements Interceptor {
    private static final CharMatcher VISIBLE = CharMatcher.inRange('!', '~');

    private final String key;

    /**
     * Creates the interceptor.
     *
     * @throws IllegalArgumentException if no header can carry the key; the message does not hold it
     */
    KeyHeader(String key) {
        checkArgument(!key.isEmpty(), "the key is empty");
        checkArgument(
                VISIBLE.matchesAllOf(key), "the key has a space, a line break or another character that no key has");
        this.key = key;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Response response = chain.proceed(
                request.newBuilder().header(Gen1Handler.KEY_HEADER, key).build());
        return response.newBuilder().request(request).build();
    }
}
