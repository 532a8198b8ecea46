/** JSON with its field order and number literals. */
@NullMarked
package io.github.kdpbridge.verify.json;

import org.jspecify.annotations.NullMarked;
