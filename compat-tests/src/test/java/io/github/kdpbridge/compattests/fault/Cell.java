package io.github.kdpbridge.compattests.fault;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.compattests.fault.Reply.Meaning;
import io.github.kdpbridge.compattests.fault.Stage.Effect;
import io.github.kdpbridge.compattests.fault.Trouble.Traits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * One operation in one trouble through one kind of peer.
 *
 * @param kind how the bridge is asked
 * @param trouble what goes wrong
 * @param operation what is asked for
 */
record Cell(PeerKind kind, Trouble trouble, AskedOperation operation) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LATER = Duration.ofMillis(50);

    Cell {
        requireNonNull(kind);
        requireNonNull(trouble);
        requireNonNull(operation);
    }

    /**
     * Plays it: the caller asks, and asks again as long as it is told to; then the trouble ends, and the caller asks
     * once more if it has not succeeded, or was refused for good and the reason is fixed. In the end, a write is sent once
     * more.
     *
     * @param closer closes what was opened, in its own time
     */
    Observation play(Executor closer) {
        boolean cold = trouble.isCold();
        Stage stage = new Stage(trouble.ahead());
        try {
            if (cold) {
                begin(stage);
            }
            CellPeer peer = kind.open(stage, trouble);
            try {
                if (!cold) {
                    warmUp(peer, stage);
                    begin(stage);
                }
                return observe(stage, peer);
            } finally {
                closer.execute(peer::close);
            }
        } finally {
            closer.execute(stage::close);
        }
    }

    private void begin(Stage stage) {
        stage.prepare(operation);
        trouble.start().accept(stage, operation);
    }

    /** Asks again later, as a caller does that is told that nothing was done. */
    private Told askUntilServed(Stage stage, CellPeer peer) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Told told = ask(stage, peer);
        while (told.reply().is(Meaning.NOTHING_DONE) && System.nanoTime() < end) {
            LockSupport.parkNanos(LATER.toNanos());
            told = ask(stage, peer);
        }
        return told;
    }

    private void warmUp(CellPeer peer, Stage stage) {
        Reply reply = peer.send(AskedOperation.CUSTOMERS);
        if (!reply.is(Meaning.DONE)) {
            throw new IllegalStateException("the peer does not work without any trouble: " + reply.label());
        }
        if (trouble.is(Traits.STALE_TOKEN)) {
            stage.simulator().reset();
        }
    }

    private Observation observe(Stage stage, CellPeer peer) {
        List<Told> during = new ArrayList<>();
        during.add(ask(stage, peer));
        String note = note(stage);
        if (operation.writes() && during.get(0).reply().isRepeated()) {
            during.add(ask(stage, peer));
        }
        stage.recover();
        List<Told> after = new ArrayList<>();
        if (!during.get(during.size() - 1).reply().is(Meaning.DONE)) {
            after.add(trouble.is(Traits.REFUSED) ? askUntilServed(stage, peer) : ask(stage, peer));
        }
        if (trouble.is(Traits.LATE)) {
            stage.awaitServed(operation.path());
        }
        Effect end = stage.effect(operation);
        List<String> unsettled = new ArrayList<>(stage.open());
        if (operation.writes()) {
            int before = stage.requests(operation.path());
            after.add(ask(stage, peer));
            if (stage.requests(operation.path()) > before) {
                unsettled.add("sent again although it is done");
            }
        }
        return new Observation(operation, during, after, end, stage.accepted(), unsettled, note);
    }

    private Told ask(Stage stage, CellPeer peer) {
        Reply reply = peer.send(operation);
        return new Told(reply, stage.effect(operation));
    }

    /** How often the bridge sent the request, and whether it asked what had become of it. */
    private String note(Stage stage) {
        int sent = stage.requests(operation.path());
        if (sent > 1) {
            return ", sent " + sent + " times";
        }
        boolean lookedUp = operation.writes() && stage.requests(AskedOperation.statusPath()) > 0;
        return lookedUp ? ", looked up" : "";
    }
}
