package io.github.kdpbridge.eventloop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.List;

/**
 * Reads answers, and only while one is expected: any other byte ends the connection, because it would be taken for the begin
 * of the next request's answer. Only for the loop's thread.
 */
final class AnswerDecoder extends HttpResponseDecoder {
    private static final int LONGEST_LINE = 8 << 10;
    private static final int LONGEST_HEAD = 256 << 10;

    private boolean expecting;

    AnswerDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_HEAD)
                .setValidateHeaders(false)); // nobody gets them but our own reader
    }

    /** Says whether an answer, or more of one, is to come. */
    void expect(boolean answer) {
        expecting = answer;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> read) throws Exception {
        if (expecting) {
            super.decode(context, bytes, read);
        } else if (bytes.isReadable()) {
            bytes.skipBytes(bytes.readableBytes());
            var unused = context.close();
        }
    }

    /** Which of the two lengths is meant nobody knows: RFC 9112, section 6.3. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("the answer has both a Content-Length and chunks");
    }
}
