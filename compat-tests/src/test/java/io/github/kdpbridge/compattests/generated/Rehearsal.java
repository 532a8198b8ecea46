package io.github.kdpbridge.compattests.generated;

import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
import io.github.kdpbridge.verify.scenario.WorldNeeds;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plays sessions on generation 1 and through one kind of peer over the bridge, side by side. */
final class Rehearsal implements AutoCloseable {
    private static final World WORLD = Names.world();

    /** Transactions are in progress for two seconds of the simulated clock. */
    private static final WorldNeeds NEEDS = new WorldNeeds(Duration.ofSeconds(2), 3, 1000, Dialect.documented());

    /** A part of a write has an id that is made of the caller's. */
    private static final Pattern PART = Pattern.compile("-[0-9]+of[0-9]+\\b");

    private final PeerKind kind;
    private final SimulatedPeer generation1 = SimulatedPeer.generation1(WORLD);
    private @Nullable SimulatedPeer bridge;
    private int tries;
    private long operations;

    Rehearsal(PeerKind kind) {
        this.kind = kind;
    }

    /** Returns how many requests were made through the bridge. */
    long operations() {
        return operations;
    }

    /** Plays a session on fresh portals, and returns what differs and may not. */
    Optional<String> play(List<Action> session, Dialect dialect) {
        SimulatedPeer peer = fresh();
        Names names = new Names(tries++);
        generation1.prepare(needs(kind.cuts() ? Integer.MAX_VALUE : NEEDS.deviceLimit(), dialect));
        peer.prepare(needs(kind.cuts() ? PeerKind.CUT : NEEDS.deviceLimit(), dialect));
        Judge judge = new Judge(dialect, kind.cuts(), names);
        List<Action> actions = judge.prepared(session).stream()
                .filter(action -> peer.carries(action.request(names)))
                .toList();
        List<SessionRequest> requests =
                actions.stream().map(action -> action.request(names)).toList();
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            generation1.pass(action.pause());
            peer.pass(action.pause());
            Answer expected = generation1.send(requests.get(i));
            Answer actual = peer.send(requests.get(i));
            operations++;
            List<Difference> differences = judge.compare(action, expected, actual);
            if (!differences.isEmpty()) {
                return Optional.of("step %d, generation 1 on the left: %s%n%s%n%s%nof%n%s"
                        .formatted(i + 1, differences, expected.body(), actual.body(), HttpFileWriter.text(requests)));
            }
        }
        List<String> expected = generation1.portal().orElseThrow();
        List<String> actual = peer.portal().orElseThrow().stream()
                .map(device -> PART.matcher(device).replaceAll(""))
                .toList();
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of(
                        "the portals:%n%s%n%s%nafter%n%s".formatted(expected, actual, HttpFileWriter.text(requests)));
    }

    private static WorldNeeds needs(int deviceLimit, Dialect dialect) {
        return new WorldNeeds(NEEDS.processing(), deviceLimit, NEEDS.pageSizeLimit(), dialect);
    }

    /** A bridge remembers; when the names are used up, another one takes its place. */
    private SimulatedPeer fresh() {
        if (bridge == null || tries == Names.MOST) {
            close();
            bridge = kind.open(WORLD);
            tries = 0;
        }
        return bridge;
    }

    /** Returns the shortest session that still differs, as far as leaving out one action after the other finds it. */
    List<Action> shortened(List<Action> session, Dialect dialect) {
        List<Action> shortest = session;
        for (int i = shortest.size() - 1; i >= 0; i--) {
            List<Action> shorter = without(shortest, i);
            if (play(shorter, dialect).isPresent()) {
                shortest = shorter;
            }
        }
        return shortest;
    }

    /** Its time passes all the same. */
    private static List<Action> without(List<Action> session, int index) {
        List<Action> shorter = new ArrayList<>(session);
        Action left = shorter.remove(index);
        if (index < shorter.size() && left.seconds() > 0) {
            Action next = shorter.get(index);
            shorter.set(index, new Action(next.seconds() + left.seconds(), next.account(), next.what()));
        }
        return shorter;
    }

    @Override
    public void close() {
        if (bridge != null) {
            bridge.close();
            bridge = null;
        }
    }
}
