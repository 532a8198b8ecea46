/** The errors that the service, the way to it and the library itself can answer with, and what they mean. */
@NullMarked
package io.github.kdpbridge.core.error;

import org.jspecify.annotations.NullMarked;
