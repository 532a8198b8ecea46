package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Phones that have several identifiers: registered once, by whichever of them. */
final class PhoneTest {
    private static final World.Phone DUAL = World.standard().phones().get(0);

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.instant());

    private Talk talk;

    @BeforeEach
    void talk(Simulator simulator) throws IOException {
        talk = Talk.with(simulator);
    }

    @ParameterizedTest
    @CsvSource({
        "IMEI, 359900000000025, imei",
        "SN, R5CT00000AB, serialNumber",
        "SN, r5ct00000ab, serialNumber",
        "MEID, 35990000000001, meid",
        "MEID, 089921945600000001, meid",
    })
    void anotherIdentifier_isADuplicate_thoughItIsFoundNowhere(String type, String id, String field)
            throws IOException {
        talk.upload(Draft.of("1", DUAL.imei()));
        talk.upload(typed("2", type, id));

        assertThat(talk.devices("2"))
                .containsExactly(
                        Talk.failed(field, id, 40000005, "DEVICE_DUPLICATE", "The specified device already exists."));
        assertThat(talk.oldDevices("2"))
                .containsExactly(Talk.failed(
                        field,
                        id,
                        4092100,
                        "RESELLER_DEVICE_ALREADY_EXISTS",
                        "device " + field + "[" + id + "] already exists"));
        assertThat(listed()).containsExactly(DUAL.imei());
    }

    @ParameterizedTest
    @CsvSource({"IMEI, 359900000000025", "SN, R5CT00000AB", "MEID, 089921945600000001"})
    void anyIdentifier_deletesThePhone(String type, String id) throws IOException {
        talk.upload(Draft.of("1", DUAL.imei())).delete(typed("2", type, id));

        assertThat(talk.devices("2")).isEmpty();
        assertThat(KNOX.simulator().devices()).isEmpty();
    }

    @Test
    void phone_hasOneIdInThePortal_whicheverItWasUploadedBy() throws IOException {
        talk.upload(Draft.of("1", DUAL.imei()));
        Object id = items().get(0).get("id");

        talk.delete(Draft.of("2", DUAL.imei())).upload(typed("3", "SN", "R5CT00000AB"));

        assertThat(items().get(0)).containsEntry("id", id);
    }

    @Test
    void secondIdentifierInOneList_isADuplicateToo() throws IOException {
        talk.upload(Draft.of("1", DUAL.imei(), "359900000000025"));

        assertThat(talk.devices("1")).containsExactly(Talk.duplicate("359900000000025"));
    }

    @Test
    void phoneUploadedByItsSecondImei_isListedByItsFirst() throws IOException {
        talk.upload(Draft.of("1", "359900000000025"));

        Map<String, Object> item = items().get(0);
        assertThat(item)
                .containsEntry("mei", "359900000000017")
                .containsEntry("serialNumber", "R5CT00000AB")
                .containsEntry("meid", "089921945600000001")
                .containsEntry("model", "SM-S901B");
        assertThat(talk.gen1().get(Talk.OLD + "?resellerId=" + Caller.RESELLER).body())
                .contains("[{\"imei\":\"359900000000025\"}]");
    }

    @Test
    void identifierOfNoPhone_isAPhoneOfItsOwn_withTheRestMadeUp() throws IOException {
        talk.upload(Draft.of("1", "351800000000702"))
                .upload(typed("2", "SN", "R58M1234567"))
                .upload(typed("3", "MEID", "A000004F3A2B1C"));

        List<Map<String, Object>> items = items();
        assertThat(items.get(0)).containsEntry("mei", "351800000000702");
        assertThat(items.get(1)).containsEntry("serialNumber", "R58M1234567").doesNotContainKeys("mei", "meid");
        assertThat(items.get(2)).containsEntry("meid", "268435463903812124");
        assertThat(items.get(2).get("mei")).asString().matches("35[0-9]{13}");
        for (int phone : new int[] {0, 2}) {
            assertThat(items.get(phone).get("serialNumber")).asString().matches("R5[A-Z0-9]{9}");
            assertThat(items.get(phone).get("meid")).asString().matches("[0-9]{18}");
        }
        assertThat(items)
                .extracting(it -> it.get("model"))
                .allSatisfy(it -> assertThat(it).asString().matches("SM-[GX][0-9]{3}"));
        assertThat(items()).isEqualTo(items);
    }

    private static Draft typed(String transactionId, String type, String id) {
        return Draft.of(transactionId, id).with("type", "\"" + type + "\"");
    }

    private List<Object> listed() throws IOException {
        return items().stream().map(it -> it.get("mei")).toList();
    }

    private List<Map<String, Object>> items() throws IOException {
        String body =
                talk.gen2().get(Talk.FRESH + "?resellerId=" + Caller.RESELLER).body();
        return Trees.list(Trees.object(body), "devices");
    }
}
