package io.github.kdpbridge.gen1facade.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ServiceError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/** Whatever is written of a device has to be what any JSON parser reads. */
class Gen1WriterTest {
    private static final ServiceError EXISTS =
            new ServiceError(Condition.DEVICE_DUPLICATE, "40000005", "any", "as Gen2 says");
    private static final ServiceError NOT_FOUND =
            new ServiceError(Condition.RESELLER_CUSTOMER_DEVICE_NOT_FOUND, "40000044", "any", "it's \"not\"\n\u00e9");
    private static final ServiceError UNKNOWN = new ServiceError(Condition.UNKNOWN, "x-1", "ODD", null);

    private final Gen1Writer writer = new Gen1Writer(Gen1Profile.standard());

    private Object devicesOf(ByteString json) throws IOException {
        Map<?, ?> answer = (Map<?, ?>) JsonReader.of(new Buffer().write(json)).readJsonValue();
        assertThat(answer).isNotNull();
        List<?> transactions = (List<?>) answer.get("transactions");
        return (transactions == null ? answer : (Map<?, ?>) transactions.get(0)).get("devices");
    }

    private Object statusOf(List<DeviceOutcome> devices) throws IOException {
        return devicesOf(writer.status(
                new TransactionStatus(
                        TransactionId.of("T-1"), TransactionState.COMPLETE, TransactionType.UPLOAD, devices),
                0));
    }

    @Test
    void errors_standWithTheirDevices_alsoWhenTheyAlternate() throws IOException {
        DeviceId one = DeviceId.imei("351800000000701");
        DeviceId two = DeviceId.serialNumber("R58M00AAAAA");
        DeviceId three = DeviceId.meid("A0000000000001");
        Map<String, Object> notFound = Map.of(
                "code", 40000044.0, "message", "RESELLER_CUSTOMER_DEVICE_NOT_FOUND", "data", "it's \"not\"\n\u00e9");

        Object devices = statusOf(List.of(
                DeviceOutcome.failure(one, EXISTS),
                DeviceOutcome.success(two),
                DeviceOutcome.failure(two, EXISTS),
                DeviceOutcome.failure(three, NOT_FOUND),
                DeviceOutcome.failure(one, NOT_FOUND),
                DeviceOutcome.failure(three, UNKNOWN),
                DeviceOutcome.failure(one, NOT_FOUND),
                DeviceOutcome.success(one)));

        assertThat(devices)
                .isEqualTo(List.of(
                        with(exists("imei", one), "imei", one),
                        Map.of("serialNumber", two.value()),
                        with(exists("serialNumber", two), "serialNumber", two),
                        with(notFound, "meid", three),
                        with(notFound, "imei", one),
                        Map.of("meid", three.value(), "code", "x-1", "message", "ODD"),
                        with(notFound, "imei", one),
                        Map.of("imei", one.value())));
    }

    /** Many alike are written in blocks, which end anywhere. */
    @Test
    void manyDevicesInARow_areWrittenLikeFew() throws IOException {
        Map<String, Object> notFound = Map.of(
                "code", 40000044.0, "message", "RESELLER_CUSTOMER_DEVICE_NOT_FOUND", "data", "it's \"not\"\n\u00e9");
        List<DeviceOutcome> devices = new ArrayList<>();
        List<Map<String, Object>> expected = new ArrayList<>();
        for (int run = 0; run < 6; run++) {
            for (int i = 0; i < 7 + run * run * 50; i++) {
                DeviceId imei = DeviceId.imei("35180" + (1_000_000_000L + run * 10_000L + i));
                devices.add(DeviceOutcome.success(imei));
                expected.add(Map.of("imei", imei.value()));
            }
            for (int i = 0; i < 7 + run; i++) {
                DeviceId serial = DeviceId.serialNumber("R58M" + (1_000_000 + i));
                devices.add(DeviceOutcome.failure(serial, NOT_FOUND));
                expected.add(with(notFound, "serialNumber", serial));
            }
            for (int i = 0; i < 7 + run; i++) {
                DeviceId imei = DeviceId.imei("35180" + (2_000_000_000L + i));
                devices.add(DeviceOutcome.failure(imei, EXISTS));
                expected.add(with(exists("imei", imei), "imei", imei));
            }
        }

        assertThat(statusOf(devices)).isEqualTo(expected);
        assertThat(statusOf(devices.subList(devices.size() - 30, devices.size())))
                .isEqualTo(expected.subList(expected.size() - 30, expected.size()));
        assertThat(statusOf(devices.subList(8, 50))).isEqualTo(expected.subList(8, 50));
    }

    private static Map<String, Object> exists(String field, DeviceId id) {
        return Map.of(
                "code",
                4092100.0,
                "message",
                "RESELLER_DEVICE_ALREADY_EXISTS",
                "data",
                "device " + field + "[" + id.value() + "] already exists");
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, DeviceId id) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put(name, id.value());
        return all;
    }

    @Test
    void anyIdentifier_isWrittenAsItIs() throws IOException {
        List<String> odd = List.of("", "a\"b", "\\", "\u0001\n", "\u007f", "\u00e9\u4e2d\ud83d\ude00", "\u2028", "x");
        List<DeviceOutcome> devices = new ArrayList<>();
        List<Map<String, Object>> expected = new ArrayList<>();
        for (String value : odd) {
            for (String type : List.of("IMEI", "o\"dd")) {
                devices.add(DeviceOutcome.success(new DeviceId(new DeviceType(type), value)));
                expected.add(Map.of(type.equals("IMEI") ? "imei" : type, value));
            }
        }

        assertThat(statusOf(devices)).isEqualTo(expected);
        assertThat(statusOf(List.of())).isEqualTo(List.of());
    }

    @Test
    void listedDevices_haveWhatHasNoName() throws IOException {
        List<ListedDevice> listed = IntStream.range(0, 3)
                .mapToObj(i -> listed(
                        "35180000000070" + i,
                        i == 1 ? UnknownFields.of(Map.of("a\"b", "[1, {}]")) : UnknownFields.none()))
                .toList();

        Object devices =
                devicesOf(writer.devices(new Page<>(listed, 3L, 0, 1L, UnknownFields.none()), PageRequest.first()));

        assertThat(devices)
                .isEqualTo(List.of(
                        Map.of("imei", "351800000000700"),
                        Map.of("imei", "351800000000701", "a\"b", List.of(1.0, Map.of())),
                        Map.of("imei", "351800000000702")));
    }

    private static ListedDevice listed(String imei, UnknownFields unknown) {
        return new ListedDevice(List.of(DeviceId.imei(imei)), null, null, null, null, unknown);
    }
}
