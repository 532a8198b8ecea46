package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Cause.Via;

/** What the tests of this package share. */
final class Causes {
    static final ResellerId RESELLER = ResellerId.of("4680000925");
    static final Unit UNIT = customer("1200000321");
    static final Cause OPERATOR_1 = new Cause("operator-1", Via.COMMAND, "first customer", "");
    static final Cause OPERATOR_2 = new Cause("operator-2", Via.PAGE, "second thoughts", "");
    static final Cause RULE = Cause.rule("outcome", "1 difference in outcome", "second hit in a row");

    private Causes() {}

    static Unit customer(String id) {
        return UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of(id), null);
    }
}
