package io.github.kdpbridge.gateway.ledger;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is in a ledger, or in a backup of one.
 *
 * @param ledger the file, or {@code PostgreSQL}
 * @param schema the version of its tables
 * @param writes how many it holds
 * @param problems what is wrong with it, a line each; empty if it is good
 */
public record LedgerReport(String ledger, int schema, Writes writes, List<String> problems) {
    /** The newest version of the tables, to which a gateway brings older ones when it starts. */
    public static final int NEWEST = Integer.parseInt(Schema.VERSION);

    public LedgerReport {
        Objects.requireNonNull(ledger, "ledger");
        Objects.requireNonNull(writes, "writes");
        problems = ImmutableList.copyOf(problems);
    }

    /**
     * The writes of a ledger.
     *
     * @param settled how many have an outcome
     * @param open how many have none
     * @param oldestOpen when the oldest open write was last sent; null if none is open
     */
    public record Writes(long settled, long open, @Nullable Instant oldestOpen) {}

    /** Returns whether nothing is wrong with it. */
    public boolean isGood() {
        return problems.isEmpty();
    }

    LedgerReport at(String place) {
        return new LedgerReport(place, schema, writes, problems);
    }
}
