/** Health, meters and warnings for operators. */
@NullMarked
package io.github.kdpbridge.gateway.operator;

import org.jspecify.annotations.NullMarked;
