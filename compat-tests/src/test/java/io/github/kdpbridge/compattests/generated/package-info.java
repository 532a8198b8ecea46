/** Sessions that nobody wrote: random ones, which must come to the same on generation 1 and through the bridge. */
@NullMarked
package io.github.kdpbridge.compattests.generated;

import org.jspecify.annotations.NullMarked;
