/**
 * Moves units of a reseller from generation 1 to generation 2 and back: phases, routes, moves, gates and stop rules.
 *
 * <p><img src="doc-files/phases.svg" alt="A gate lets a unit move to its next phase, and a stop rule brings it back.">
 */
@NullMarked
package io.github.kdpbridge.core.migration;

import org.jspecify.annotations.NullMarked;
