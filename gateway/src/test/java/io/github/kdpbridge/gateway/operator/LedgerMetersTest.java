package io.github.kdpbridge.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LedgerMetersTest {
    private static final Entry ENTRY = Entry.of(
            ResellerId.of("4680000925"),
            UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                    .imeis(List.of("351800000000701"))
                    .build(),
            null,
            Instant.parse("2026-11-23T12:00:00Z"));

    private final AtomicBoolean starved = new AtomicBoolean();

    /** A registry that has no memory for a meter now and then. */
    private MeterRegistry registry() {
        MeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                if (starved.get()) {
                    throw new OutOfMemoryError("made up");
                }
                return MeterFilterReply.NEUTRAL;
            }
        });
        return registry;
    }

    /** Its claimant never gets it: nobody could end it, and the write would be busy until the restart. */
    @Test
    void claimThatCannotBeCounted_isEnded() {
        MeterRegistry registry = registry();
        try (LedgerMeters meters = new LedgerMeters(registry);
                Ledger ledger = InMemoryLedger.create()) {
            Ledger counted = meters.counted(ledger);
            registry.clear();
            starved.set(true);
            assertThatThrownBy(() -> counted.claim(ENTRY))
                    .isExactlyInstanceOf(OutOfMemoryError.class)
                    .hasMessage("made up");
            starved.set(false);

            assertThat(counted.claim(ENTRY).right()).isEqualTo(Right.AGAIN);
        }
    }
}
