package io.github.kdpbridge.core.migration.explorer;

import static io.github.kdpbridge.core.migration.explorer.Rule.ABSENT_KEEPS_PIN;
import static io.github.kdpbridge.core.migration.explorer.Rule.ASK_GEN1_FOR_UNKNOWN_NAMES;
import static io.github.kdpbridge.core.migration.explorer.Rule.AWAIT_COMPLETE;
import static io.github.kdpbridge.core.migration.explorer.Rule.CLAIM_AGAIN_WHEN_TAKEN_OVER;
import static io.github.kdpbridge.core.migration.explorer.Rule.HOLD_AND_DRAIN;
import static io.github.kdpbridge.core.migration.explorer.Rule.LEASE_BEFORE_SEND;
import static io.github.kdpbridge.core.migration.explorer.Rule.NAMES_OUTLIVE_ENTRIES;
import static io.github.kdpbridge.core.migration.explorer.Rule.PIN_BY_CONTENT;
import static io.github.kdpbridge.core.migration.explorer.Rule.PIN_BY_NAME;
import static io.github.kdpbridge.core.migration.explorer.Rule.QUARANTINE;
import static io.github.kdpbridge.core.migration.explorer.Rule.REMEMBER_DUPLICATES;
import static io.github.kdpbridge.core.migration.explorer.Rule.ROUTE_IN_CLAIM;
import static io.github.kdpbridge.core.migration.explorer.Rule.ROUTE_IN_SNAPSHOT;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Set;

/** A variant of the protocol: D10 is the one that is built, the others each lack a rule of it. */
@Immutable
record Design(String name, ImmutableSet<Rule> rules) {
    /** The route is read from the cached table at each attempt. */
    static final Design D0 = of("D0");
    /** Pin for each content, cached table, flip at once. */
    static final Design D1 = of("D1", PIN_BY_CONTENT, ABSENT_KEEPS_PIN);
    /** Pin for each name, but a write that the service does not know loses it. */
    static final Design D2 = of("D2", ROUTE_IN_CLAIM, PIN_BY_NAME, HOLD_AND_DRAIN, AWAIT_COMPLETE, REMEMBER_DUPLICATES);
    /** Pin for each name, hold and drain, but cached table. */
    static final Design D3 =
            of("D3", PIN_BY_NAME, ABSENT_KEEPS_PIN, HOLD_AND_DRAIN, AWAIT_COMPLETE, REMEMBER_DUPLICATES);
    /** The route is read before the claim commits, without a lock. */
    static final Design D4 = D3.and("D4", ROUTE_IN_SNAPSHOT);
    /** Drained means that no write is open; accepted ones may be in progress. */
    static final Design D5 =
            of("D5", ROUTE_IN_CLAIM, PIN_BY_NAME, ABSENT_KEEPS_PIN, HOLD_AND_DRAIN, REMEMBER_DUPLICATES);
    /** The refusal of a duplicate is forgotten. */
    static final Design D6 = of("D6", ROUTE_IN_CLAIM, PIN_BY_NAME, ABSENT_KEEPS_PIN, HOLD_AND_DRAIN, AWAIT_COMPLETE);
    /** Route in the claim, pin for each name, hold and drain; but a write that the service does not know is drained. */
    static final Design D7 = D6.and("D7", REMEMBER_DUPLICATES);

    static final Design D8 = D7.and("D8", QUARANTINE);
    static final Design D9 = D8.and("D9", LEASE_BEFORE_SEND);
    static final Design D10 = D9.and("D10", NAMES_OUTLIVE_ENTRIES, ASK_GEN1_FOR_UNKNOWN_NAMES);

    static final List<Design> ALL = List.of(D0, D1, D2, D3, D4, D5, D6, D7, D8, D9, D10);

    private static Design of(String name, Rule... rules) {
        return new Design(name, ImmutableSet.of(CLAIM_AGAIN_WHEN_TAKEN_OVER)).and(name, rules);
    }

    private Design and(String name, Rule... more) {
        return new Design(name, Sets.immutableEnumSet(Sets.union(rules, Set.of(more))));
    }

    Design without(Rule rule) {
        return new Design(name + " without " + rule, Sets.immutableEnumSet(Sets.difference(rules, Set.of(rule))));
    }

    boolean has(Rule rule) {
        return rules.contains(rule);
    }

    @Override
    public String toString() {
        return name;
    }
}
