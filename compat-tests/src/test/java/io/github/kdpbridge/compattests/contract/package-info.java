/** Whether each known fact of the two interfaces has its tests. */
@NullMarked
package io.github.kdpbridge.compattests.contract;

import org.jspecify.annotations.NullMarked;
