/** Moves units of a reseller from generation 1 to generation 2 and back: phases, routes, moves, gates and stop rules. */
@NullMarked
package io.github.kdpbridge.core.migration;

import org.jspecify.annotations.NullMarked;
