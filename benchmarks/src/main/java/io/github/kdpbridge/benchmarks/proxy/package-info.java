/** A reverse proxy on Netty that translates nothing: what a gateway in Java could reach at most. */
@NullMarked
package io.github.kdpbridge.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;
