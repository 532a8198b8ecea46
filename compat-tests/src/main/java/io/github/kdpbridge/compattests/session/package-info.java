/** Recorded sessions: reading them, sending them, and comparing what came back. */
@NullMarked
package io.github.kdpbridge.compattests.session;

import org.jspecify.annotations.NullMarked;
