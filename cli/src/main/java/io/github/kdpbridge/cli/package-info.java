/** The command line. */
@NullMarked
package io.github.kdpbridge.cli;

import org.jspecify.annotations.NullMarked;
