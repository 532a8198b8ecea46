/** Checks a gateway's prerequisites: files, ports, and each reseller's service, clock, token and account. */
@NullMarked
package io.github.kdpbridge.gateway.doctor;

import org.jspecify.annotations.NullMarked;
