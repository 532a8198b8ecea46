package io.github.kdpbridge.gateway.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import okio.Buffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Collects the body of a request on the admin side. However slowly it is sent, it holds no thread. */
final class AdminBody implements Runnable {
    private final Request request;
    private final int most;
    private final Buffer read = new Buffer();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();

    private AdminBody(Request request, int most) {
        this.request = request;
        this.most = most;
    }

    /** Returns whether a body says that it is larger than allowed. */
    static boolean isTooLarge(Request request, int most) {
        return request.getLength() > most;
    }

    /**
     * Collects a body. Jetty's own collector fails the request after it has told that the body is too large, when the request
     * may be answered already.
     *
     * @param most the most bytes that are taken
     * @return fails with an {@link IllegalStateException} if it is larger, and otherwise if the sender is gone or too slow
     */
    static CompletionStage<byte[]> collect(Request request, int most) {
        AdminBody collector = new AdminBody(request, most);
        collector.run();
        return collector.body;
    }

    /** Takes what is there. */
    @Override
    public void run() {
        for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
            if (Content.Chunk.isFailure(chunk)) {
                body.completeExceptionally(chunk.getFailure());
                return;
            }
            if (read.size() + chunk.remaining() > most) {
                chunk.release();
                body.completeExceptionally(
                        new IllegalStateException("the body is larger than %d bytes".formatted(most)));
                return;
            }
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes, 0, bytes.length);
            chunk.release();
            read.write(bytes);
            if (chunk.isLast()) {
                body.complete(read.readByteArray());
                return;
            }
        }
        request.demand(this);
    }
}
