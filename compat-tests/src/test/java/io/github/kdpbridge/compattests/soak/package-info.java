/** Minutes of mixed load on two gateways, with faults and kills at random, and the proof that nothing came of them. */
@NullMarked
package io.github.kdpbridge.compattests.soak;

import org.jspecify.annotations.NullMarked;
