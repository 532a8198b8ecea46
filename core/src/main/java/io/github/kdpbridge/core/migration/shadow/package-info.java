/** Compares the answers of both generations to one question, and judges what differs. No I/O, no threads, no storage. */
@NullMarked
package io.github.kdpbridge.core.migration.shadow;

import org.jspecify.annotations.NullMarked;
