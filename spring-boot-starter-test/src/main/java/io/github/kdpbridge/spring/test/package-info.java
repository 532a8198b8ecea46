/**
 * Tests of Spring Boot applications against the simulator; start at {@link io.github.kdpbridge.spring.test.KdpTest}.
 *
 * <p><img src="doc-files/slice.svg" alt="A test with @KdpTest runs components on the beans of kdp-bridge, which call a simulator in the same process.">
 *
 * <p>{@link io.github.kdpbridge.spring.test.AutoConfigureKdpSimulator} does the same for a test of the whole application.
 */
@NullMarked
package io.github.kdpbridge.spring.test;

import org.jspecify.annotations.NullMarked;
