/** The run of the fault suite. */
@NullMarked
package io.github.kdpbridge.compattests.fault;

import org.jspecify.annotations.NullMarked;
