package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kdpbridge.simulator.portal.AcceptedTransaction;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.Dialect.UploadTag;
import io.github.kdpbridge.simulator.world.Switch;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the generations share: names, transactions, devices and the tags of lists; each switch in both directions. */
final class SidesTest {
    private static final String A = "351800000000702";
    private static final String B = "351800000000703";
    private static final String MINE = "?resellerId=" + Caller.RESELLER;

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.instant());

    private Talk talk;

    @BeforeEach
    void talk(Simulator simulator) throws IOException {
        talk = Talk.with(simulator);
    }

    @ParameterizedTest
    @CsvSource({"true, ONE, 400", "true, TWO, 409", "false, ONE, 200", "false, TWO, 200"})
    void nameThatWasUsedOnOneSide_isRefusedByTheOther_ifNamesAreShared(boolean shared, Generation first, int status)
            throws IOException {
        set(Dialect.NAMES_SHARED, shared);
        assertThat(upload(first, Draft.of("1", A)).statusCode()).isEqualTo(200);

        HttpResponse<String> second = upload(other(first), Draft.of("1", B));

        assertThat(second.statusCode()).isEqualTo(status);
        assertThat(second.body()).contains(shared ? "TRANSACTION_ID_DUPLICATE" : "SUCCESS");
        assertThat(KNOX.simulator().devices()).hasSize(shared ? 1 : 2);
    }

    @ParameterizedTest
    @CsvSource({"true, ONE", "true, TWO", "false, ONE", "false, TWO"})
    void nameThatWasUsed_isRefusedOnItsOwnSide_always(boolean shared, Generation side) throws IOException {
        set(Dialect.NAMES_SHARED, shared);
        upload(side, Draft.of("1", A));

        assertThat(upload(side, Draft.of("1", B)).body()).contains("TRANSACTION_ID_DUPLICATE");
    }

    @Test
    void nameOfBothSides_isEachSidesOwnTransaction() throws IOException {
        set(Dialect.NAMES_SHARED, false);
        talk.oldUpload(Draft.of("1", A)).upload(Draft.of("1", "12"));

        assertThat(talk.oldDevices("1")).containsExactly(Map.of("imei", A));
        assertThat(talk.devices("1"))
                .containsExactly(
                        Talk.failed("imei", "12", 40000004, "DEVICE_INVALID", "The specified device is not valid."));
    }

    @ParameterizedTest
    @CsvSource({"true, ONE", "true, TWO", "false, ONE", "false, TWO"})
    void transaction_isShownByTheOtherSide_ifTransactionsAreShared(boolean shared, Generation side) throws IOException {
        set(Dialect.TRANSACTIONS_SHARED, shared);
        upload(side, Draft.of("1", A));

        assertThat(shows(side, "&transactionId=1")).isTrue();
        assertThat(shows(side, "")).isTrue();
        assertThat(shows(other(side), "&transactionId=1")).isEqualTo(shared);
        assertThat(shows(other(side), "")).isEqualTo(shared);
    }

    @Test
    void transactionOfTheOtherSide_isUnknown_ifTransactionsAreNotShared() throws IOException {
        set(Dialect.TRANSACTIONS_SHARED, false);
        talk.oldUpload(Draft.of("1", A)).upload(Draft.of("2", B));

        HttpResponse<String> old = talk.oldStatus("&transactionId=2");

        assertThat(old.statusCode()).isEqualTo(404);
        assertThat(old.body()).contains("\"code\":4042105,\"message\":\"TRANSACTION_NOT_FOUND\"");
        assertThat(talk.transactions("&transactionId=1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, ONE", "true, TWO", "false, ONE", "false, TWO"})
    void removalOfAnUploadOfTheOtherSide_needsSharedTransactions(boolean shared, Generation side) throws IOException {
        set(Dialect.TRANSACTIONS_SHARED, shared);
        upload(side, Draft.of("1", A));

        HttpResponse<String> removal = remove(other(side), "2", "1");

        assertThat(removal.statusCode()).isEqualTo(shared ? 200 : side == Generation.ONE ? 400 : 404);
        assertThat(KNOX.simulator().devices()).hasSize(shared ? 0 : 1);
        assertThat(remove(side, "3", "1").statusCode()).isEqualTo(200);
        assertThat(KNOX.simulator().devices()).isEmpty();
    }

    @Test
    void removalOfANameOfBothSides_takesTheUploadOfItsOwnSide() throws IOException {
        set(Dialect.NAMES_SHARED, false);
        talk.oldUpload(Draft.of("1", A)).upload(Draft.of("1", B));

        assertThat(remove(Generation.TWO, "2", "1").statusCode()).isEqualTo(200);

        assertThat(KNOX.simulator().devices()).extracting(RegisteredDevice::id).containsExactly(A);
    }

    @ParameterizedTest
    @CsvSource({"true, ONE", "true, TWO", "false, ONE", "false, TWO"})
    void device_isThereForTheOtherSide_ifDevicesAreShared(boolean shared, Generation side) throws IOException {
        set(Dialect.DEVICES_SHARED, shared);
        upload(side, Draft.of("1", A));

        assertThat(listed(side)).containsExactly(A);
        assertThat(listed(other(side))).isEqualTo(shared ? List.of(A) : List.of());

        upload(other(side), Draft.of("2", A));
        assertThat(KNOX.simulator().devices())
                .extracting(RegisteredDevice::generation)
                .containsExactlyInAnyOrderElementsOf(shared ? List.of(side) : List.of(Generation.ONE, Generation.TWO));
        assertThat(listed(other(side))).containsExactly(A);

        delete(other(side), Draft.of("3", A));
        assertThat(listed(side)).isEqualTo(shared ? List.of() : List.of(A));
        assertThat(listed(other(side))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void deletionOfADeviceOfTheOtherSide_fails_ifDevicesAreNotShared(Generation side) throws IOException {
        set(Dialect.DEVICES_SHARED, false);
        upload(side, Draft.of("1", A));

        delete(other(side), Draft.of("2", A));

        assertThat(side == Generation.ONE ? talk.devices("2") : talk.oldDevices("2"))
                .containsExactly(Talk.notThere(A));
        assertThat(listed(side)).containsExactly(A);
    }

    @ParameterizedTest
    @EnumSource
    void deletionOfADeviceOfTheOtherSide_isRefused_ifTheDialectHasThat(Generation side) throws IOException {
        KNOX.simulator()
                .dialect(Dialect.documented()
                        .with(Dialect.DEVICES_SHARED, false)
                        .with(Dialect.FOREIGN_DEVICE_LEVEL, Dialect.ErrorLevel.REQUEST));
        upload(side, Draft.of("1", A));

        assertThat(delete(other(side), Draft.of("2", A)).statusCode()).isEqualTo(400);
        assertThat(delete(side, Draft.of("2", A)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void deviceOfTheStart_isThereForBothSides(Generation side) throws IOException {
        KNOX.simulator().seed(Caller.RESELLER, Caller.CUSTOMER, DeviceType.IMEI, Stream.of(A));
        set(Dialect.DEVICES_SHARED, false);

        assertThat(listed(side)).containsExactly(A);

        delete(side, Draft.of("1", A));
        assertThat(listed(other(side))).isEmpty();
    }

    @Test
    void changeOfTheDialect_leavesEarlierDevicesWhereTheyAre() throws IOException {
        talk.oldUpload(Draft.of("1", A));
        set(Dialect.DEVICES_SHARED, false);
        talk.oldUpload(Draft.of("2", B));
        KNOX.simulator().dialect(Dialect.documented());

        assertThat(listed(Generation.ONE)).containsExactly(A, B);
        assertThat(listed(Generation.TWO)).containsExactly(A);
    }

    @ParameterizedTest
    @EnumSource(UploadTag.class)
    void uploadTag_ofDevicesOfEitherSide(UploadTag tag) throws IOException {
        String c = "351800000000704";
        talk.oldUpload(Draft.of("1", A, B)).upload(Draft.of("2", c));
        List<String> uuids = tags();
        set(Dialect.UPLOAD_TAG, tag);

        List<String> tags = tags();

        assertThat(uuids.get(0)).isEqualTo(uuids.get(1)).isNotEqualTo(uuids.get(2));
        switch (tag) {
            case UUID -> assertThat(tags).isEqualTo(uuids);
            case TRANSACTION_ID -> assertThat(tags).containsExactly("1", "1", "2");
            case FOREIGN_ABSENT -> assertThat(tags).containsExactly("null", "null", uuids.get(2));
            case FOREIGN_OTHERWISE -> {
                assertThat(tags).doesNotHaveDuplicates().doesNotContain(uuids.get(0));
                assertThat(tags.get(2)).isEqualTo(uuids.get(2));
            }
        }
    }

    @Test
    void uploadTags_ofOneNameOnBothSides_differ() throws IOException {
        set(Dialect.NAMES_SHARED, false);
        talk.oldUpload(Draft.of("1", A)).upload(Draft.of("1", B));

        assertThat(tags()).doesNotHaveDuplicates();
    }

    @Test
    void journal_hasTheSideOfEachAcceptedWrite() throws IOException {
        set(Dialect.NAMES_SHARED, false);
        talk.oldUpload(Draft.of("1", A)).upload(Draft.of("1", B)).oldDelete(Draft.of("2", A));
        upload(Generation.TWO, Draft.of("1", A));

        assertThat(KNOX.simulator().transactions())
                .extracting(
                        AcceptedTransaction::transactionId, AcceptedTransaction::generation, AcceptedTransaction::kind)
                .containsExactly(
                        tuple("1", Generation.ONE, Kind.UPLOAD),
                        tuple("1", Generation.TWO, Kind.UPLOAD),
                        tuple("2", Generation.ONE, Kind.DELETE));
        assertThat(Caller.plain(KNOX.simulator()).get("/_sim/transactions").body())
                .isEqualTo("[" + accepted("gen1", "UPLOAD", "1") + "," + accepted("gen2", "UPLOAD", "1") + ","
                        + accepted("gen1", "DELETE", "2") + "]");
    }

    private static String accepted(String generation, String operation, String transactionId) {
        return "{\"generation\":\"" + generation + "\",\"operation\":\"" + operation
                + "\",\"resellerId\":\"4680000925\",\"customerId\":\"1200000321\",\"transactionId\":\"" + transactionId
                + "\",\"time\":\"2026-11-22T10:00:00Z\"}";
    }

    private static <T> void set(Switch<T> changed, T value) {
        KNOX.simulator().dialect(Dialect.documented().with(changed, value));
    }

    private static Generation other(Generation side) {
        return side == Generation.ONE ? Generation.TWO : Generation.ONE;
    }

    private HttpResponse<String> upload(Generation side, Draft draft) throws IOException {
        return side == Generation.ONE
                ? talk.gen1().put(Talk.OLD, draft.gen1())
                : talk.gen2().put(Talk.FRESH + "/upload", draft.gen2());
    }

    private HttpResponse<String> delete(Generation side, Draft draft) throws IOException {
        return side == Generation.ONE
                ? talk.gen1().put(Talk.OLD + "/delete", draft.gen1())
                : talk.gen2().put(Talk.FRESH + "/delete", draft.gen2());
    }

    private HttpResponse<String> remove(Generation side, String id, String uploadId) throws IOException {
        return delete(
                side,
                Draft.of(id).with("type", "").with("devices", "").with("removeTransactionId", "\"" + uploadId + "\""));
    }

    private boolean shows(Generation side, String filter) throws IOException {
        return (side == Generation.ONE ? talk.oldStatus(filter) : talk.status(filter))
                .body()
                .contains("\"transactionId\":\"1\",\"state\":\"Complete\"");
    }

    private List<String> listed(Generation side) throws IOException {
        HttpResponse<String> answer = side == Generation.ONE
                ? talk.gen1().get(Talk.OLD + MINE)
                : talk.gen2().get(Talk.FRESH + MINE);
        return column(answer, side == Generation.ONE ? "imei" : "mei");
    }

    private List<String> tags() throws IOException {
        return column(talk.gen2().get(Talk.FRESH + MINE), "uploadId");
    }

    private static List<String> column(HttpResponse<String> answer, String field) throws IOException {
        return Trees.list(Trees.object(answer.body()), "devices").stream()
                .map(it -> String.valueOf(it.get(field)))
                .toList();
    }
}
