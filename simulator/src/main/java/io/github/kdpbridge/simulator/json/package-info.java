/** JSON as the simulator reads and writes it: numbers keep their text, and every complaint names its field. */
@NullMarked
package io.github.kdpbridge.simulator.json;

import org.jspecify.annotations.NullMarked;
