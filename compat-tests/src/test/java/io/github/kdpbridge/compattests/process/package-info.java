/** Gateways in JVMs of their own, which can be killed, and what goes with them: callers, devices, a database. */
@NullMarked
package io.github.kdpbridge.compattests.process;

import org.jspecify.annotations.NullMarked;
