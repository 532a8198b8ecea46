package io.github.kdpbridge.compattests.target;

import io.github.kdpbridge.compattests.session.Sender;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.GatewayConfig;
import io.github.kdpbridge.gateway.Limits;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;

/** The ways to generation 1's outcomes that can be compared on one machine. */
public final class Targets {
    private Targets() {}

    /** The simulator's generation 1 itself: what all others are measured against. */
    public static Target generation1() {
        return generation1(World.standard());
    }

    /** The same over a portal with other accounts; its settings do not count. */
    public static Target generation1(World world) {
        return new SimulatedTarget(
                "generation 1",
                world,
                simulator -> new Entrance(Sender.to(simulator.url()), () -> {}),
                request -> true);
    }

    /** The gateway in front of the simulator's generation 2. */
    public static Target gateway() {
        return gateway(World.standard());
    }

    /**
     * The same over a portal with other accounts, of which it serves those that have a key of generation 1 and a client
     * identifier of generation 2; the world's settings do not count.
     */
    public static Target gateway(World world) {
        return gateway(world, Gen2Profile.standard());
    }

    /** The same, with other assumptions of what generation 2 looks like. */
    public static Target gateway(World world, Gen2Profile profile) {
        return new SimulatedTarget(
                "gateway", world, simulator -> throughGateway(simulator, Bridge.of(world, profile)), request -> true);
    }

    /** The gateway as it is configured unless a ledger is turned off: with one in a file, which ends with the target. */
    public static Target gatewayWithLedger() {
        return gatewayWithLedger(World.standard());
    }

    /** The same over a portal with other accounts; see {@link #gateway(World)}. */
    public static Target gatewayWithLedger(World world) {
        return gatewayWithLedger(world, Gen2Profile.standard());
    }

    /** The same, with other assumptions of what generation 2 looks like. */
    public static Target gatewayWithLedger(World world, Gen2Profile profile) {
        return new SimulatedTarget(
                "gateway with a ledger",
                world,
                simulator -> throughLedger(simulator, Bridge.of(world, profile)),
                request -> true);
    }

    /** An OkHttp client with the interceptor, over the simulator's generation 2. */
    public static Target interceptor() {
        return interceptor(World.standard());
    }

    /** The same over a portal with other accounts; see {@link #gateway(World)}. */
    public static Target interceptor(World world) {
        return new SimulatedTarget(
                "interceptor", world, simulator -> throughInterceptor(simulator, Bridge.of(world)), request -> true);
    }

    /** The typed interface, over the simulator's generation 2; it cannot express every request. */
    public static Target typed() {
        return typed(World.standard());
    }

    /** The same over a portal with other devices; its accounts must be those of the standard world. */
    public static Target typed(World world) {
        return new SimulatedTarget(
                "typed",
                world,
                simulator -> throughTypedInterface(simulator, Bridge.of(world)),
                request -> TypedRequest.of(request).isPresent());
    }

    private static Entrance throughInterceptor(Simulator simulator, List<Bridge> bridges) {
        Gen1Handler.Builder handler = Gen1Handler.builder();
        List<Gen2Client> clients = new ArrayList<>();
        for (Bridge bridge : bridges) {
            Gen2Client client = bridge.client(simulator);
            clients.add(client);
            handler.account(bridge.gen1Key(), client);
        }
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(Gen1CompatInterceptor.on(handler.build()))
                .build();
        return new Entrance(new OkHttpSender(http), () -> clients.forEach(Gen2Client::close));
    }

    private static Entrance throughTypedInterface(Simulator simulator, List<Bridge> bridges) {
        Map<String, Gen1ResellerApi> apis = new HashMap<>();
        List<Gen2Client> clients = new ArrayList<>();
        for (Bridge bridge : bridges) {
            Gen2Client client = bridge.client(simulator);
            clients.add(client);
            apis.put(bridge.gen1Key(), Gen1.connect(client));
        }
        return new Entrance(new TypedSender(apis), () -> clients.forEach(Gen2Client::close));
    }

    /** Returns the configuration of a gateway for the resellers of a simulator with the standard world. */
    public static GatewayConfig gatewayOn(Simulator simulator) {
        return gatewayOn(simulator, Bridge.ALL);
    }

    private static GatewayConfig gatewayOn(Simulator simulator, List<Bridge> bridges) {
        // Whoever tries what wrong keys do is not to be slowed down for it here.
        GatewayConfig.Builder config = GatewayConfig.builder()
                .limits(Limits.builder().wrongKeys(Integer.MAX_VALUE).build());
        bridges.forEach(bridge -> config.account(bridge.account(simulator)));
        return config.build();
    }

    private static Entrance throughGateway(Simulator simulator, List<Bridge> bridges) {
        Gateway gateway = Gateway.start(gatewayOn(simulator, bridges));
        return new Entrance(Sender.to(gateway.url()), gateway::close);
    }

    private static Entrance throughLedger(Simulator simulator, List<Bridge> bridges) {
        TemporaryFolder folder = TemporaryFolder.create();
        LedgerStore file = new LedgerStore.SqliteFile(folder.path().resolve("ledger.db"));
        Gateway gateway = Gateway.start(
                gatewayOn(simulator, bridges).toBuilder().ledger(file).build());
        return new Entrance(Sender.to(gateway.url()), () -> {
            gateway.close();
            folder.close();
        });
    }
}
