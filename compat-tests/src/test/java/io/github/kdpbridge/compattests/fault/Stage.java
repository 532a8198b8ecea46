package io.github.kdpbridge.compattests.fault;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.portal.AcceptedTransaction;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import okhttp3.Dns;

/**
 * A simulated service of one cell's own, with a name that can be forgotten, a ledger for the bridge, and a look into
 * its portal.
 */
final class Stage implements AutoCloseable {
    /** A name that only {@link #names()} knows. */
    private static final String HOST = "kdp.test";

    private static final String RECEIPT = "{\"transactionId\":\"" + Story.TRANSACTION
            + "\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(2);

    private final Simulator simulator;
    private final Peer generation1;
    private final Ledger ledger = InMemoryLedger.create();
    private volatile boolean nameKnown = true;
    private volatile Duration clockSetBy = Duration.ZERO;

    /** What a write left in the portal. */
    enum Effect {
        NONE,
        ONCE,
        HALF
    }

    /**
     * Opens a portal in which transactions are complete at once.
     *
     * @param ahead how far the clock of the service is ahead; negative if it is behind
     */
    Stage(Duration ahead) {
        simulator = Simulator.start(SimulatorOptions.builder()
                .processingTime(Duration.ZERO)
                .clock(Clock.offset(Clock.systemUTC(), ahead))
                .build());
        generation1 = Peer.at(simulator.url());
    }

    /** Returns what the bridge remembers. */
    Ledger ledger() {
        return ledger;
    }

    /** Returns the writes of which the bridge does not know what became of them. */
    List<String> open() {
        return ledger.abandoned(ResellerId.of(Story.RESELLER)).stream()
                .map(ledger::find)
                .flatMap(Optional::stream)
                .map(Object::toString)
                .toList();
    }

    Simulator simulator() {
        return simulator;
    }

    /** Returns the address of the service, by number. */
    String url() {
        return simulator.url().toString();
    }

    /** Returns the address of the service, by the name that can be forgotten. */
    String urlByName() {
        return "http://" + HOST + ":" + simulator.port();
    }

    Dns names() {
        return name -> {
            if (name.equals(HOST) && nameKnown) {
                return List.of(InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1}));
            }
            throw new UnknownHostException(name);
        };
    }

    void forgetName() {
        nameKnown = false;
    }

    /** Returns the clock of the bridge's machine, which can be set. */
    Clock clock() {
        InstantSource set = () -> Instant.now().plus(clockSetBy);
        return set.withZone(ZoneOffset.UTC);
    }

    /** Sets that clock, ahead or back. */
    void setClock(Duration by) {
        clockSetBy = by;
    }

    /** Makes the portal what the operation needs, through another client of the same ledger, and forgets how that was done. */
    void prepare(AskedOperation operation) {
        if (operation != AskedOperation.UPLOAD) {
            try (LibraryCellPeer another = PeerKind.library(this)) {
                another.uploadEarlier();
            }
        }
        simulator.clearRequests();
    }

    /** Lets everything be well again. */
    void recover() {
        simulator.clearFaults();
        simulator.acceptConnections();
        nameKnown = true;
        clockSetBy = Duration.ZERO;
    }

    /** Returns what generation 1 itself answers when all is well. */
    Answer expected(AskedOperation operation) {
        return operation.writes()
                ? new Answer(200, List.of(), RECEIPT, Duration.ZERO)
                : generation1.send(Story.request(operation));
    }

    int requests(String path) {
        return (int) recorded(path).count();
    }

    private Stream<RecordedRequest> recorded(String path) {
        return simulator.requests().stream().filter(request -> request.path().equals(path));
    }

    /** Waits until every request on a path has been served, however late. */
    void awaitServed(String path) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (recorded(path).anyMatch(request -> request.status() == null)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("a request on " + path + " is not served after " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    Effect effect(AskedOperation operation) {
        List<String> uploaded = simulator.devices().stream()
                .filter(device -> operation != AskedOperation.UPLOAD
                        || device.transactionId().equals(Story.TRANSACTION))
                .map(RegisteredDevice::id)
                .toList();
        boolean all = uploaded.equals(Story.IMEIS);
        if (!all && !uploaded.isEmpty()) {
            return Effect.HALF;
        }
        return all == (operation == AskedOperation.UPLOAD) ? Effect.ONCE : Effect.NONE;
    }

    /** Returns the names of all transactions that the service accepted. */
    List<String> accepted() {
        return simulator.transactions().stream()
                .map(AcceptedTransaction::transactionId)
                .toList();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
