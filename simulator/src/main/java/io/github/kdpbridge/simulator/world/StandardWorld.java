package io.github.kdpbridge.simulator.world;

import io.github.kdpbridge.simulator.world.World.ClientIdentifier;
import io.github.kdpbridge.simulator.world.World.Customer;
import io.github.kdpbridge.simulator.world.World.Details;
import io.github.kdpbridge.simulator.world.World.OAuthClient;
import io.github.kdpbridge.simulator.world.World.Phone;
import io.github.kdpbridge.simulator.world.World.Reseller;
import io.github.kdpbridge.simulator.world.World.Settings;
import io.github.kdpbridge.simulator.world.World.Vendor;
import java.util.List;

/** The default world, as {@code docs/simulator.md} and {@code examples/world.json} have it. */
final class StandardWorld {
    private StandardWorld() {}

    static World create() {
        return new World(
                Settings.standard(),
                Dialect.documented(),
                List.of(
                        new Reseller(
                                "4680000925",
                                "sim-gen1-key",
                                List.of(new ClientIdentifier("sim-client-identifier", null)),
                                List.of(new OAuthClient("sim-client", "sim-secret")),
                                List.of(
                                        new Customer(
                                                "1200000321",
                                                List.of("default-profile"),
                                                Details.of("Example Logistics", "DE")),
                                        new Customer("1200000322", List.of(), Details.of("Example Hospital", "AT"))),
                                List.of(new Vendor("7850000063", Details.of("Example Phone Shop", "DE"))),
                                List.of(),
                                Details.of("Example Reseller", "DE")),
                        new Reseller(
                                "4680000926",
                                "sim-gen1-key-2",
                                List.of(new ClientIdentifier("sim-client-identifier-2", null)),
                                List.of(),
                                List.of(new Customer("1200000323", List.of(), Details.of("Example School", "US"))),
                                List.of(),
                                List.of(),
                                Details.of("Example Carrier", "US"))),
                List.of(
                        new Phone("359900000000017", "359900000000025", "35990000000001", "R5CT00000AB", "SM-S901B"),
                        new Phone("359900000000033", null, null, "R5CT00000CD", "SM-A536B")),
                List.of());
    }
}
