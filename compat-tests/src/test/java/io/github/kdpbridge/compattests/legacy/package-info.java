/** The legacy integrations of the examples, run as they are. */
@NullMarked
package io.github.kdpbridge.compattests.legacy;

import org.jspecify.annotations.NullMarked;
