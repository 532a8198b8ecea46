package io.github.kdpbridge.core.migration.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.migration.shadow.PortalFacts.Evidence;
import io.github.kdpbridge.core.migration.shadow.PortalFacts.Known;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortalFactsTest {
    private static final Answer<TransactionStatus> SHOWN = Answer.of(new TransactionStatus(
            TransactionId.of("PO-7"), TransactionState.COMPLETE, TransactionType.UPLOAD, List.of()));
    private static final Answer<TransactionStatus> NOT_FOUND = Answer.failed(new RefusedException(
            "status PO-7",
            new ServiceError(Condition.TRANSACTION_NOT_FOUND, "4042105", "TRANSACTION_NOT_FOUND", null),
            200,
            null,
            false));
    private static final Answer<TransactionStatus> AWAY =
            Answer.failed(new UnreachableException("status PO-7", "no route", null, false));

    @Test
    void noEvidence_isUnknown() {
        assertThat(PortalFacts.none().known(PortalFact.DEVICES_SHARED)).isEqualTo(Known.UNKNOWN);
        assertThat(PortalFacts.none().of(PortalFact.DEVICES_SHARED)).isEqualTo(new Evidence(0, 0));
    }

    @Test
    void deviceInBothLists_isAYes() {
        PortalFacts facts = PortalFacts.none()
                .devices(list("351800000000702", "350000000000006"), list("35-0000-0000-00006"))
                .devices(list("351800000000702"), list("351800000000702"));

        assertThat(facts.known(PortalFact.DEVICES_SHARED)).isEqualTo(Known.YES);
        assertThat(facts.of(PortalFact.DEVICES_SHARED)).isEqualTo(new Evidence(2, 0));
    }

    @Test
    void emptyListBesideOneThatIsNot_isANo_inEitherDirection() {
        assertThat(PortalFacts.none().devices(list("351800000000702"), list()).known(PortalFact.DEVICES_SHARED))
                .isEqualTo(Known.NO);
        assertThat(PortalFacts.none().devices(list(), list("351800000000702")).known(PortalFact.DEVICES_SHARED))
                .isEqualTo(Known.NO);
    }

    @Test
    void listsThatTellNothing_areNoEvidence() {
        Answer<Page<ListedDevice>> later = Answer.of(new Page<>(List.of(), 1L, 1));
        Answer<Page<ListedDevice>> away = Answer.failed(new UnreachableException("devices page 0", "x", null, false));

        PortalFacts facts = PortalFacts.none()
                .devices(list(), list())
                .devices(list("351800000000702"), list("350000000000006"))
                .devices(later, list("350000000000006"))
                .devices(away, list("350000000000006"))
                .devices(list("350000000000006"), away);

        assertThat(facts).isEqualTo(PortalFacts.none());
    }

    @Test
    void transactionThatBothKnow_isAYes_andOneThatOneDoesNotKnow_isANo() {
        assertThat(PortalFacts.none().status(SHOWN, SHOWN).of(PortalFact.TRANSACTIONS_SHARED))
                .isEqualTo(new Evidence(1, 0));
        assertThat(PortalFacts.none()
                        .status(SHOWN, NOT_FOUND)
                        .status(NOT_FOUND, SHOWN)
                        .of(PortalFact.TRANSACTIONS_SHARED))
                .isEqualTo(new Evidence(0, 2));
        assertThat(PortalFacts.none()
                        .status(NOT_FOUND, NOT_FOUND)
                        .status(AWAY, SHOWN)
                        .status(SHOWN, AWAY))
                .isEqualTo(PortalFacts.none());
    }

    @Test
    void tag_isTheNameOfTheUpload_orNot_orAbsent() {
        TransactionId upload = TransactionId.of("PO-7");

        assertThat(PortalFacts.none().tag(tagged("\"PO-7\""), upload).known(PortalFact.TAGS_CARRY_NAMES))
                .isEqualTo(Known.YES);
        assertThat(PortalFacts.none().tag(tagged("\"1394875c\""), upload).known(PortalFact.TAGS_CARRY_NAMES))
                .isEqualTo(Known.NO);
        assertThat(PortalFacts.none()
                        .tag(tagged("null"), upload)
                        .tag(ListedDevice.of(DeviceId.imei("351800000000702")), upload))
                .isEqualTo(PortalFacts.none());
    }

    @Test
    void names_areSharedIfTheOtherSideRefusesThem() {
        assertThat(PortalFacts.none().name(true).known(PortalFact.NAMES_SHARED)).isEqualTo(Known.YES);
        assertThat(PortalFacts.none().name(false).known(PortalFact.NAMES_SHARED))
                .isEqualTo(Known.NO);
    }

    @Test
    void contradiction_isUnknown() {
        PortalFacts facts =
                PortalFacts.none().name(true).plus(PortalFacts.none().name(false));

        assertThat(facts.known(PortalFact.NAMES_SHARED)).isEqualTo(Known.UNKNOWN);
        assertThat(facts.of(PortalFact.NAMES_SHARED)).isEqualTo(new Evidence(1, 1));
    }

    @Test
    void lines_haveEachFactWithItsCounts() {
        assertThat(PortalFacts.none().status(SHOWN, SHOWN).name(false).lines())
                .containsExactly(
                        "devices are visible on both sides: unknown (0 for, 0 against)",
                        "transactions are visible on both sides: yes (1 for, 0 against)",
                        "the list of devices names the upload: unknown (0 for, 0 against)",
                        "transaction names are shared: no (0 for, 1 against)");
    }

    private static Answer<Page<ListedDevice>> list(String... imeis) {
        List<ListedDevice> devices = Stream.of(imeis)
                .map(imei -> ListedDevice.of(DeviceId.imei(imei)))
                .toList();
        return Answer.of(new Page<>(devices, (long) devices.size(), 0));
    }

    private static ListedDevice tagged(String json) {
        return new ListedDevice(
                List.of(DeviceId.imei("351800000000702")),
                null,
                null,
                null,
                null,
                UnknownFields.of(Map.of("uploadId", json)));
    }
}
