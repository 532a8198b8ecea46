/**
 * The events of a client, for a log, a metrics registry and other listeners.
 *
 * <p><img src="doc-files/events.svg" alt="A client tells its log, its meters and your listener of each call, retry, lost answer and surprise.">
 *
 * <p>A {@link io.github.kdpbridge.serviceclient.event.ClientListener} must be quick; what it throws is logged and harms
 * nothing.
 */
@NullMarked
package io.github.kdpbridge.serviceclient.event;

import org.jspecify.annotations.NullMarked;
