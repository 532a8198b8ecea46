package io.github.kdpbridge.core.migration.shadow;

import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.A;
import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.B;
import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.CUSTOMER;
import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.Units;
import io.github.kdpbridge.core.migration.shadow.PortalFacts.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadTagsTest {
    private final List<UploadRequest> uploads = new ArrayList<>();
    private int asked;

    private final Units units = new Units() {
        @Override
        public Route of(ReadRequest<?> question) {
            return Route.first(UNIT, Phase.SHADOW);
        }

        @Override
        public Optional<Route> of(TransactionId transaction) {
            return Optional.empty();
        }

        @Override
        public List<UploadRequest> uploads(Unit unit, int most) {
            asked++;
            return uploads;
        }

        @Override
        public boolean isQuiet(Unit unit, Instant since) {
            return true;
        }
    };

    private void uploaded(String transaction, String... imeis) {
        uploads.add(UploadRequest.builder(CUSTOMER, TransactionId.of(transaction))
                .imeis(List.of(imeis))
                .build());
    }

    private static ListedDevice tagged(String imei, String json) {
        return new ListedDevice(
                List.of(DeviceId.imei(imei)), null, null, null, null, UnknownFields.of(Map.of("uploadId", json)));
    }

    private Evidence learnt(ListedDevice... listed) {
        return UploadTags.learnt(units, UNIT, new Page<>(List.of(listed), (long) listed.length, 0))
                .of(PortalFact.TAGS_CARRY_NAMES);
    }

    @Test
    void tagsOfAPage_areOneAnswer() {
        uploaded("PO-7", A, B);

        assertThat(learnt(tagged(A, "\"PO-7\""), tagged(B, "\"PO-7\""))).isEqualTo(new Evidence(1, 0));
        assertThat(learnt(tagged(A, "\"1394875c\""), tagged(B, "\"1394875c\""))).isEqualTo(new Evidence(0, 1));
        assertThat(learnt(tagged(A, "\"PO-7\""), tagged(B, "\"1394875c\""))).isEqualTo(new Evidence(1, 1));
    }

    @Test
    void deviceThatWasUploadedAgain_isTaggedByItsNewestUpload() {
        uploaded("PO-8", A);
        uploaded("PO-7", A);

        assertThat(learnt(tagged(A, "\"PO-8\""))).isEqualTo(new Evidence(1, 0));
    }

    @Test
    void deviceThatTheLedgerDidNotUpload_teachesNothing() {
        uploaded("PO-7", B);

        assertThat(learnt(tagged(A, "\"PO-7\""))).isEqualTo(new Evidence(0, 0));
    }

    @Test
    void listWithoutTags_asksNoLedger() {
        uploaded("PO-7", A);

        assertThat(learnt(ListedDevice.of(DeviceId.imei(A)), tagged(A, "null"))).isEqualTo(new Evidence(0, 0));
        assertThat(asked).isZero();
    }
}
