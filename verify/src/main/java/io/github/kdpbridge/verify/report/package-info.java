/** A verification as a page for readers and as a file for build servers. */
@NullMarked
package io.github.kdpbridge.verify.report;

import org.jspecify.annotations.NullMarked;
