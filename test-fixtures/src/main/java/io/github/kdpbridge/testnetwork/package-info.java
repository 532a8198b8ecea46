/** What tests put between a caller and a server. */
@NullMarked
package io.github.kdpbridge.testnetwork;

import org.jspecify.annotations.NullMarked;
