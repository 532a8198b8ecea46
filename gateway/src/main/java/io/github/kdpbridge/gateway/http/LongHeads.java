package io.github.kdpbridge.gateway.http;

import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;

/**
 * Decodes heads of HTTP/2. One over the limit is refused by itself: it is read to its end, because what it says about the
 * compression of the next ones counts. Netty ends the connection for one that is a quarter over the limit.
 */
final class LongHeads extends DefaultHttp2HeadersDecoder {
    /** The size of the longest head that is read, in limits: each connection may hold so much of one that has not ended. */
    private static final int LONGEST = 4;

    LongHeads(long limit) {
        super(true, limit);
    }

    @Override
    public long maxHeaderListSizeGoAway() {
        return LONGEST * maxHeaderListSize();
    }
}
