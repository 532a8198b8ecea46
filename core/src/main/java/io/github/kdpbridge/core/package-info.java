/** The vocabulary of the Knox Deployment Program, the port to it and its errors. */
@NullMarked
package io.github.kdpbridge.core;

import org.jspecify.annotations.NullMarked;
