/** Fixtures that the tests of several modules share. */
@NullMarked
package io.github.kdpbridge.testfixtures;

import org.jspecify.annotations.NullMarked;
