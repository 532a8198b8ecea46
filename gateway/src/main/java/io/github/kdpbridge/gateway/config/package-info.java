/**
 * The configuration of a gateway: made by a builder, or read from a file.
 * {@link io.github.kdpbridge.gateway.config.GatewayConfig} is where to start.
 */
@NullMarked
package io.github.kdpbridge.gateway.config;

import org.jspecify.annotations.NullMarked;
