package io.github.kdpbridge.serviceclient.http;

import io.github.kdpbridge.core.error.KdpException;
import java.util.function.Function;
import okhttp3.Request;

/**
 * A request to the service and how its reply is read: the one description of both, whatever sends it.
 *
 * @param <T> what the reply is read as
 * @param exchange tells the failures apart
 * @param request the request, without the headers that a transport adds
 * @param reading reads the reply, or throws a {@link KdpException}; called once, and holds its thread only for reading
 */
public record Outgoing<T>(Exchange exchange, Request request, Function<? super Reply, ? extends T> reading) {
    /**
     * Sends the request by OkHttp, which holds the calling thread, and reads the reply.
     *
     * @throws KdpException if there is no answer, or none that can be read
     */
    public T send() {
        return exchange.send(this);
    }
}
