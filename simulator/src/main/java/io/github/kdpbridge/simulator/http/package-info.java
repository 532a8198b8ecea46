/** The HTTP server: calls in, replies out, the log of requests, and faults on demand. */
@NullMarked
package io.github.kdpbridge.simulator.http;

import org.jspecify.annotations.NullMarked;
