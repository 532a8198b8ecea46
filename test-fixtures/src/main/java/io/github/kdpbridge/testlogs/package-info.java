/** What tests log: warnings that a test expects are swallowed, and all others printed. */
@NullMarked
package io.github.kdpbridge.testlogs;

import org.jspecify.annotations.NullMarked;
