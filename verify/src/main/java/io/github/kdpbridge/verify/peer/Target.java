package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.verify.scenario.WorldNeeds;
import io.github.kdpbridge.verify.session.Sender;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that speaks generation 1 and is to be compared with others. For use by one thread. */
public interface Target extends AutoCloseable {
    /** Returns what reports call it. */
    String name();

    /**
     * Makes a fresh portal that nobody used yet, if this target can.
     *
     * @param needs what it must be like
     * @return whether the target is like that now
     */
    boolean prepare(WorldNeeds needs);

    /** Returns whether this way in can express a request at all; a typed one cannot send broken JSON, for example. */
    boolean carries(SessionRequest request);

    /** Returns what carries requests to it. */
    Sender sender();

    /** Lets time pass for the portal behind it, if there is a simulated one. */
    void pass(Duration time);

    /** Returns each device that the portal holds now, in words; empty if nobody can look into it. */
    Optional<List<String>> portal();

    @Override
    void close();
}
