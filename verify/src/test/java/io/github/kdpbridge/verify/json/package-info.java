/** Tests of the JSON tree. */
@NullMarked
package io.github.kdpbridge.verify.json;

import org.jspecify.annotations.NullMarked;
