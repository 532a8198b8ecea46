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
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
