/** The reseller portal: accounts, devices and transactions, and the one judge of both generations. */
@NullMarked
package io.github.kdpbridge.simulator.portal;

import org.jspecify.annotations.NullMarked;
