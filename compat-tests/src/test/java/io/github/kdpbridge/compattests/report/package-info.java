/** The page and the file about a verification. */
@NullMarked
package io.github.kdpbridge.compattests.report;

import org.jspecify.annotations.NullMarked;
