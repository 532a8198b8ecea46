package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.removal;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Identifiers;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class PackedEntryTest {
    /** Of all widths in UTF-8, half of a surrogate pair, and the last character there is. */
    static final List<String> TEXTS = List.of(
            "", " ", "PO-7", "\u00e9\u00ff", "주문", "\ud83d\ude00", "\ud83d", "a\ude00b", "\0\uffff", "x".repeat(300));

    private static final Instant NOW = Instant.parse("2026-11-29T10:15:30.123Z");
    private static final TransactionId TRANSACTION = TransactionId.of("T-1");
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");

    private static Entry accepted(WriteRequest request) {
        return accepted(request, receipt("T-1", 4));
    }

    private static Entry accepted(WriteRequest request, Receipt receipt) {
        return Entry.of(ResellerId.of("1100000001"), request, null, NOW).with(new Outcome.Accepted(receipt));
    }

    private static UploadRequest of(Devices devices) {
        return UploadRequest.builder(CUSTOMER, TRANSACTION).devices(devices).build();
    }

    private static UploadRequest ordered(Instant time) {
        return UploadRequest.builder(CUSTOMER, TRANSACTION)
                .imeis(Samples.imeis(1, 1))
                .orderTime(time)
                .build();
    }

    private static Entry sent(Instant since) {
        Entry entry = accepted(upload("T-1", 1, 1));
        return new Entry(
                entry.id(), entry.reseller(), entry.request(), null, entry.outcome(), since, entry.generation());
    }

    private static Entry withId(String id) {
        Entry entry = accepted(upload("T-1", 1, 1));
        return new Entry(
                id, entry.reseller(), entry.request(), null, entry.outcome(), entry.since(), entry.generation());
    }

    static Stream<Entry> accepted() {
        return Stream.of(
                accepted(upload("T-1", 1, 1)),
                accepted(upload("another", 1, 200)),
                accepted(delete("T-1", 1, 3)),
                accepted(new DeleteRequest(
                        TRANSACTION, CUSTOMER, VendorId.of("V"), Devices.meids(List.of("A1000000000001")))),
                accepted(removal("T-2", "T-1")),
                accepted(new RemovalRequest(TRANSACTION, CUSTOMER, VendorId.of("V"), TransactionId.of("T-0"))),
                accepted(of(Devices.imeis(List.of()))),
                accepted(of(Devices.serialNumbers(List.of("R58N0000001", "R58N1", "주문")))),
                accepted(of(new Devices(new DeviceType("OTHER"), List.of("", "a")))),
                accepted(upload("T-1", 1, 1)).on(Generation.GEN1),
                accepted(upload("T-1", 1, 1), new Receipt(TransactionId.of("other"), new TransactionState("None"))),
                accepted(
                        upload("T-1", 1, 1),
                        new Receipt(
                                TRANSACTION,
                                TransactionState.COMPLETE,
                                UnknownFields.of(Map.of("color", "\"red\"", "sizes", "[1,2]")))),
                accepted(of(new Devices(
                        DeviceType.IMEI, Identifiers.copyOf(Samples.imeis(1, 9)).subList(3, 6)))),
                accepted(of(new Devices(
                        DeviceType.SERIAL_NUMBER,
                        Identifiers.copyOf(List.of("1", "22", "33", "4444")).subList(1, 3)))),
                accepted(of(Devices.serialNumbers(
                        IntStream.range(0, 300).mapToObj(String::valueOf).toList()))),
                accepted(ordered(Instant.MIN)),
                accepted(ordered(Instant.MAX)),
                sent(Instant.MIN),
                sent(NOW.plusNanos(1)),
                sent(Instant.MAX),
                accepted(UploadRequest.builder(CUSTOMER, TRANSACTION)
                        .imeis(Samples.imeis(1, 2))
                        .vendor(VendorId.of("V"))
                        .orderNo("PO-1")
                        .orderTime(Instant.parse("1969-12-31T23:59:59.999999999Z"))
                        .targetService("KME")
                        .profileAliases(List.of(new ProfileAlias("KME", "shop"), new ProfileAlias("KG", "")))
                        .build()));
    }

    private static byte[] packed(Entry entry) {
        byte[] packed = PackedEntry.pack(entry, PackedEntry.scratch());
        assertThat(packed).isNotNull();
        return packed;
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void packedEntry_isTheSameOnceItIsUnpacked(Entry entry) {
        byte[] packed = packed(entry);

        assertThat(PackedEntry.unpack(packed)).isEqualTo(entry);
        assertThat(PackedEntry.id(packed)).isEqualTo(entry.id());
        assertThat(PackedEntry.since(packed)).isEqualTo(entry.since());
        assertThat(PackedEntry.isUpload(packed)).isEqualTo(entry.request() instanceof UploadRequest);
        assertThat(PackedEntry.hasContent(packed, entry.content())).isTrue();
        assertThat(PackedEntry.hasContent(packed, entry.name())).isFalse();
        assertThat(PackedEntry.hasContent(packed, entry.content().substring(1))).isFalse();
        assertThat(PackedEntry.hasContent(packed, entry.content().substring(0, 30)))
                .isFalse();
        assertThat(PackedEntry.hasContent(packed, entry.id())).isFalse();
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void text_isTheSameOnceItIsUnpacked(String text) {
        Entry entry = accepted(UploadRequest.builder(CUSTOMER, TransactionId.of("T" + text))
                .serialNumbers(List.of("1", text))
                .orderNo(text)
                .targetService(text)
                .profileAliases(List.of(new ProfileAlias(text, text)))
                .build());

        assertThat(PackedEntry.unpack(packed(entry))).isEqualTo(entry);
    }

    @Test
    void oneBuffer_packsEntriesOneAfterTheOther() {
        ByteBuffer scratch = PackedEntry.scratch();
        byte[] large = PackedEntry.pack(accepted(upload("T-1", 1, 100)), scratch);
        byte[] none = PackedEntry.pack(accepted(upload("x".repeat(5000), 1, 1)), scratch);
        byte[] small = PackedEntry.pack(accepted(delete("T-2", 1, 1)), scratch);

        assertThat(large).isEqualTo(packed(accepted(upload("T-1", 1, 100))));
        assertThat(none).isNull();
        assertThat(small).isEqualTo(packed(accepted(delete("T-2", 1, 1))));
    }

    @Test
    void unknownFields_keepTheServicesOrder() {
        List<String> names = List.of("zulu", "alpha", "mike", "bravo", "yankee", "charlie");
        Map<String, String> json = new LinkedHashMap<>();
        names.forEach(name -> json.put(name, "1"));
        Entry entry = accepted(
                upload("T-1", 1, 1), new Receipt(TRANSACTION, TransactionState.PROGRESS, UnknownFields.of(json)));

        Outcome.Accepted outcome =
                (Outcome.Accepted) PackedEntry.unpack(packed(entry)).outcome();

        assertThat(outcome.receipt().unknown().json().keySet()).containsExactlyElementsOf(names);
    }

    static Stream<Entry> unpacked() {
        Entry upload = accepted(upload("T-1", 1, 1));
        return Stream.of(
                upload.with(Outcome.open()),
                upload.with(Outcome.absent()),
                upload.with(new Outcome.Contested(NOW)),
                upload.with(new Outcome.Refused(new ServiceError(Condition.UNKNOWN, "1", "NO", null), 400)),
                Entry.of(upload.reseller(), upload("T-1-1of3", 1, 1), new Origin(upload.id(), 1, 3), NOW)
                        .with(upload.outcome()),
                Entry.of(upload.reseller(), delete("T-1", 1, 1), new Origin(upload.id(), 0, 0), NOW)
                        .with(upload.outcome()),
                accepted(upload("T-1", 0, 999)),
                withId(upload.id().toUpperCase(Locale.ROOT)),
                withId(upload.id().substring(2)),
                withId(upload.id() + "00"),
                withId("a"),
                accepted(UploadRequest.builder(CUSTOMER, TransactionId.of("x".repeat(5000)))
                        .imeis(Samples.imeis(1, 1))
                        .build()),
                accepted(of(Devices.serialNumbers(List.of("1", "주".repeat(2000))))));
    }

    @ParameterizedTest
    @MethodSource("unpacked")
    void unpacked_staysAsItIs(Entry entry) {
        assertThat(PackedEntry.pack(entry, PackedEntry.scratch())).isNull();
    }
}
