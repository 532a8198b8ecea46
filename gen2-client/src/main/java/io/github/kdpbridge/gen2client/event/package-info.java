/** The events of a client, for a log, a metrics registry and other listeners. */
@NullMarked
package io.github.kdpbridge.gen2client.event;

import org.jspecify.annotations.NullMarked;
