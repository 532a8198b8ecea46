/** The native client of generation 2: {@link io.github.kdpbridge.gen2client.Gen2Client} is where to start. */
@NullMarked
package io.github.kdpbridge.gen2client;

import org.jspecify.annotations.NullMarked;
