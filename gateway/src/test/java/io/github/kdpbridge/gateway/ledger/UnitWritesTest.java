package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a unit wrote between the two answers of a comparison. */
@ParameterizedClass
@EnumSource
class UnitWritesTest extends RoutedLedgerTests {
    private static final Unit OTHER = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of("1200000322"), null);
    private static final Unit ACCOUNT = Unit.account(RESELLER);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    @Parameter
    private Kind kind;

    @TempDir
    private Path folder;

    @Override
    LedgerStore store() {
        return kind == Kind.SQLITE ? new LedgerStore.SqliteFile(folder.resolve("ledger.db")) : postgresql.empty();
    }

    private Instant now() {
        return ledger.clock().instant();
    }

    private boolean isQuiet(Unit unit, Instant since) {
        return UnitWrites.of(ledger, LIMITS).isQuiet(unit, since);
    }

    @Test
    void unit_isQuiet_onceItsWriteIsCompleteAndOlder() {
        assertThat(isQuiet(UNIT, now())).isTrue();
        Entry entry = upload("244303");
        ledger.claim(entry);
        pass(MOMENT);
        assertThat(isQuiet(UNIT, now())).as("it is open").isFalse();
        ledger.settle(entry.id(), accepted(entry));
        pass(MOMENT);
        assertThat(isQuiet(UNIT, now())).as("it is in progress").isFalse();
        assertThat(isQuiet(ACCOUNT, now())).as("the account is too").isFalse();
        assertThat(isQuiet(OTHER, now())).isTrue();
        assertThat(isQuiet(Unit.account(SETTLED), now())).isTrue();
        complete(ledger, entry);
        pass(MOMENT);

        assertThat(isQuiet(UNIT, entry.since())).as("it was since").isFalse();
        assertThat(isQuiet(ACCOUNT, entry.since())).as("it was since").isFalse();
        assertThat(isQuiet(UNIT, now())).isTrue();
        assertThat(isQuiet(ACCOUNT, now())).isTrue();
    }

    @Test
    void writeThatIsForgottenAsUnfinished_disturbsNoLonger() {
        Entry entry = upload("244303");
        ledger.claim(entry);
        ledger.settle(entry.id(), accepted(entry));
        pass(LIMITS.apply(RESELLER).settleWindow().plus(MOMENT));

        assertThat(isQuiet(UNIT, now())).isTrue();
    }
}
