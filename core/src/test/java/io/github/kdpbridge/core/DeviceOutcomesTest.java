package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ServiceError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceOutcomesTest {
    private static final ServiceError INVALID = new ServiceError(
            Condition.DEVICE_ID_INVALID, "40000000", "RESOURCE_INVALID_PARAM", "This device is invalid");
    private static final ServiceError DUPLICATE =
            new ServiceError(Condition.DEVICE_DUPLICATE, "40900000", "RESOURCE_ALREADY_EXISTS", "");

    private static DeviceOutcome done(String imei) {
        return DeviceOutcome.success(DeviceId.imei(imei));
    }

    private static DeviceOutcome failed(String imei, ServiceError error) {
        return DeviceOutcome.failure(DeviceId.imei(imei), error);
    }

    /** Of several types, lengths, errors and further fields, neighbours alike and not. */
    private static ImmutableList<DeviceOutcome> mixed() {
        return ImmutableList.of(
                done("350000000000001"),
                done("350000000000002"),
                failed("350000000000003", INVALID),
                failed("350000000000004", INVALID),
                failed("", INVALID),
                failed("caf\u00e9 \"7\"", INVALID),
                failed("350000000000005", DUPLICATE),
                done("350000000000006"),
                DeviceOutcome.success(DeviceId.serialNumber("R58N0000001")),
                DeviceOutcome.success(DeviceId.serialNumber("R58N00000012")),
                new DeviceOutcome(
                        DeviceId.serialNumber("R58N0000003"), null, UnknownFields.of(ImmutableMap.of("more", "true"))),
                DeviceOutcome.success(DeviceId.serialNumber("R58N0000004")));
    }

    @Test
    void copy_isTheSameList() {
        DeviceOutcomes copy = DeviceOutcomes.copyOf(mixed());

        assertThat(copy).isEqualTo(mixed()).hasSameHashCodeAs(mixed()).hasSize(12);
        assertThat(List.copyOf(copy)).isEqualTo(mixed());
        assertThat(copy.subList(3, 9)).isEqualTo(mixed().subList(3, 9));
        assertThat(DeviceOutcomes.copyOf(copy)).isSameAs(copy);
        assertThat(DeviceOutcomes.copyOf(List.of())).isEmpty();
        assertThatThrownBy(() -> copy.get(12)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> copy.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> copy.add(done("1"))).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void neighboursThatDifferInTheIdentifierOnly_areOneRun() {
        assertThat(DeviceOutcomes.copyOf(mixed()).runs())
                .extracting(run -> run.identifiers().size())
                .containsExactly(2, 4, 1, 1, 2, 1, 1);
    }

    @Test
    void run_showsNoIdentifier() {
        assertThat(DeviceOutcomes.copyOf(mixed()).runs())
                .extracting(DeviceOutcomes.Run::toString)
                .startsWith("2 x IMEI: done", "4 x IMEI: DEVICE_ID_INVALID");
    }

    @Test
    void lists_areJoined() {
        DeviceOutcomes joined = new DeviceOutcomes.Builder()
                .add(done("350000000000000"))
                .addAll(DeviceOutcomes.copyOf(mixed()))
                .add(done("350000000000009"))
                .addAll(mixed())
                .build();

        assertThat(joined)
                .isEqualTo(ImmutableList.builder()
                        .add(done("350000000000000"))
                        .addAll(mixed())
                        .add(done("350000000000009"))
                        .addAll(mixed())
                        .build());
    }

    @Test
    void outcomeLikeTheLast_isAddedByItsBytes() {
        DeviceOutcomes.Builder outcomes = new DeviceOutcomes.Builder().add(failed("350000000000001", INVALID));
        byte[] json = "\"350000000000002\",\"35\"".getBytes(StandardCharsets.UTF_8);

        assertThat(outcomes.addSimple(json, 1, 15)).isTrue();
        assertThat(outcomes.addSimple(json, 19, 2)).as("of another length").isFalse();
        outcomes.addAlike(json, 19, 2);

        assertThat(outcomes.build())
                .containsExactly(
                        failed("350000000000001", INVALID), failed("350000000000002", INVALID), failed("35", INVALID));
    }

    @Test
    void outcomeLikeNone_isRefused() {
        DeviceOutcomes.Builder outcomes = new DeviceOutcomes.Builder();

        assertThatThrownBy(() -> outcomes.addAlike(new byte[] {'1'}, 0, 1)).isInstanceOf(IllegalStateException.class);
        outcomes.addAll(DeviceOutcomes.copyOf(mixed()));
        assertThatThrownBy(() -> outcomes.addSimple(new byte[] {'1'}, 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void devicesOfARequest_haveOneOutcome() {
        Devices devices = Devices.imeis(List.of("350000000000001", "350000000000002"));

        assertThat(DeviceOutcomes.succeeded(devices)).containsExactly(done("350000000000001"), done("350000000000002"));
        assertThat(DeviceOutcomes.failed(devices, DUPLICATE))
                .containsExactly(failed("350000000000001", DUPLICATE), failed("350000000000002", DUPLICATE));
        assertThat(DeviceOutcomes.succeeded(devices).runs().get(0).identifiers())
                .isSameAs(devices.identifiers());
        assertThat(DeviceOutcomes.succeeded(Devices.imeis(List.of()))).isEmpty();
    }

    @Test
    void manyAlike_takeTheBytesOfTheirIdentifiers() {
        DeviceOutcomes many = DeviceOutcomes.copyOf(IntStream.range(0, 10_000)
                .mapToObj(i -> failed(Long.toString(350000000000000L + i), INVALID))
                .toList());

        assertThat(many.runs()).hasSize(1);
        assertThat(many.memory()).isBetween(180_000L, 181_000L);
        assertThat(many.get(9_999)).isEqualTo(failed("350000000009999", INVALID));
    }

    @Test
    void memory_countsLongTexts() {
        ServiceError wordy =
                new ServiceError(Condition.DEVICE_ID_INVALID, "40000000", "m".repeat(1_000), "d".repeat(20_000));
        UnknownFields further = UnknownFields.of(ImmutableMap.of("n".repeat(300), "v".repeat(4_000)));

        assertThat(DeviceOutcomes.copyOf(List.of(failed("350000000000001", wordy)))
                        .memory())
                .isBetween(21_000L, 22_000L);
        assertThat(DeviceOutcomes.copyOf(List.of(new DeviceOutcome(DeviceId.imei("350000000000001"), null, further)))
                        .memory())
                .isBetween(4_300L, 5_000L);
    }

    @Test
    void status_tellsFailedAndSucceeded() {
        TransactionStatus status = new TransactionStatus(
                TransactionId.of("T-1"), TransactionState.COMPLETE, TransactionType.UPLOAD, mixed());

        assertThat(status.failed()).isEqualTo(mixed().subList(2, 7));
        assertThat(status.succeeded()).hasSize(7).doesNotContainAnyElementsOf(status.failed());
    }
}
