package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judgement of each device of an accepted request. */
@Tag("one-jdk")
final class DeviceJudgementTest {
    private static final String IMEI = "351800000000702";
    private static final String OTHER = "351800000000703";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.instant());

    private Talk talk;

    @BeforeEach
    void talk(Simulator simulator) throws IOException {
        talk = Talk.with(simulator);
    }

    @ParameterizedTest
    @CsvSource({
        "IMEI, 351800000000702, imei, true",
        "IMEI, 35180000000070, imei, false",
        "IMEI, 35180000000070A, imei, false",
        "MEID, A000004F3A2B1C, meid, true",
        "MEID, a000004f3a2b1c, meid, true",
        "MEID, 268435463903812124, meid, true",
        "MEID, A000004F3A2B1G, meid, false",
        "MEID, 26843546390381212, meid, false",
        "SN, R58M1234567, serialNumber, true",
        "SN, R58M123, serialNumber, false",
        "SN, R58M-1234567, serialNumber, false",
    })
    void identifier_isJudgedByItsType(String type, String id, String field, boolean valid) throws IOException {
        talk.upload(Draft.of("1", id).with("type", "\"" + type + "\""));

        if (valid) {
            assertThat(talk.oldDevices("1")).containsExactly(Map.of(field, id));
            assertThat(talk.transaction("1")).doesNotContainKey("devices");
        } else {
            assertThat(talk.oldDevices("1"))
                    .containsExactly(Talk.failed(
                            field, id, 4000000, "RESOURCE_INVALID_PARAM", "This device [" + id + "] invalid"));
            assertThat(talk.devices("1"))
                    .containsExactly(
                            Talk.failed(field, id, 40000004, "DEVICE_INVALID", "The specified device is not valid."));
        }
    }

    @Test
    void invalidIdentifier_cannotBeDeletedEither() throws IOException {
        talk.delete(Draft.of("1", "12"));

        assertThat(talk.devices("1"))
                .containsExactly(
                        Talk.failed("imei", "12", 40000004, "DEVICE_INVALID", "The specified device is not valid."));
    }

    @Test
    void deviceNotMadeBySamsung_isNotValid() throws IOException {
        World world = World.standard().withRejected(List.of(IMEI));
        try (Simulator simulator =
                Simulator.start(TestWorlds.still().world(world).build())) {
            Talk here = Talk.with(simulator).upload(Draft.of("1", IMEI, OTHER)).done();

            assertThat(here.devices("1"))
                    .containsExactly(Talk.failed(
                            "imei", IMEI, 40000004, "DEVICE_INVALID", "The specified device is not valid."));
            assertThat(simulator.devices()).extracting(RegisteredDevice::id).containsExactly(OTHER);
        }
    }

    @Test
    void deviceOfTheOtherGeneration_isThereForThisOne() throws IOException {
        talk.upload(Draft.of("1", IMEI)).oldUpload(Draft.of("2", OTHER));
        talk.upload(Draft.of("3", OTHER)).oldUpload(Draft.of("4", IMEI));

        assertThat(talk.devices("3")).containsExactly(Talk.duplicate(OTHER));
        assertThat(talk.oldDevices("4")).containsExactly(Talk.oldDuplicate(IMEI));
        talk.delete(Draft.of("5", OTHER)).oldDelete(Draft.of("6", IMEI));
        assertThat(KNOX.simulator().devices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SN, R58M1234567, r58m1234567, serialNumber",
        "MEID, a000004f3a2b1c, A000004F3A2B1C, meid",
        "MEID, A000004F3A2B1C, 268435463903812124, meid",
    })
    void identifierWrittenOtherwise_isTheSame(String type, String first, String second, String field)
            throws IOException {
        talk.upload(Draft.of("1", first).with("type", "\"" + type + "\""));
        talk.oldUpload(Draft.of("2", second).with("type", "\"" + type + "\""));

        assertThat(talk.oldDevices("2"))
                .containsExactly(Talk.failed(
                        field,
                        second,
                        4092100,
                        "RESELLER_DEVICE_ALREADY_EXISTS",
                        "device " + field + "[" + second + "] already exists"));
    }

    @Test
    void deviceOfAnotherReseller_existsAlready_andCannotBeDeleted() throws IOException {
        Caller second = Caller.gen1(KNOX.simulator(), "sim-gen1-key-2");
        Draft theirs = Draft.of("1", IMEI).with("resellerId", "\"4680000926\"").with("customerId", "\"1200000323\"");
        assertThat(second.put("/bulkenroll/v1/reseller/devices", theirs.gen1()).statusCode())
                .isEqualTo(200);

        talk.upload(Draft.of("1", IMEI)).delete(Draft.of("2", IMEI));

        assertThat(talk.devices("1")).containsExactly(Talk.duplicate(IMEI));
        assertThat(talk.devices("2")).containsExactly(Talk.notThere(IMEI));
        assertThat(KNOX.simulator().devices())
                .extracting(RegisteredDevice::resellerId)
                .containsExactly("4680000926");
    }

    /** A customer may buy from several resellers; each of them registers what it sold. */
    @Test
    void customerOfTwoResellers_hasDevicesOfBoth() throws IOException {
        World shared = new World(
                World.Settings.standard(),
                List.of(
                        Scene.account("1", "key-1", "client-1", 599, "9"),
                        Scene.account("2", "key-2", "client-2", 599, "9")));
        try (Simulator simulator =
                Simulator.start(TestWorlds.still().world(shared).build())) {
            for (String reseller : List.of("1", "2")) {
                Draft upload = Draft.of("PO-" + reseller, reseller.equals("1") ? IMEI : OTHER)
                        .with("resellerId", "\"" + reseller + "\"")
                        .with("customerId", "\"9\"");
                assertThat(Caller.gen1(simulator, "key-" + reseller)
                                .put(Talk.OLD, upload.gen1())
                                .statusCode())
                        .isEqualTo(200);
            }
            simulator.advanceClock(Duration.ofMinutes(1));

            assertThat(simulator.devices())
                    .extracting(RegisteredDevice::resellerId, RegisteredDevice::customerId, RegisteredDevice::id)
                    .containsExactly(tuple("1", "9", IMEI), tuple("2", "9", OTHER));
        }
    }

    @Test
    void deviceOfAnotherCustomer_existsAlready_andCannotBeDeleted() throws IOException {
        talk.upload(Draft.of("0", IMEI).with("customerId", "\"1200000322\""));

        talk.oldUpload(Draft.of("1", IMEI)).oldDelete(Draft.of("2", IMEI));

        assertThat(talk.oldDevices("1")).containsExactly(Talk.oldDuplicate(IMEI));
        assertThat(talk.oldDevices("2")).containsExactly(Talk.notThere(IMEI));
    }

    @Test
    void deletedDevice_isGone_andMayBeUploadedAgain() throws IOException {
        talk.upload(Draft.of("1", IMEI)).oldDelete(Draft.of("2", IMEI)).oldDelete(Draft.of("3", IMEI));
        talk.upload(Draft.of("4", IMEI));

        assertThat(talk.oldDevices("2")).containsExactly(Map.of("imei", IMEI));
        assertThat(talk.oldDevices("3")).containsExactly(Talk.notThere(IMEI));
        assertThat(talk.oldDevices("4")).containsExactly(Map.of("imei", IMEI));
        assertThat(KNOX.simulator().devices())
                .extracting(RegisteredDevice::transactionId)
                .containsExactly("4");
    }

    @Test
    void emptyList_isAcceptedAndCompletesWithNone() throws IOException {
        talk.upload(Draft.of("1"));

        assertThat(talk.oldDevices("1")).isEmpty();
        assertThat(talk.transaction("1")).doesNotContainKey("devices");
    }

    @Test
    void removeTransactionId_deletesWhatThatUploadRegistered_andIsStillThere_inItsOrder() throws IOException {
        talk.upload(Draft.of("first", OTHER));
        talk.upload(Draft.of("1", "351800000000705", IMEI, OTHER, "351800000000704"));
        talk.delete(Draft.of("2", IMEI));

        talk.oldDelete(remove("3", "1"));

        assertThat(talk.oldDevices("3"))
                .containsExactly(Map.of("imei", "351800000000705"), Map.of("imei", "351800000000704"));
        assertThat(talk.transaction("3"))
                .containsEntry("type", "Delete")
                .containsEntry("operationType", "DELETE")
                .doesNotContainKey("devices");
        assertThat(KNOX.simulator().devices()).extracting(RegisteredDevice::id).containsExactly(OTHER);
        talk.delete(remove("4", "1"));
        assertThat(talk.oldDevices("4")).isEmpty();
    }

    @Test
    void removeTransactionId_sparesADeviceThatALaterUploadRegistered() throws IOException {
        talk.upload(Draft.of("1", IMEI, OTHER)).delete(Draft.of("2", IMEI)).upload(Draft.of("3", IMEI));

        talk.delete(remove("4", "1"));

        assertThat(talk.oldDevices("4")).containsExactly(Map.of("imei", OTHER));
        assertThat(KNOX.simulator().devices()).extracting(RegisteredDevice::id).containsExactly(IMEI);
    }

    @Test
    void removeTransactionIdOfASeededUpload_isKnown() throws IOException {
        KNOX.simulator().seed(Caller.RESELLER, Caller.CUSTOMER, DeviceType.IMEI, Stream.of(IMEI, OTHER));

        talk.delete(remove("1", "seed"));

        assertThat(KNOX.simulator().devices()).isEmpty();
    }

    @Test
    void removeTransactionIdOfAnotherCustomersUpload_failsEachDevice() throws IOException {
        talk.upload(Draft.of("1", IMEI).with("customerId", "\"1200000322\""));

        talk.delete(remove("2", "1"));

        assertThat(talk.devices("2")).containsExactly(Talk.notThere(IMEI));
        assertThat(KNOX.simulator().devices()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"never", "2"})
    void removeTransactionIdThatIsNoUpload_isRefused(String unknown) throws IOException {
        talk.delete(Draft.of("2", IMEI));

        HttpResponse<String> old =
                talk.gen1().put(Talk.OLD + "/delete", remove("3", unknown).gen2());
        assertThat(old.statusCode()).isEqualTo(404);
        assertThat(old.body())
                .isEqualTo("{\"transactionId\":\"3\",\"state\":\"Rejected\",\"code\":4042105,"
                        + "\"message\":\"TRANSACTION_NOT_FOUND\","
                        + "\"data\":\"transaction not found. (transaction id : [" + unknown + "])\"}");
        HttpResponse<String> fresh =
                talk.gen2().put(Talk.FRESH + "/delete", remove("3", unknown).gen2());
        assertThat(fresh.statusCode()).isEqualTo(400);
        assertThat(Trees.object(fresh.body()))
                .containsEntry("code", 40000013.0)
                .containsEntry("message", "TRANSACTION_ID_INVALID")
                .containsEntry("data", "The specified transaction ID is not valid.");
    }

    private static Draft remove(String transactionId, String uploadId) {
        return Draft.of(transactionId)
                .with("type", "")
                .with("devices", "")
                .with("removeTransactionId", "\"" + uploadId + "\"");
    }
}
