package io.github.kdpbridge.serviceclient.http;

import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;

/** How a service says why it refuses a request. */
public interface Refusals {
    /** Returns the fields that say it; a large body is reduced to them. */
    FieldNames fields();

    /**
     * Reads the body of a refusal.
     *
     * @param exchange the request, which makes the exception
     * @param answer the status, 400 or more
     * @param body the fields of the body
     * @param excerpt the beginning of the body, for a message
     * @return the reason that the service gave, by {@link Exchange#refused(HttpAnswer, io.github.kdpbridge.core.error.ServiceError, String)},
     *     or {@link Exchange#notUnderstood(HttpAnswer, String, Throwable)} if it gave no reason
     * @throws com.squareup.moshi.JsonDataException if the body is not as expected
     */
    KdpException read(Exchange exchange, HttpAnswer answer, JsonFields body, String excerpt);

    /**
     * Takes note of a refusal, with or without a reason, and of one that came with a good status.
     *
     * @param failure the refusal as the caller will see it
     * @param writes whether the request writes
     */
    default void seen(KdpException failure, boolean writes) {}
}
