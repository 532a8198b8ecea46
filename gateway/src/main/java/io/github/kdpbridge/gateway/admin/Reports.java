package io.github.kdpbridge.gateway.admin;

import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.time.Instant;

/** Puts together how ready each unit of an account is. */
public final class Reports {
    private Reports() {}

    /** Returns the report of an account. */
    public static Told.Report of(Desks.Account account, Instant now) {
        Desk desk = account.desk();
        return new Told.Report(
                account.reseller().value(),
                now,
                desk.frozen().orElse(null),
                desk.readiness(desk.routes()),
                new Told.History(account.comparisons().lessons(), desk.log().moves(Instant.EPOCH)));
    }
}
