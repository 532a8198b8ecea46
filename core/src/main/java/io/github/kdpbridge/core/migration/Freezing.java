package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.LoggedAct.Kind;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.time.Instant;

/** Freezes an account, and ends its freeze, for an operator. */
record Freezing(MigrationLog log) {
    private static final String ALREADY = "the account was frozen already; that freeze stays";

    /** Returns the freeze that is in force then; an earlier one stays. */
    Freeze begin(Author author, String reason) {
        if (!routes().freeze(reseller(), author.cause(reason))) {
            log.note(Kind.FREEZE, author.cause(reason, ALREADY), "");
        }
        return routes().frozen(reseller())
                .orElseThrow(() -> new MoveRefusedException(
                        Reason.STALE, "reseller %s was unfrozen meanwhile; freeze it again".formatted(reseller())));
    }

    /** Returns the freeze that is over then. */
    Freeze end(Cause cause, Instant since) {
        Freeze freeze = routes().frozen(reseller())
                .orElseThrow(() -> new MoveRefusedException(
                        Reason.ILLEGAL, "reseller %s is not frozen; moves forward are possible".formatted(reseller())));
        if (!routes().unfreeze(reseller(), since, cause)) {
            throw new MoveRefusedException(
                    Reason.STALE,
                    "reseller %s stays frozen: it changed meanwhile: %s; look at it again"
                            .formatted(reseller(), freeze.told()));
        }
        return freeze;
    }

    private Routes routes() {
        return log.routes();
    }

    private ResellerId reseller() {
        return log.reseller();
    }
}
