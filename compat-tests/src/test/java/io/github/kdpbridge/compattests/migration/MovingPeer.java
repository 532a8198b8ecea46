package io.github.kdpbridge.compattests.migration;

import io.github.kdpbridge.compattests.peer.BridgePeers;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.CutOver.Limits;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Mover;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.RoutedMemory;
import io.github.kdpbridge.core.migration.RoutedMemory.Quiet;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gen1client.Gen1Program;
import io.github.kdpbridge.gen1client.Gen1Upstream;
import io.github.kdpbridge.gen1client.PassedOn;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.peer.BridgeAccount;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import okio.ByteString;

/**
 * The bridge inside the process, in front of both generations of one simulator. Each account keeps its own ledger and
 * routes in memory, and starts anew with each scenario.
 */
final class MovingPeer implements Peer {
    private static final Cause CAUSE = new Cause("test", Cause.Via.PROGRAM, "to see it move", "");

    /** A session is no load: at the standard pace, most of its time would be spent waiting for a permission. */
    private static final Resilience UNLIMITED =
            Resilience.builder().requestsPerSecond(10_000).build();

    private final Simulator simulator;
    private final Phase start;
    private final Map<BridgeAccount, Gen2Client> services = new LinkedHashMap<>();
    private final Map<BridgeAccount, Gen1Upstream> upstreams = new LinkedHashMap<>();
    private List<RoutedMemory> ledgers = List.of();
    private List<Runnable> looks = List.of();
    private Gen1Handler handler;
    private boolean isUsed;
    private Duration now = Duration.ZERO;

    /**
     * Creates a peer.
     *
     * @param start the phase of each customer at its first call
     */
    MovingPeer(Simulator simulator, Phase start) {
        this.simulator = simulator;
        this.start = start;
        for (BridgeAccount account : BridgeAccount.of(World.standard(), Gen2Profile.standard())) {
            services.put(account, BridgePeers.client(account, simulator));
            upstreams.put(
                    account,
                    Gen1Upstream.builder(reseller(account), simulator.url().toString())
                            .key(account.gen1Key())
                            .resilience(UNLIMITED)
                            .build());
        }
        this.handler = renewed();
    }

    private static ResellerId reseller(BridgeAccount account) {
        return ResellerId.of(account.reseller().resellerId());
    }

    /** Returns how often a customer has moved since the last reset. */
    long moves() {
        return ledgers.stream()
                .flatMap(ledger ->
                        services.keySet().stream().flatMap(account -> ledger.routes().log(reseller(account)).stream()))
                .filter(entry -> entry.result() == Result.MOVED)
                .count();
    }

    /** Sets the facts that both generations share. */
    void share(UnaryOperator<Dialect> sharing) {
        simulator.dialect(sharing.apply(simulator.dialect()));
    }

    /** Forgets all writes and moves. */
    void reset() {
        if (isUsed) {
            handler = renewed();
            isUsed = false;
        }
    }

    private Gen1Handler renewed() {
        Gen1Handler.Builder accounts = Gen1Handler.builder();
        ledgers = new ArrayList<>();
        looks = new ArrayList<>();
        Clock clock = simulator.clock();
        services.forEach((account, service) -> {
            RoutedMemory ledger =
                    RoutedMemory.of(UnitKind.CUSTOMER, start, new Quiet(Duration.ZERO, Duration.ofHours(24)), clock);
            ResellerId reseller = reseller(account);
            Gen1Upstream old = upstreams.get(account);
            LedgerProgram program = LedgerProgram.builder(service, ledger)
                    .oldService(
                            Gen1Program.of(old, Gen1Profile.standard()), question -> ledger.sideOf(reseller, question))
                    .clock(clock)
                    .statusLag(Duration.ZERO)
                    .build();
            accounts.account(
                    Gen1Key.of(account.gen1Key()), program, new PassedOn(old, () -> ledger.isUnmoved(reseller)));
            ledgers.add(ledger);
            Mover mover = new Mover(ledger.routes(), Limits.STANDARD);
            looks.add(() -> {
                askUnfinished(ledger, program);
                mover.look(now);
            });
        });
        return accounts.build();
    }

    /** Has every customer move, as soon as it can: to the next phase that changes the side of its writes, or back. */
    void move(Phase to) {
        if (!isUsed) {
            return;
        }
        for (RoutedMemory ledger : ledgers) {
            for (BridgeAccount account : services.keySet()) {
                for (Route route : ledger.routes().all(reseller(account))) {
                    begin(ledger, route, to);
                }
            }
        }
        look();
    }

    /** A transaction holds up a move until a status has shown that it is complete. */
    private static void askUnfinished(RoutedMemory ledger, LedgerProgram program) {
        ledger.routes().toDrive().forEach(move -> ledger.unfinished(move.unit()).forEach(program::status));
    }

    private static void begin(RoutedMemory ledger, Route route, Phase to) {
        boolean isRunning =
                ledger.routes().toDrive().stream().anyMatch(move -> move.unit().equals(route.unit()));
        if (route.phase() == to || isRunning) {
            return;
        }
        Move move = to == Phase.SHADOW ? Move.back(route.phase(), CAUSE) : Move.forward(route.phase(), to, CAUSE);
        ledger.routes().begin(route.unit(), route.epoch(), move);
    }

    /** Twice: the first look holds new writes, the second flips. */
    private void look() {
        for (int i = 0; i < 2; i++) {
            now = now.plusSeconds(1);
            looks.forEach(Runnable::run);
        }
    }

    @Override
    public Answer send(SessionRequest request) {
        isUsed = true;
        Gen1Response response = handler.handle(message(request));
        List<Header> headers = response.allHeaders().stream()
                .map(header -> new Header(header.name(), header.value()))
                .toList();
        return new Answer(response.status(), headers, response.body().utf8(), Duration.ZERO);
    }

    private static Gen1Request message(SessionRequest request) {
        String[] target = request.target().split("\\?", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach(header -> headers.putIfAbsent(header.name(), header.value()));
        return new Gen1Request(
                request.method(),
                target[0],
                target.length == 1 ? null : target[1],
                headers,
                ByteString.encodeUtf8(Objects.requireNonNullElse(request.body(), "")));
    }

    @Override
    public void close() {
        services.values().forEach(Gen2Client::close);
        upstreams.values().forEach(Gen1Upstream::close);
    }
}
