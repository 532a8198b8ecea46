/** The page and the file about a verification. */
@NullMarked
package io.github.kdpbridge.verify.report;

import org.jspecify.annotations.NullMarked;
