package io.github.kdpbridge.core.migration.explorer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The story that breaks a design which lacks a rule, and the step of it that the built design does not allow. */
enum Counterexample {
    /** The caller repeats a write after an emergency flip, and the new side does not know it. */
    C1_DONE_TWICE_WITHOUT_A_PIN(
            Design.D0, World.W7, ImmutableSet.of(Invariant.I1), "B takes T0 and claims it for gen2", """
            A takes T0 and claims it for gen1
            A sends T0 to gen1
            A no longer waits for gen1, where T0 is still on its way
            A gives up on T0: 502
            the late request for T0 reaches gen1, which accepts it
            the operator flips to gen2 at once
            B reads the route anew
            B takes T0 and claims it for gen2
            B asks gen2 for T0: unknown, to be sent again
            B sends T0 to gen2
            gen2 accepts T0 of B
            """),

    /** The unit moves between the look at the route and the claim. */
    C2_CLAIMED_BEHIND_THE_FLIP_WITHOUT_A_LOCK(
            Design.D4, World.W2, ImmutableSet.of(Invariant.I6), "A takes T0 and reads: gen1", """
            A takes T0 and reads: gen1
            the mover holds new writes, to move to gen2
            the mover sees it drained and flips to gen2
            B takes T1 and reads: gen2
            B commits its claim of T1 for gen2
            B sends T1 to gen2
            gen2 accepts T1 of B
            A commits its claim of T0 for gen1
            A sends T0 to gen1
            gen1 accepts T0 of A
            """),

    /** The service is asked before the request arrives. */
    C3_DONE_TWICE_WHEN_ABSENT_FREES_THE_PIN(
            Design.D2, World.W1, ImmutableSet.of(Invariant.I1), "the mover sees it drained and flips to gen2", """
            A takes T0 and claims it for gen1
            A sends T0 to gen1
            A no longer waits for gen1, where T0 is still on its way
            A gives up on T0: 502
            the keeper of A asks gen1 for T0: unknown
            the late request for T0 reaches gen1, which accepts it
            the mover holds new writes, to move to gen2
            the mover sees it drained and flips to gen2
            B takes T0 and claims it for gen2
            B asks gen2 for T0: unknown, to be sent again
            B sends T0 to gen2
            gen2 accepts T0 of B
            """),

    /** A deletion on the new side overtakes the upload of the same devices on the old one. */
    C4_OVERTAKEN_WHEN_DRAINED_IS_NOT_COMPLETED(
            Design.D5, World.W2, ImmutableSet.of(Invariant.I3), "the mover sees it drained and flips to gen2", """
            A takes T0 and claims it for gen1
            A sends T0 to gen1
            gen1 accepts T0 of A
            A records T0 as accepted
            the mover holds new writes, to move to gen2
            the mover sees it drained and flips to gen2
            B takes T1 and claims it for gen2
            B sends T1 to gen2
            gen2 accepts T1 of B
            """),

    /** The ledger never saw the name, but gen1 did. */
    C5_OLD_NAME_DONE_AGAIN_WHEN_GEN1_IS_NOT_ASKED(
            Design.D9, World.W5, ImmutableSet.of(Invariant.I1), "A takes T0 and claims it for gen2", """
            the mover holds new writes, to move to gen2
            the mover sees it drained and flips to gen2
            A takes T0 and claims it for gen2
            A sends T0 to gen2
            gen2 accepts T0 of A
            """),

    /** The retention deletes the entry, and its pin with it. */
    C6_DONE_TWICE_WHEN_THE_NAME_IS_FORGOTTEN(
            Design.D9, World.W6, ImmutableSet.of(Invariant.I1, Invariant.I2), "A takes T0 and claims it for gen2", """
            A takes T0 and claims it for gen1
            A sends T0 to gen1
            gen1 accepts T0 of A
            A records T0 as accepted
            gen1 completes T0
            the retention deletes T0
            the mover holds new writes, to move to gen2
            the mover sees it drained and flips to gen2
            A takes T0 and claims it for gen2
            A sends T0 to gen2
            gen2 accepts T0 of A
            """),

    /** A gateway wakes up after the flip, with a claim of before. */
    C7_SENT_BEHIND_THE_FLIP_WITHOUT_A_LEASE(
            Design.D8, World.W4, ImmutableSet.of(Invariant.I6), "A sends T0 to gen1", """
            A takes T0 and claims it for gen1
            A stands still and seems dead
            B takes T0 and claims it for gen1
            B gives up on T0: 502
            the keeper of B asks gen1 for T0: unknown
            the quarantine of T0 is over, gen1 does not know it: forgotten
            the mover holds new writes, to move to gen2
            the mover sees it drained and flips to gen2
            A sends T0 to gen1
            gen1 accepts T0 of A
            """),

    /** Another gateway did the write meanwhile, so the own request is refused as a duplicate. */
    C8_REFUSED_ALTHOUGH_DONE_BY_THE_NEW_OWNER(
            Design.D10.without(Rule.CLAIM_AGAIN_WHEN_TAKEN_OVER),
            World.W4,
            ImmutableSet.of(Invariant.I4),
            "A tells the caller that T0 is refused",
            """
            A takes T0 and claims it for gen1
            A stands still and seems dead
            A sends T0 to gen1
            B takes T0 and claims it for gen1
            B asks gen1 for T0: unknown, to be sent again
            B sends T0 to gen1
            gen1 accepts T0 of B
            gen1 refuses T0 of A
            A tells the caller that T0 is refused
            """);

    private final Design broken;
    private final World world;
    private final ImmutableSet<Invariant> invariants;
    private final String prevented;
    private final ImmutableList<String> story;

    Counterexample(Design broken, World world, ImmutableSet<Invariant> invariants, String prevented, String story) {
        this.broken = broken;
        this.world = world;
        this.invariants = invariants;
        this.prevented = prevented;
        this.story = story.lines().collect(ImmutableList.toImmutableList());
    }

    Design broken() {
        return broken;
    }

    Set<Invariant> invariants() {
        return invariants;
    }

    String prevented() {
        return prevented;
    }

    List<String> story() {
        return story;
    }

    /**
     * How far a design plays along.
     *
     * @param played the steps that it allowed
     * @param broken the invariants that they broke
     */
    record Replay(List<String> played, Set<Invariant> broken) {}

    /** Plays the story until a step is not allowed. */
    Replay replay(Design design) {
        Protocol protocol = new Protocol(design, world);
        Invariants judge = new Invariants(design, world);
        List<String> played = new ArrayList<>();
        Set<Invariant> found = EnumSet.noneOf(Invariant.class);
        State before = world.start();
        for (String step : story) {
            State after = next(protocol, before, step);
            if (after == null) {
                break;
            }
            played.add(step);
            Invariant byStep = judge.brokenBy(before, after);
            Invariant broken = byStep == null ? judge.brokenIn(after) : byStep;
            if (broken != null) {
                found.add(broken);
            }
            before = after;
        }
        return new Replay(played, Sets.immutableEnumSet(found));
    }

    private static @Nullable State next(Protocol protocol, State state, String step) {
        List<State> found = new ArrayList<>();
        protocol.from(state, (next, label, arguments) -> {
            if (label.formatted(arguments).equals(step)) {
                found.add(next);
            }
        });
        return found.isEmpty() ? null : found.get(0);
    }
}
