/**
 * Work that goes on without a thread that waits for it: stages, pauses, and the threads that hold what must be held.
 *
 * <p><img src="doc-files/stages.svg" alt="A request has a thread while it works or is at a service, and none while it pauses.">
 */
@NullMarked
package io.github.kdpbridge.core.async;

import org.jspecify.annotations.NullMarked;
