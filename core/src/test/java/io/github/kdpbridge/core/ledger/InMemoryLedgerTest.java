package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryLedgerTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted(receipt("1"));

    private static final int OF_DEVICES = 3 * 18;

    /** Holds two writes of three devices, and the names of some more. */
    private final InMemoryLedger ledger =
            InMemoryLedger.holding(2 * (EntryWeight.OF_ENTRY + OF_DEVICES) + 6 * EntryWeight.OF_NAME);

    private static Entry entry(String transaction) {
        return Entry.of(FakeService.RESELLER, upload(transaction, 1, 3), null, Instant.EPOCH);
    }

    private static Entry part(Entry whole, int part) {
        Origin origin = new Origin(whole.id(), part, 3);
        return Entry.of(FakeService.RESELLER, Split.parts(upload("1", 1, 3), 1).get(part - 1), origin, Instant.EPOCH);
    }

    private void settled(Entry entry) {
        assertThat(ledger.claim(entry).right()).isEqualTo(Right.FIRST);
        ledger.settle(entry.id(), ACCEPTED);
    }

    private static Entry serialNumbers(String transaction, int first, int count) {
        UploadRequest upload = UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of(transaction))
                .serialNumbers(IntStream.range(first, first + count)
                        .mapToObj("R58N%07d"::formatted)
                        .toList())
                .build();
        return Entry.of(FakeService.RESELLER, upload, null, Instant.EPOCH);
    }

    @Test
    void namesOfTheDevicesOfDroppedUploads_areDroppedWithThem() {
        InMemoryLedger small = InMemoryLedger.holding(100_000);
        for (int i = 0; i < 100; i++) {
            Entry upload = serialNumbers("s" + i, i * 100, 100);
            small.claim(upload);
            small.settle(upload.id(), ACCEPTED);
        }

        assertThat(small.uploadedAs(FakeService.RESELLER, Set.of(DeviceKey.of("R58N0000000"))))
                .isEmpty();
        assertThat(small.uploadedAs(FakeService.RESELLER, Set.of(DeviceKey.of("R58N0009999"))))
                .hasSize(1);
    }

    /** The name is that of the later upload, which is held. */
    @Test
    void deviceThatWasUploadedAgain_keepsItsNameWhenTheFirstUploadIsDropped() {
        InMemoryLedger small = InMemoryLedger.holding(100_000);
        Entry first = serialNumbers("first", 0, 100);
        small.claim(first);
        small.settle(first.id(), ACCEPTED);
        for (int i = 1; i < 8; i++) {
            Entry upload = serialNumbers("s" + i, i * 100, 100);
            small.claim(upload);
            small.settle(upload.id(), ACCEPTED);
            Entry again = serialNumbers("again" + i, 0, 1);
            small.claim(again);
            small.settle(again.id(), ACCEPTED);
        }

        assertThat(small.find(first.id())).isEmpty();
        assertThat(small.uploadedAs(FakeService.RESELLER, Set.of(DeviceKey.of("R58N0000000"))))
                .hasSize(1);
        assertThat(small.uploadedAs(FakeService.RESELLER, Set.of(DeviceKey.of("R58N0000001"))))
                .isEmpty();
    }

    private Right right(Entry entry) {
        Right right = ledger.claim(entry).right();
        if (right == Right.FIRST) {
            ledger.forget(entry.id());
        }
        return right;
    }

    @Test
    void onlyTheFirstWriteOfTransactionId_isClaimedInOneStep() {
        assertThat(claimedInOneStep(entry("1")))
                .hasValueSatisfying(claim -> assertThat(claim.right()).isEqualTo(Right.FIRST));
        assertThat(claimedInOneStep(entry("1"))).as("under way").isEmpty();
        assertThat(right(entry("1"))).isEqualTo(Right.BUSY);
        ledger.settle(entry("1").id(), ACCEPTED);
        assertThat(claimedInOneStep(entry("1"))).as("accepted").isEmpty();
        assertThat(claimedInOneStep(serialNumbers("1", 0, 1)))
                .as("other content")
                .isEmpty();

        ledger.forget(entry("1").id());
        assertThat(claimedInOneStep(serialNumbers("1", 0, 1))).as("forgotten").isPresent();
    }

    private Optional<Claim> claimedInOneStep(Entry entry) {
        List<Claim> noted = new ArrayList<>();
        Optional<Claim> claim =
                ledger.claimNewAsync(entry, noted::add).toCompletableFuture().join();
        assertThat(noted).isEqualTo(claim.stream().toList());
        return claim;
    }

    @Test
    void fullLedger_dropsTheOldestSettledWrite() {
        settled(entry("1"));
        settled(entry("2"));
        assertThat(right(entry("1"))).isEqualTo(Right.SETTLED);

        settled(entry("3"));

        assertThat(right(entry("3"))).isEqualTo(Right.SETTLED);
        assertThat(right(entry("2"))).isEqualTo(Right.SETTLED);
        assertThat(right(entry("1"))).isEqualTo(Right.FIRST);
    }

    /** {@link Entry} is public, so its id may be any text. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "ABCDEF", "not hexadecimal"})
    void entryOfAnyId_isFoundAndDroppedLikeOthers(String id) {
        Entry usual = entry("1");
        Entry own = new Entry(
                id, usual.reseller(), usual.request(), null, usual.outcome(), usual.since(), usual.generation());
        settled(own);

        assertThat(right(own)).isEqualTo(Right.SETTLED);
        assertThat(ledger.find(id)).contains(own.with(ACCEPTED));
        assertThat(ledger.earlierOfSameContent(entry("2"))).isEmpty();

        settled(entry("2"));
        settled(entry("3"));
        assertThat(ledger.find(id)).isEmpty();
    }

    @Test
    void fullLedger_keepsWhatIsOpen() {
        ledger.claim(entry("1"));
        ledger.claim(entry("2"));
        ledger.settle(entry("2").id(), Outcome.open());
        for (int i = 3; i < 9; i++) {
            settled(entry(String.valueOf(i)));
        }

        assertThat(right(entry("1"))).isEqualTo(Right.BUSY);
        assertThat(ledger.abandoned(FakeService.RESELLER))
                .containsExactly(entry("2").id());
        assertThat(right(entry("2"))).isEqualTo(Right.AGAIN);
        assertThat(right(entry("8"))).isEqualTo(Right.FIRST);
    }

    /** Its outcome stays as it was while it is sent again, so that the claim alone says that it is under way. */
    @Test
    void contestedWriteThatIsSentAgain_isKept() {
        ledger.claim(entry("1"));
        ledger.settle(entry("1").id(), new Outcome.Contested(Instant.EPOCH));
        assertThat(ledger.claim(entry("1")).right()).isEqualTo(Right.AGAIN);
        for (int i = 2; i < 9; i++) {
            settled(entry(String.valueOf(i)));
        }
        ledger.settle(entry("1").id(), ACCEPTED);

        assertThat(ledger.writes(FakeService.RESELLER, TransactionId.of("1")))
                .extracting(Entry::outcome)
                .containsExactly(ACCEPTED);
    }

    @Test
    void absentWrite_isDroppedLikeASettledOne() {
        ledger.claim(entry("1"));
        ledger.settle(entry("1").id(), Outcome.absent());
        settled(entry("2"));
        settled(entry("3"));

        assertThat(right(entry("1"))).isEqualTo(Right.FIRST);
    }

    @Test
    void partsOfAWriteUnderWay_areKept() {
        Entry whole = entry("1");
        ledger.claim(whole);
        settled(part(whole, 1));
        settled(part(whole, 2));
        settled(entry("2"));
        settled(entry("3"));

        assertThat(ledger.steps(whole.id())).extracting(Entry::outcome).containsExactly(ACCEPTED, ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000})
    void settledWriteInParts_isDroppedWithAllOfThem(int bytes) {
        InMemoryLedger small = InMemoryLedger.holding(bytes);
        Entry whole = entry("1");
        small.claim(whole);
        for (int i = 1; i <= 3; i++) {
            small.claim(part(whole, i));
            small.settle(part(whole, i).id(), ACCEPTED);
        }
        assertThat(small.steps(whole.id())).hasSize(3);

        small.settle(whole.id(), ACCEPTED);

        assertThat(small.steps(whole.id())).isEmpty();
        assertThat(small.writes(FakeService.RESELLER, TransactionId.of("1-2of3")))
                .isEmpty();
        assertThat(small.mayHaveForgotten(FakeService.RESELLER, TransactionId.of("1")))
                .isTrue();
        assertThat(small.claim(whole).right()).isEqualTo(Right.FIRST);
    }

    /** Else one that runs for long would be unsure of all transactions of others. */
    @Test
    void twentyTimesTheWritesThatItHolds_areToldFromThoseOfOthers() {
        int writes = 40_000;
        InMemoryLedger small = InMemoryLedger.holding(writes / 20L * (EntryWeight.OF_ENTRY + OF_DEVICES));
        for (int i = 0; i < writes; i++) {
            small.claim(entry("PO-" + i));
            small.settle(entry("PO-" + i).id(), ACCEPTED);
        }

        assertThat(IntStream.range(0, writes).filter(i -> !isKnown(small, "PO-" + i)))
                .isEmpty();
        assertThat(IntStream.range(0, writes).filter(i -> isKnown(small, "PO-of-another-" + i)))
                .isEmpty();
    }

    private static boolean isKnown(InMemoryLedger ledger, String transaction) {
        TransactionId id = TransactionId.of(transaction);
        return ledger.mayHaveForgotten(FakeService.RESELLER, id)
                || !ledger.writes(FakeService.RESELLER, id).isEmpty();
    }

    @Test
    void writeInParts_countsItsDevicesOnce() {
        InMemoryLedger tight = InMemoryLedger.holding(4 * EntryWeight.OF_ENTRY + OF_DEVICES);
        Entry whole = entry("1");
        tight.claim(whole);
        for (int i = 1; i <= 3; i++) {
            tight.claim(part(whole, i));
            tight.settle(part(whole, i).id(), ACCEPTED);
        }
        tight.settle(whole.id(), ACCEPTED);

        assertThat(tight.claim(whole).right()).isEqualTo(Right.SETTLED);
    }

    @Test
    void forgottenWrites_takeNoRoom() {
        settled(entry("1"));
        for (int i = 2; i < 9; i++) {
            ledger.claim(entry(String.valueOf(i)));
            ledger.forget(entry(String.valueOf(i)).id());
        }
        settled(entry("9"));

        assertThat(right(entry("1"))).isEqualTo(Right.SETTLED);
    }

    @Test
    void closedLedger_isEmpty() {
        settled(entry("1"));
        ledger.claim(entry("2"));

        ledger.close();

        assertThat(right(entry("1"))).isEqualTo(Right.FIRST);
        assertThat(right(entry("2"))).isEqualTo(Right.FIRST);
        assertThat(ledger.abandoned(FakeService.RESELLER)).isEqualTo(List.of());
    }

    @Test
    void negativeSize_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryLedger.holding(-1))
                .withMessage("bytesHeld must be 0 or more, not -1");
    }
}
