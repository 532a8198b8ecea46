package io.github.kdpbridge.gateway.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;

/** Headers with one length at the most: of two, Netty ignores one in HTTP/1.0. */
final class OneLength extends DefaultHttpHeaders {
    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        if (HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name) && contains(HttpHeaderNames.CONTENT_LENGTH)) {
            throw new OddHead(Turn.Refusal.bad("it has more than one Content-Length"));
        }
        return super.add(name, value);
    }

    /** Creates them. */
    static final class Factory implements HttpHeadersFactory {
        @Override
        public HttpHeaders newHeaders() {
            return new OneLength();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return new OneLength();
        }
    }
}
