package io.github.kdpbridge.core;

/**
 * A request that changes nothing at the service.
 *
 * @param <A> the answer
 */
public sealed interface ReadRequest<A> extends Request<A> permits StatusRequest, ListQuery, ProfileQuery {}
