package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.RoutedMemory.Quiet;
import io.github.kdpbridge.testfixtures.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a comparison of both services is told of the units in memory. */
class UnitsTest {
    private static final Unit OTHER = UnitKind.CUSTOMER.unit(UNIT.reseller(), CustomerId.of("1200000322"), null);
    private static final Unit ACCOUNT = Unit.account(UNIT.reseller());
    private static final TransactionId TRANSACTION = TransactionId.of("244303");

    private final TestClock clock = TestClock.at(Instant.parse("2026-11-26T12:00:00Z"));
    private final RoutedMemory ledger = RoutedMemory.of(UnitKind.CUSTOMER, Phase.SHADOW, Quiet.STANDARD, clock);
    private final Units units = ledger.units(UNIT.reseller());

    private Entry write() {
        Entry entry = Entry.of(
                UNIT.reseller(),
                UploadRequest.builder(CustomerId.of(UNIT.name()), TRANSACTION)
                        .imeis(List.of("351800000000702"))
                        .build(),
                null,
                clock.instant());
        ledger.claim(entry);
        return entry;
    }

    @Test
    void question_isAboutItsCustomer_orTheAccount() {
        assertThat(units.of(DeviceQuery.of(CustomerId.of(UNIT.name())))).isEqualTo(Route.first(UNIT, Phase.SHADOW));
        assertThat(units.of(CustomerQuery.all())).isEqualTo(Route.first(ACCOUNT, Phase.SHADOW));
        assertThat(units.of(StatusRequest.of(TRANSACTION))).isEqualTo(Route.first(ACCOUNT, Phase.SHADOW));
    }

    @Test
    void transaction_isOfTheUnitOfItsWrite() {
        assertThat(units.of(TRANSACTION)).isEmpty();
        write();

        assertThat(units.of(TRANSACTION)).contains(Route.first(UNIT, Phase.SHADOW));
    }

    @Test
    void unit_isQuiet_onceItsWriteIsCompleteAndOlder() {
        assertThat(units.isQuiet(UNIT, clock.instant())).isTrue();
        Entry entry = write();
        clock.pass(Duration.ofSeconds(1));

        assertThat(units.isQuiet(UNIT, clock.instant())).as("it is open").isFalse();
        ledger.settle(entry.id(), new Outcome.Accepted(new Receipt(TRANSACTION, TransactionState.PROGRESS)));
        assertThat(units.isQuiet(UNIT, clock.instant())).as("it is in progress").isFalse();
        assertThat(units.isQuiet(ACCOUNT, clock.instant()))
                .as("the account is too")
                .isFalse();
        assertThat(units.isQuiet(OTHER, clock.instant())).isTrue();
        ledger.keep(
                entry.id(),
                new TransactionStatus(TRANSACTION, TransactionState.COMPLETE, TransactionType.UPLOAD, List.of()));
        assertThat(units.isQuiet(UNIT, entry.since())).as("it was since").isFalse();
        assertThat(units.isQuiet(UNIT, clock.instant())).isTrue();
        assertThat(units.isQuiet(ACCOUNT, clock.instant())).isTrue();
    }
}
