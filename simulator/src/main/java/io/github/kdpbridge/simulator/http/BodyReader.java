package io.github.kdpbridge.simulator.http;

import java.util.function.Consumer;
import okio.Buffer;
import okio.ByteString;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** Reads a body as it arrives, up to a limit, without a waiting thread. */
final class BodyReader implements Runnable {
    private final Content.Source source;
    private final long limit;
    private final Consumer<@Nullable ByteString> done;
    private final Consumer<Throwable> failed;
    private final Buffer buffer = new Buffer();

    /** Calls {@code done} with the body, or with null as soon as it is over the limit. */
    BodyReader(Content.Source source, long limit, Consumer<@Nullable ByteString> done, Consumer<Throwable> failed) {
        this.source = source;
        this.limit = limit;
        this.done = done;
        this.failed = failed;
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                failed.accept(chunk.getFailure());
                return;
            }
            byte[] bytes = new byte[chunk.remaining()];
            chunk.getByteBuffer().get(bytes);
            buffer.write(bytes);
            boolean last = chunk.isLast();
            chunk.release();
            if (buffer.size() > limit) {
                done.accept(null);
                return;
            }
            if (last) {
                done.accept(buffer.readByteString());
                return;
            }
        }
    }
}
