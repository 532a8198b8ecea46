/** {@code kdp migrate}: the acts of operators, through the admin side of a running gateway. */
@NullMarked
package io.github.kdpbridge.cli.migrate;

import org.jspecify.annotations.NullMarked;
