/** How much is sent at once, how fast, what is sent again, and when the service is left alone for a while. */
@NullMarked
package io.github.kdpbridge.serviceclient.resilience;

import org.jspecify.annotations.NullMarked;
