package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.RESELLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Pins.Place;
import io.github.kdpbridge.core.migration.Pins.Written;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final TransactionId ORDER = TransactionId.of("PO-7");
    private static final Entry ENTRY = Entry.of(
            RESELLER,
            UploadRequest.builder(CustomerId.of("1200000321"), ORDER)
                    .imeis(List.of("351800000000701"))
                    .build(),
            null,
            NOON);

    private final InMemoryLedger ledger = InMemoryLedger.keepingSides(InMemoryLedger.STANDARD_BYTES);
    private final Pins pins = new Pins(RESELLER, ledger);

    @Test
    void place_isThatOfTheWriteOrOfTheName() {
        ledger.claim(ENTRY);
        ledger.pin(RESELLER, TransactionId.of("PO-8"), Generation.GEN1);

        assertThat(pins.of(ORDER))
                .isEqualTo(new Place(
                        "PO-7",
                        Generation.GEN2,
                        "pinned by the claim of its write",
                        List.of(new Written("upload", "open", NOON))));
        assertThat(pins.of(TransactionId.of("PO-8")))
                .isEqualTo(new Place(
                        "PO-8",
                        Generation.GEN1,
                        "pinned by its name: used or found there, forgotten since, or moved by hand",
                        List.of()));
        assertThat(pins.of(TransactionId.of("PO-9")))
                .isEqualTo(new Place(
                        "PO-9", null, "never used here; its status is asked on the account's side first", List.of()));
    }

    @Test
    void transaction_movesByHandUnlessItsWriteIsUnderWay() {
        ledger.claim(ENTRY);

        assertThatThrownBy(() -> pins.repin(ORDER, Generation.GEN1, false))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.RUNNING))
                .hasMessage("transaction PO-7 is not moved: its write is under way; try again when it has ended");
        ledger.settle(ENTRY.id(), Outcome.absent());

        assertThat(pins.repin(ORDER, Generation.GEN1, false).side()).isEqualTo(Generation.GEN1);
        assertThatThrownBy(() -> pins.repin(ORDER, Generation.GEN1, false))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ILLEGAL))
                .hasMessage("transaction PO-7 is on GEN1 already");
    }

    @Test
    void transactionThatNobodyKnows_isPinnedOnlyOnPurpose() {
        assertThatThrownBy(() -> pins.repin(ORDER, Generation.GEN1, false))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN))
                .hasMessage(
                        "transaction PO-7 is not known here; check its id, or ask for its status through the gateway;"
                                + " --unknown pins it all the same");
        assertThat(pins.of(ORDER).side()).isNull();

        assertThat(pins.repin(ORDER, Generation.GEN1, true).side()).isEqualTo(Generation.GEN1);
    }
}
