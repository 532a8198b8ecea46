/** What a client tells of its work: to a log, to a metrics registry, to whoever listens. */
@NullMarked
package io.github.kdpbridge.gen2client.event;

import org.jspecify.annotations.NullMarked;
