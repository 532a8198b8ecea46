package io.github.kdpbridge.gateway.admin;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.Evidence;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.Selection;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitState;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts together how ready each unit of an account is. */
public final class Reports {
    private Reports() {}

    /** Returns the report of an account. */
    public static Told.Report of(Desks.Account account, Instant now) {
        return new Told.Report(
                account.reseller().value(),
                now,
                account.desk().frozen().orElse(null),
                units(account.desk()),
                new Told.History(account.comparisons().lessons(), account.desk().log(Instant.EPOCH)));
    }

    /** Returns how ready each unit is. */
    public static List<Told.UnitReport> units(Desk desk) {
        Map<Unit, PlannedMove> next = desk.plan(Selection.ALL, null).stream()
                .collect(Collectors.toMap(move -> move.route().unit(), Function.identity()));
        List<UnitState> states = desk.status();
        Evidence evidence = desk.evidence().snapshot(states);
        return states.stream()
                .map(state -> new Told.UnitReport(
                        state,
                        next.get(state.route().unit()),
                        evidence.parity(state.route().unit())))
                .collect(ImmutableList.toImmutableList());
    }
}
