/** The native client of generation 2. */
@NullMarked
package io.github.kdpbridge.gen2client;

import org.jspecify.annotations.NullMarked;
