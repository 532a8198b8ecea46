/** Tests of sessions: files, replays, comparisons. */
@NullMarked
package io.github.kdpbridge.compattests.session;

import org.jspecify.annotations.NullMarked;
