package io.github.kdpbridge.gen2client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.serviceclient.json.ItemReading;
import io.github.kdpbridge.serviceclient.json.JsonBody;
import io.github.kdpbridge.serviceclient.json.JsonItems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceFieldsTest {
    private static ItemReading<DeviceOutcome> devices() {
        Gen2Profile profile = Gen2Profile.standard();
        Verdicts verdicts = new Verdicts(profile.errors(), (assumption, seen) -> {});
        return DeviceFields.outcome(DeviceFields.wanted(profile), profile, verdicts, (assumption, seen) -> {});
    }

    private static String parsed(String json) {
        try {
            return shown(JsonItems.all(JsonReader.of(new Buffer().writeUtf8(json)), devices()));
        } catch (IOException | RuntimeException e) {
            return "refused";
        }
    }

    private static String scanned(String json) {
        try {
            return shown(JsonBody.of(new Buffer().writeUtf8(json)).parse(reader -> JsonItems.all(reader, devices())));
        } catch (IOException | RuntimeException e) {
            return "refused";
        }
    }

    private static String shown(List<DeviceOutcome> devices) {
        StringBuilder all = new StringBuilder();
        for (DeviceOutcome device : devices) {
            all.append(device.id())
                    .append(' ')
                    .append(device.error())
                    .append(' ')
                    .append(device.unknown().json())
                    .append('\n');
        }
        return all.toString();
    }

    /** Each array has items of which the second and third differ from the one before in their first text, or nearly so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'imei':'1','code':'2000000'},{'imei':'2','code':'2000000'},{'imei':'3','code':'2000000'}",
                "{'imei':'1','code':40000000,'message':'a'},{'imei':'2','code':40000000,'message':'a'},"
                        + "{'imei':'3','code':40000000,'message':'a'}",
                "{'code':'2000000','imei':'1'},{'code':'2000001','imei':'1'},{'code':'2000002','imei':'1'}",
                "{'message':'SUCCESS','imei':'1'},{'message':'FAILURE','imei':'1'},{'message':'SUCCESS','imei':'1'}",
                "{'imei':'1','meid':'A'},{'imei':'2','meid':'A'},{'imei':'3','meid':'A'}",
                "{'meid':'A','imei':'1'},{'meid':'B','imei':'1'},{'meid':'C','imei':'1'}",
                "{'meid':'A','imei':''},{'meid':'B','imei':''},{'meid':'C','imei':''}",
                "{'imei':'','meid':'A'},{'imei':'','meid':'A'},{'imei':'','meid':'A'}",
                "{'imei':''},{'imei':''},{'imei':'1'}",
                "{'imei':'1','imei':'1'},{'imei':'1','imei':'1'},{'imei':'1','imei':'1'}",
                "{'imei':'1','imei':'1'},{'imei':'2','imei':'1'}",
                "{'imei':'1','imei':null},{'imei':'2','imei':null},{'imei':'3','imei':null}",
                "{'imei':'1','more':true},{'imei':'2','more':true},{'imei':'3','more':true}",
                "{'serialNumber':'R58','code':'40900000'},{'serialNumber':'R59','code':'40900000'},"
                        + "{'serialNumber':'R60','code':'40900001'}",
                "{'imei':'ab'},{'imei':'\\n'},{'imei':'cd'},{'imei':'\\\\'},{'imei':'ef'}",
                "{'imei':'1'},{'imei':'2'},{'imei':'22'},{'imei':'33'},{'imei':'4'},{'imei':'5'}",
                "{'imei':'a.b'},{'imei':'c.d'},{'imei':'e f'},{'imei':'caf\u00e9'},{'imei':'g-h'}",
                "{'mei':'351800000000701'},{'mei':'351800000000702'},{'mei':'A5180000000070'}",
            })
    void scannedDevices_areThoseOfTheParser(String items) {
        String json = ("[{'imei':'0'}," + items + "]").replace('\'', '"');

        assertThat(scanned(json)).isEqualTo(parsed(json));
    }

    /** Many are compared before one is taken, and a part of the bytes ends between two of them or in one. */
    @ParameterizedTest
    @ValueSource(ints = {2, 16, 17, 18, 33, 100, 1000})
    void manyAlike_areThoseOfTheParser(int count) {
        String item = "{'imei':'%s','code':'40000000','message':'RESOURCE_INVALID_PARAM'}";
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(item.formatted(Long.toString(350_000_000_000_000L + i)));
        }
        String alike = "[" + String.join(",", items) + "]";
        items.set(count / 2, item.formatted("35000000000.000"));
        items.set(count - 1, item.formatted("3500000000000\\\\"));
        String odd = "[" + String.join(",", items) + "]";

        for (String json : List.of(alike.replace('\'', '"'), odd.replace('\'', '"'))) {
            assertThat(scanned(json)).isEqualTo(parsed(json)).contains("3500000000");
        }
    }
}
