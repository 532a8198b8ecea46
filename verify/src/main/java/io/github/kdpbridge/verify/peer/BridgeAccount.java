package io.github.kdpbridge.verify.peer;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.SignedTokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Set;

/**
 * A reseller of a simulated world that the bridge can serve: it has a key of generation 1 and a client identifier of
 * generation 2.
 *
 * @param gen1Key the static key of its callers
 * @param reseller its account in the world
 * @param profile the wire profile of generation 2
 */
public record BridgeAccount(String gen1Key, World.Reseller reseller, Gen2Profile profile) {

    /** Returns an account for each reseller of a world that the bridge can serve. */
    public static List<BridgeAccount> of(World world, Gen2Profile profile) {
        return world.resellers().stream()
                .filter(reseller -> reseller.gen1Key() != null
                        && !reseller.clientIdentifiers().isEmpty())
                .map(reseller -> new BridgeAccount(requireNonNull(reseller.gen1Key()), reseller, profile))
                .toList();
    }

    /** Returns the gateway's account for it, at a simulator. */
    public Gen2Account on(Simulator simulator) {
        String identifier = reseller.clientIdentifiers().get(0).clientIdentifier();
        return new Gen2Account(
                ResellerId.of(reseller.resellerId()),
                Set.of(Gen1Key.of(gen1Key)),
                new Gen2Service(
                        simulator.url() + "/kcs/v1/rp",
                        SignedTokenSource.of(identifier, Keys.SIGNING)
                                .withTokenUrl(simulator.url() + "/ams/v1/users/accesstoken"),
                        Resilience.builder().requestsPerSecond(1000).build(),
                        profile),
                reseller.details().name(),
                reseller.vendors().stream()
                        .map(vendor -> new Reseller(
                                ResellerId.of(vendor.vendorId()),
                                vendor.details().name()))
                        .toList());
    }
}
