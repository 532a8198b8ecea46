/** Both generations of the service over one in-memory reseller portal, for tests. */
@NullMarked
package io.github.kdpbridge.simulator;

import org.jspecify.annotations.NullMarked;
