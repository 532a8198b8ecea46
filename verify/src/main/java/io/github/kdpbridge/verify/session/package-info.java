/** Recorded sessions: reading them, sending them, and comparing what came back. */
@NullMarked
package io.github.kdpbridge.verify.session;

import org.jspecify.annotations.NullMarked;
