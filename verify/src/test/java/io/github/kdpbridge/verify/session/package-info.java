/** Tests of sessions: files, replays, comparisons. */
@NullMarked
package io.github.kdpbridge.verify.session;

import org.jspecify.annotations.NullMarked;
