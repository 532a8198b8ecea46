package io.github.kdpbridge.compattests.peer;

import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.peer.BridgeAccount;
import io.github.kdpbridge.verify.peer.GatewayPeer;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
import io.github.kdpbridge.verify.session.Peer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/**
 * Every way into the bridge over the simulator's generation 2. It serves the resellers of a world that have a key of
 * generation 1 and a client identifier of generation 2.
 */
public final class BridgePeers {
    private BridgePeers() {}

    /** All of them over the standard world. */
    public static List<SimulatedPeer> all() {
        return Stream.concat(gateways().stream(), libraries().stream()).toList();
    }

    /** The gateways over the standard world, without a ledger and with one. */
    public static List<SimulatedPeer> gateways() {
        World world = World.standard();
        return List.of(gateway(world, Gen2Profile.standard()), SimulatedPeer.gateway(world));
    }

    /** The entrances in the caller's own program, over the standard world. */
    public static List<SimulatedPeer> libraries() {
        World world = World.standard();
        return List.of(interceptor(world), typed(world));
    }

    /** A gateway that remembers nothing. */
    public static SimulatedPeer gateway(World world, Gen2Profile profile) {
        return new SimulatedPeer(
                "gateway",
                world,
                simulator -> GatewayPeer.withoutLedger(simulator, BridgeAccount.of(world, profile)),
                any -> true);
    }

    /** An OkHttp client with the interceptor. */
    public static SimulatedPeer interceptor(World world) {
        return new SimulatedPeer(
                "interceptor",
                world,
                simulator -> interceptor(simulator, BridgeAccount.of(world, Gen2Profile.standard())),
                any -> true);
    }

    /** The typed interface; it cannot express every request. */
    public static SimulatedPeer typed(World world) {
        List<BridgeAccount> accounts = BridgeAccount.of(world, Gen2Profile.standard());
        return new SimulatedPeer(
                "typed",
                world,
                simulator -> typed(simulator, accounts),
                request -> TypedRequest.of(request).isPresent());
    }

    private static Peer interceptor(Simulator simulator, List<BridgeAccount> accounts) {
        Gen1Handler.Builder handler = Gen1Handler.builder();
        List<Gen2Client> clients = new ArrayList<>();
        for (BridgeAccount account : accounts) {
            Gen2Client client = client(account, simulator);
            clients.add(client);
            handler.account(account.gen1Key(), client);
        }
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(Gen1CompatInterceptor.on(handler.build()))
                .build();
        return new OkHttpPeer(http, clients);
    }

    private static Peer typed(Simulator simulator, List<BridgeAccount> accounts) {
        Map<String, Gen1ResellerApi> apis = new HashMap<>();
        List<Gen2Client> clients = new ArrayList<>();
        for (BridgeAccount account : accounts) {
            Gen2Client client = client(account, simulator);
            clients.add(client);
            apis.put(account.gen1Key(), Gen1.connect(client));
        }
        return new TypedPeer(apis, clients);
    }

    /** Returns a client of generation 2 for an account. */
    public static Gen2Client client(BridgeAccount account, Simulator simulator) {
        Gen2Account settings = account.on(simulator);
        Gen2Client.Builder client = Gen2Client.builder(settings.reseller())
                .vendors(settings.vendors())
                .baseUrl(settings.service().baseUrl())
                .tokens(settings.service().tokens())
                .profile(settings.service().profile())
                .resilience(settings.service().resilience())
                .deviceCheck(DeviceCheck.none());
        if (settings.name() != null) {
            client.name(settings.name());
        }
        return client.build();
    }
}
