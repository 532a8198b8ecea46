package io.github.kdpbridge.compattests.target;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.Gen2Account;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.resilience.Resilience;
import io.github.kdpbridge.gen2client.token.SignedTokenSource;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reseller of a simulated world, with what the bridge needs to serve it.
 *
 * @param reseller the account
 * @param name its name
 * @param gen1Key the static key of its callers
 * @param clientIdentifier the name of its access to generation 2
 * @param vendors the resellers below it
 * @param profile what generation 2 looks like where that is assumed
 */
record Bridge(
        String reseller,
        @Nullable String name,
        String gen1Key,
        String clientIdentifier,
        List<Reseller> vendors,
        Gen2Profile profile) {
    static final List<Bridge> ALL = of(World.standard());

    /** Returns one for each reseller that has what it takes. */
    static List<Bridge> of(World world) {
        return of(world, Gen2Profile.standard());
    }

    /** The same, with other assumptions of what generation 2 looks like. */
    static List<Bridge> of(World world, Gen2Profile profile) {
        return world.resellers().stream()
                .filter(reseller -> reseller.gen1Key() != null
                        && !reseller.clientIdentifiers().isEmpty())
                .map(reseller -> new Bridge(
                        reseller.resellerId(),
                        reseller.details().name(),
                        requireNonNull(reseller.gen1Key()),
                        reseller.clientIdentifiers().get(0).clientIdentifier(),
                        reseller.vendors().stream()
                                .map(vendor -> new Reseller(
                                        ResellerId.of(vendor.vendorId()),
                                        vendor.details().name()))
                                .toList(),
                        profile))
                .toList();
    }

    Gen2Account account(Simulator simulator) {
        return new Gen2Account(
                ResellerId.of(reseller),
                Set.of(Gen1Key.of(gen1Key)),
                simulator.url() + "/kcs/v1/rp",
                tokens(simulator),
                pace(),
                profile,
                name,
                vendors);
    }

    Gen2Client client(Simulator simulator) {
        Gen2Client.Builder builder = Gen2Client.builder(ResellerId.of(reseller));
        if (name != null) {
            builder.name(name);
        }
        return builder.vendors(vendors)
                .baseUrl(simulator.url() + "/kcs/v1/rp")
                .tokens(tokens(simulator))
                .profile(profile)
                .resilience(pace())
                .deviceCheck(DeviceCheck.none())
                .build();
    }

    private TokenSource tokens(Simulator simulator) {
        return SignedTokenSource.of(clientIdentifier, Keys.SIGNING)
                .withTokenUrl(simulator.url() + "/ams/v1/users/accesstoken");
    }

    private static Resilience pace() {
        return Resilience.builder().requestsPerSecond(1000).build();
    }
}
