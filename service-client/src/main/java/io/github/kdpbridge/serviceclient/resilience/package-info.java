/** The gates of a client: rate limit, concurrency limit, retry and circuit breaker. */
@NullMarked
package io.github.kdpbridge.serviceclient.resilience;

import org.jspecify.annotations.NullMarked;
