/** Every operation in every trouble, through each way in, and what must come of it. */
@NullMarked
package io.github.kdpbridge.compattests.fault;

import org.jspecify.annotations.NullMarked;
