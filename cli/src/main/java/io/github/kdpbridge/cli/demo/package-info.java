/** {@code kdp demo migrate}: a gradual migration that explains itself, with real servers and the real commands. */
@NullMarked
package io.github.kdpbridge.cli.demo;

import org.jspecify.annotations.NullMarked;
