/** The operator's page in Chromium: what a person does and sees there. */
@NullMarked
package io.github.kdpbridge.browsertests;

import org.jspecify.annotations.NullMarked;
