/**
 * The part of a client that is the same for both generations of the service.
 *
 * <p>Users meet {@link io.github.kdpbridge.serviceclient.resilience.Resilience} and package {@code event}. The rest serves
 * the clients themselves and may change in any release.
 */
@NullMarked
package io.github.kdpbridge.serviceclient;

import org.jspecify.annotations.NullMarked;
