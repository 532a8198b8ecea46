/** Facts about the wire as tables, for the profiles of both generations. */
@NullMarked
package io.github.kdpbridge.core.wire;

import org.jspecify.annotations.NullMarked;
