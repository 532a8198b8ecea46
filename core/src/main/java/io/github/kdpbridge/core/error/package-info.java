/** The errors of the service, of the connection and of the library itself. */
@NullMarked
package io.github.kdpbridge.core.error;

import org.jspecify.annotations.NullMarked;
