/** Work that goes on without a thread that waits for it: stages, pauses, and the threads that hold what must be held. */
@NullMarked
package io.github.kdpbridge.core.async;

import org.jspecify.annotations.NullMarked;
