/** The vocabulary of the Knox Deployment Program, the port to it and the errors it can answer with. */
@NullMarked
package io.github.kdpbridge.core;

import org.jspecify.annotations.NullMarked;
