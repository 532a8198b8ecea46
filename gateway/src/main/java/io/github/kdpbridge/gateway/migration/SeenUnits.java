package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.Units;
import io.github.kdpbridge.gateway.ledger.UnitWrites;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The units of an account, for a comparison of its services.
 *
 * @param reseller the account
 * @param seen their phases
 * @param ledger its writes
 * @param writes tells when a unit wrote last, and what it uploaded
 */
record SeenUnits(ResellerId reseller, SeenRoutes seen, Ledger ledger, UnitWrites writes) implements Units {
    @Override
    public Route of(ReadRequest<?> question) {
        return seen.routeOf(reseller, question);
    }

    @Override
    public Optional<Route> of(TransactionId transaction) {
        return ledger.writes(reseller, transaction).stream()
                .findFirst()
                .map(entry -> seen.routeOf(reseller, entry.request()));
    }

    @Override
    public List<UploadRequest> uploads(Unit unit, int most) {
        return writes.uploads(unit, most);
    }

    @Override
    public boolean isQuiet(Unit unit, Instant since) {
        return writes.isQuiet(unit, since);
    }
}
