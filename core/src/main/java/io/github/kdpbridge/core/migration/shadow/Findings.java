package io.github.kdpbridge.core.migration.shadow;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Operation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The findings of all units, in memory: at most 10,000, of which those that are gone make room first. Not thread-safe. */
public final class Findings {
    /** The most findings that are kept. */
    public static final int LIMIT = 10_000;

    private final Masking masking;
    private final Map<String, Finding> rows = new LinkedHashMap<>();
    private long lost;

    private Findings(Masking masking) {
        this.masking = masking;
    }

    /**
     * Returns an empty collection.
     *
     * @param masking masks identifiers in the notes of operators
     */
    public static Findings create(Masking masking) {
        return new Findings(masking);
    }

    /** Records the confirmed differences of a comparison; nothing if the answers were not compared. */
    public void record(String unit, Operation<?, ?> operation, Compared confirmed, Instant now) {
        if (confirmed.incomparable() != null) {
            return;
        }
        List<String> seen = confirmed.differences().stream()
                .map(each -> Finding.id(unit, operation, each))
                .toList();
        rows.replaceAll((id, row) -> seen.contains(id)
                        || !row.unit().equals(unit)
                        || !row.operation().equals(operation.name())
                ? row
                : row.missed());
        for (Difference difference : confirmed.differences()) {
            String id = Finding.id(unit, operation, difference);
            Finding known = rows.get(id);
            if (known != null) {
                rows.put(id, known.seen(difference, now));
            } else if (hasRoom()) {
                rows.put(id, Finding.first(unit, operation, difference, now));
            } else {
                lost++;
            }
        }
    }

    /** Returns the tolerance of accepted differences in a unit and an operation; a rule's id is its finding's. */
    public Tolerance of(String unit, Operation<?, ?> operation) {
        return difference -> Optional.of(Finding.id(unit, operation, difference))
                .filter(id -> find(id).filter(row -> row.state() == Finding.State.ACCEPTED)
                        .isPresent());
    }

    /**
     * Accepts a finding, so that it is tolerated from now on.
     *
     * @param who the operator's name
     * @param note why; identifiers in it are masked
     * @throws IllegalArgumentException if there is no such finding, or the name or the note is blank
     * @throws IllegalStateException if no rule may tolerate it
     */
    public Finding accept(String id, String who, String note) {
        return put(required(id).accepted(masking.text(who), masking.text(note)));
    }

    /**
     * Reopens a finding, so that it is a mismatch again.
     *
     * @throws IllegalArgumentException if there is no such finding
     */
    public Finding reopen(String id) {
        return put(required(id).reopened());
    }

    /** Returns the finding of an id; empty if there is none. */
    public Optional<Finding> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** Returns all findings, the first seen first; a copy. */
    public List<Finding> all() {
        return ImmutableList.copyOf(rows.values());
    }

    /** Forgets what was last seen before a time. */
    public void forget(Instant before) {
        rows.values().removeIf(row -> row.lastAt().isBefore(before));
    }

    /** Returns how many differences found no room. */
    public long lost() {
        return lost;
    }

    private boolean hasRoom() {
        if (rows.size() < LIMIT) {
            return true;
        }
        Optional<String> gone = rows.entrySet().stream()
                .filter(row -> row.getValue().state() == Finding.State.GONE)
                .map(Map.Entry::getKey)
                .findFirst();
        gone.ifPresent(rows::remove);
        return gone.isPresent();
    }

    private Finding put(Finding row) {
        rows.put(row.id(), row);
        return row;
    }

    private Finding required(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no difference " + id));
    }
}
