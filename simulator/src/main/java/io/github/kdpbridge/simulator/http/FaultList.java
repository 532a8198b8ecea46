package io.github.kdpbridge.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are still to come. Thread-safe. */
public final class FaultList {
    private final List<Fault> faults = new ArrayList<>();

    /** Adds a fault behind the others. */
    public synchronized void add(Fault fault) {
        faults.add(fault);
    }

    /** The faults that are left: a copy, each with the number of requests that it still waits for. */
    public synchronized List<Fault> left() {
        return List.copyOf(faults);
    }

    /** Forgets all faults. */
    public synchronized void clear() {
        faults.clear();
    }

    synchronized Optional<Fault> take(String path) {
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            if (fault.path().equals(path)) {
                if (fault.times() == 1) {
                    faults.remove(i);
                } else {
                    faults.set(i, fault.times(fault.times() - 1));
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
