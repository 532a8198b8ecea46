/**
 * Both generations of the service over one in-memory reseller portal, for tests.
 *
 * <p><img src="doc-files/simulator.svg" alt="Tests reach both generations of one in-memory portal, which can be filled, faulted and read.">
 *
 * <p>{@link io.github.kdpbridge.simulator.KdpSimulator} is a JUnit extension and works without JUnit too. It shares no code with
 * the clients that it judges.
 */
@NullMarked
package io.github.kdpbridge.simulator;

import org.jspecify.annotations.NullMarked;
