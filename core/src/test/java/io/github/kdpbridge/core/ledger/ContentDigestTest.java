package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.CUSTOMER;
import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.removal;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigestTest {
    private static final TransactionId TRANSACTION = TransactionId.of("7");

    private static String digest(WriteRequest request) {
        return ContentDigest.of(FakeService.RESELLER, request, null);
    }

    private static UploadRequest.Builder plain() {
        return UploadRequest.builder(CUSTOMER, TRANSACTION).serialNumbers(List.of("R58N10ABCDE", "R58N10ABCDF"));
    }

    @Test
    void sameContent_hasTheSameName() {
        assertThat(digest(upload("7", 1, 3)))
                .isEqualTo(digest(upload("7", 1, 3)))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void otherContent_hasAnotherName() {
        Stream<UploadRequest.Builder> uploads = Stream.of(
                plain(),
                plain().imeis(List.of("R58N10ABCDE", "R58N10ABCDF")),
                plain().serialNumbers(List.of()),
                plain().serialNumbers(List.of("R58N10ABCDE")),
                plain().serialNumbers(List.of("R58N10ABCDF", "R58N10ABCDE")),
                plain().serialNumbers(List.of("R58N10ABCDER58N10ABCDF")),
                plain().serialNumbers(List.of("R58N10ABCDE", "R58N10ABCDF", "")),
                plain().vendor(VendorId.of("7850000063")),
                plain().orderNo("7850000063"),
                plain().orderNo(""),
                plain().orderTime(Instant.EPOCH),
                plain().targetService("7850000063"),
                plain().profileAliases(List.of(new ProfileAlias("KME", "a"))),
                plain().profileAliases(List.of(new ProfileAlias("KM", "Ea"))));
        Stream<WriteRequest> others = Stream.of(
                UploadRequest.builder(CustomerId.of("1200000399"), TRANSACTION)
                        .serialNumbers(List.of("R58N10ABCDE", "R58N10ABCDF"))
                        .build(),
                plain().build().with(TransactionId.of("8"), Devices.serialNumbers(List.of())),
                delete("7", 1, 3),
                upload("7", 1, 3),
                removal("7", "1"),
                removal("7", "2"),
                new RemovalRequest(TRANSACTION, CUSTOMER, VendorId.of("7850000063"), TransactionId.of("1")));

        assertThat(Stream.concat(uploads.map(UploadRequest.Builder::build), others))
                .extracting(ContentDigestTest::digest)
                .hasSize(21)
                .doesNotHaveDuplicates();
    }

    /** A ledger holds the names that an earlier version gave: a repeat after an update has to find its first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 271, 272, 5_000})
    void name_isTheHashOfLengthsAndTexts_howeverManyDevices(int devices) throws Exception {
        List<String> serialNumbers = IntStream.range(0, devices)
                .mapToObj(i -> i == devices - 2 ? "R".repeat(10_000) : "R58N1%06d".formatted(i))
                .toList();
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        for (String text : new String[] {null, "UploadRequest", CUSTOMER.value(), null, "SERIAL_NUMBER"}) {
            feed(hash, text);
        }
        feed(hash, devices);
        serialNumbers.forEach(each -> feed(hash, each));
        for (String text : new String[] {null, null, null}) {
            feed(hash, text);
        }
        feed(hash, 0);

        UploadRequest request = UploadRequest.builder(CUSTOMER, TRANSACTION)
                .serialNumbers(serialNumbers)
                .build();

        assertThat(digest(request))
                .endsWith(HexFormat.of().formatHex(hash.digest()).substring(0, 32));
    }

    private static void feed(MessageDigest hash, int number) {
        hash.update(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, number));
    }

    private static void feed(MessageDigest hash, @Nullable String text) {
        if (text == null) {
            feed(hash, -1);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            feed(hash, utf8.length);
            hash.update(utf8);
        }
    }

    @Test
    void otherResellerOrWhole_makesAnotherName() {
        UploadRequest request = upload("7", 1, 3);

        assertThat(List.of(
                        digest(request),
                        ContentDigest.of(ResellerId.of("4680000926"), request, null),
                        ContentDigest.of(FakeService.RESELLER, request, new Origin("a", 1, 2)),
                        ContentDigest.of(FakeService.RESELLER, request, new Origin("b", 1, 2))))
                .doesNotHaveDuplicates();
    }

    @Test
    void idsOfATransaction_beginAlikeAndOthersDoNot() {
        String ids = Entry.idsOf(FakeService.RESELLER, TRANSACTION);

        assertThat(ids).matches("[0-9a-f]{32}");
        assertThat(List.of(digest(upload("7", 1, 3)), digest(delete("7", 1, 3)), digest(removal("7", "1"))))
                .allSatisfy(id -> assertThat(id).startsWith(ids))
                .doesNotHaveDuplicates();
        assertThat(digest(upload("8", 1, 3))).doesNotStartWith(ids);
        assertThat(ContentDigest.of(ResellerId.of("4680000926"), upload("7", 1, 3), null))
                .doesNotStartWith(ids);
    }

    @Test
    void entry_showsNoDevice() {
        assertThat(Entry.of(FakeService.RESELLER, upload("7", 1, 3), null, Instant.EPOCH))
                .hasToString("Entry[4680000925 upload 7 Open]");
    }
}
