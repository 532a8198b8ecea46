package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.world.World;

/**
 * A reseller in the list of resellers.
 *
 * @param resellerId its number
 * @param details what the list says about it
 */
public record AccountView(String resellerId, World.Details details) {}
