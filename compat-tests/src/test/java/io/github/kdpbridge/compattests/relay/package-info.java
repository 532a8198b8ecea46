/** The old service behind the relay, answer by answer. */
@NullMarked
package io.github.kdpbridge.compattests.relay;

import org.jspecify.annotations.NullMarked;
