/** Where two peers differ, and which of these differences are known. */
@NullMarked
package io.github.kdpbridge.verify.verdict;

import org.jspecify.annotations.NullMarked;
