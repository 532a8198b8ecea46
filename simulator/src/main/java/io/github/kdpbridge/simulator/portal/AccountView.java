package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.world.World;

/** A reseller in the list of resellers. */
public record AccountView(String resellerId, World.Details details) {}
