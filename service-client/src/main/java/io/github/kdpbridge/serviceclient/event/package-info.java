/** The events of a client, for a log, a metrics registry and other listeners. */
@NullMarked
package io.github.kdpbridge.serviceclient.event;

import org.jspecify.annotations.NullMarked;
