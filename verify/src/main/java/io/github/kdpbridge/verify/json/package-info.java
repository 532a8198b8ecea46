/** JSON as it stood on the wire: field order and number literals are kept. */
@NullMarked
package io.github.kdpbridge.verify.json;

import org.jspecify.annotations.NullMarked;
