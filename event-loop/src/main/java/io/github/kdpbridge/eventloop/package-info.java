/**
 * Carries requests on event loops, in place of OkHttp. It serves the gateway and may change in any release.
 *
 * <p>A loop is one thread, which must never wait. All that belongs to a connection belongs to its loop, and only that
 * loop's thread touches it.
 */
@NullMarked
package io.github.kdpbridge.eventloop;

import org.jspecify.annotations.NullMarked;
