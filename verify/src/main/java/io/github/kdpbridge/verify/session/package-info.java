/** Recorded sessions: reading, sending, and comparing the answers. */
@NullMarked
package io.github.kdpbridge.verify.session;

import org.jspecify.annotations.NullMarked;
