package io.github.kdpbridge.eventloop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.JdkZlibDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.io.IOException;
import java.util.function.Consumer;
import okio.Buffer;

/** Takes the compression by gzip off a body, piece by piece. It holds memory outside the heap until it is closed. */
final class Unpacking implements AutoCloseable {
    /** A piece grows to a thousand times its size at the most. */
    private static final long PIECE = 1 << 10;

    private final JdkZlibDecoder decoder = new JdkZlibDecoder(ZlibWrapper.GZIP, 0);
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

    /**
     * Unpacks the next piece, a mebibyte at the most. What lies behind the compressed part, whose sum is checked, is dropped.
     *
     * @param packed what is not unpacked yet; the piece is taken off its front
     * @param taken takes the bytes, which it does not release
     * @throws IOException if this is not gzip
     */
    void next(Buffer packed, Consumer<ByteBuf> taken) throws IOException {
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(packed.readByteArray(Math.min(PIECE, packed.size()))));
        } catch (DecoderException e) {
            throw new IOException("the body cannot be unpacked: " + e.getMessage(), e);
        }
        for (ByteBuf plain = channel.readInbound(); plain != null; plain = channel.readInbound()) {
            try {
                taken.accept(plain);
            } finally {
                plain.release();
            }
        }
    }

    /**
     * Returns normally if the end was reached.
     *
     * @throws IOException if more bytes belong to the body
     */
    void end() throws IOException {
        if (!decoder.isClosed()) {
            throw new IOException("the body cannot be unpacked: its end is missing");
        }
    }

    @Override
    public void close() {
        try {
            channel.finishAndReleaseAll();
        } catch (Exception e) { // EmbeddedChannel throws what it was told before, of any kind
            // The answer has failed with it.
        }
    }
}
