/**
 * What the clients of the service have in common, whatever generation they speak.
 *
 * <p>Users meet {@link io.github.kdpbridge.serviceclient.resilience.Resilience} and package {@code event}. The rest serves
 * the clients themselves and may change in any release.
 */
@NullMarked
package io.github.kdpbridge.serviceclient;

import org.jspecify.annotations.NullMarked;
