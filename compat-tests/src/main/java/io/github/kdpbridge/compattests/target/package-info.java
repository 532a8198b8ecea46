/** Whatever speaks generation 1 and is to be compared: the service itself, and each way into the bridge. */
@NullMarked
package io.github.kdpbridge.compattests.target;

import org.jspecify.annotations.NullMarked;
