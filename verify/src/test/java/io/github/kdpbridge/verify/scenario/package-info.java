/** Tests of the scenarios: how they are read, and that none is missing. */
@NullMarked
package io.github.kdpbridge.verify.scenario;

import org.jspecify.annotations.NullMarked;
