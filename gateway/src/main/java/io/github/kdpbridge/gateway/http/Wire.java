package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gen1facade.Gen1Response;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** What carries requests: a connection of HTTP/1.1, or one stream of HTTP/2. Only for its loop's thread, unless noted. */
interface Wire {
    /** Returns the version of a request, as the access log names it. */
    String version(HttpRequest head);

    /** Returns why a head cannot be served; null if it can. */
    Turn.@Nullable Refusal fault(HttpRequest head);

    /** Returns whether the caller wants it open after the answer. */
    boolean staysOpen(HttpRequest head);

    /** Tells a caller that waits for it to send the body. */
    void goAhead();

    /**
     * Writes an answer, which {@link #flush} sends.
     *
     * @param last whether no other answer follows it here
     * @return completes when its last byte is sent
     */
    ChannelFuture write(Visit visit, Gen1Response answer, boolean last);

    /** Sends what was written. */
    void flush();

    /** Gives an answer up that is not read. On any thread. */
    void drop();

    /** Takes the next request. */
    void next();

    /**
     * Ends it, when its last answer is sent.
     *
     * @param unread whether the caller may still be sending
     */
    void end(boolean unread);

    /** Ends it at once, because of what came. */
    void abort(Throwable cause);
}
