/** Tests of the JSON tree. */
@NullMarked
package io.github.kdpbridge.compattests.json;

import org.jspecify.annotations.NullMarked;
