/**
 * The gates of a client: rate limit, concurrency limit, retry and circuit breaker.
 *
 * <p><img src="doc-files/gates.svg" alt="A call passes the retry, the breaker, the rate limit and the concurrency limit, in this order.">
 *
 * <p>{@link io.github.kdpbridge.serviceclient.resilience.Resilience} has their settings. No thread waits at a gate.
 */
@NullMarked
package io.github.kdpbridge.serviceclient.resilience;

import org.jspecify.annotations.NullMarked;
