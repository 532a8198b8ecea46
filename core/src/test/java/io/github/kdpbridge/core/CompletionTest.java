package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract, section 5: generation 1's status is what was submitted, minus the failed devices of generation 2. */
class CompletionTest {
    private static final ServiceError DUPLICATE = new ServiceError(
            Condition.DEVICE_DUPLICATE, "40000005", "DEVICE_DUPLICATE", "The specified device already exists.");
    private static final List<String> IMEIS = List.of("350000000000006", "350000000000014", "350000000000022");

    private final List<Assumption> surprises = new ArrayList<>();

    private TransactionStatus completed(Devices submitted, TransactionStatus shown) {
        return Completion.of(submitted, shown, (assumption, seen) -> surprises.add(assumption));
    }

    private static TransactionStatus shown(DeviceType type, @Nullable ServiceError error, String... failed) {
        return new TransactionStatus(
                TransactionId.of("t-101"),
                TransactionState.COMPLETE,
                TransactionType.UPLOAD,
                List.of(failed).stream()
                        .map(id -> DeviceOutcome.failure(new DeviceId(type, id), DUPLICATE))
                        .toList(),
                DeviceCoverage.FAILED_ONLY,
                error,
                null,
                UnknownFields.none());
    }

    private static DeviceOutcome good(String imei) {
        return DeviceOutcome.success(DeviceId.imei(imei));
    }

    private static DeviceOutcome bad(String imei) {
        return DeviceOutcome.failure(DeviceId.imei(imei), DUPLICATE);
    }

    @Test
    void noFailedDevice_makesAllGoodInTheOrderSubmitted() {
        TransactionStatus status = completed(Devices.imeis(IMEIS), shown(DeviceType.IMEI, null));

        assertThat(status.devices())
                .containsExactly(good("350000000000006"), good("350000000000014"), good("350000000000022"));
        assertThat(status.coverage()).isEqualTo(DeviceCoverage.ALL);
        assertThat(surprises).isEmpty();
    }

    @Test
    void failedDevice_standsAtItsPlace() {
        TransactionStatus status = completed(Devices.imeis(IMEIS), shown(DeviceType.IMEI, null, "350000000000014"));

        assertThat(status.devices())
                .containsExactly(good("350000000000006"), bad("350000000000014"), good("350000000000022"));
        assertThat(surprises).isEmpty();
    }

    @Test
    void deviceThatIsTwiceInTheRequest_hasOneOutcomeTwice() {
        TransactionStatus status = completed(
                Devices.imeis(List.of("350000000000014", "350000000000006", "350000000000014")),
                shown(DeviceType.IMEI, null, "350000000000014", "350000000000014"));

        assertThat(status.devices())
                .containsExactly(bad("350000000000014"), good("350000000000006"), bad("350000000000014"));
    }

    @ParameterizedTest
    @CsvSource({
        "IMEI, 350000000000014, 35000000000001",
        "IMEI, 350000000000014, 35-000000-000001-4",
        "IMEI, 350000000000014, ' 350000000000014 '",
        "MEID, a10000000000af, A10000000000AF",
        "MEID, A10000000000AF, 270113177600000175",
        "MEID, 270113177600000175, a10000000000af",
        "SERIAL_NUMBER, r50a00000xy, R50A00000XY",
    })
    void identifierThatIsSpelledOtherwise_isFoundAndNamedAsSubmitted(String type, String submitted, String shown) {
        DeviceType kind = new DeviceType(type);
        TransactionStatus status =
                completed(new Devices(kind, List.of(submitted, "R50A00000ZZ")), shown(kind, null, shown));

        assertThat(status.failed()).containsExactly(DeviceOutcome.failure(new DeviceId(kind, submitted), DUPLICATE));
        assertThat(status.succeeded()).hasSize(1);
        assertThat(surprises).containsExactly(Assumption.IDENTIFIER_SPELLING);
    }

    /** Two IMEIs that differ in the check digit alone are two devices. */
    @Test
    void checkDigit_tellsTwoSubmittedDevicesApart() {
        TransactionStatus status = completed(
                Devices.imeis(List.of("351800000000702", "351800000000701")),
                shown(DeviceType.IMEI, null, "351800000000701"));

        assertThat(status.devices()).containsExactly(good("351800000000702"), bad("351800000000701"));
    }

    @Test
    void failedDeviceThatWasNeverSubmitted_isNotUnderstood() {
        assertThatThrownBy(() -> completed(Devices.imeis(IMEIS), shown(DeviceType.IMEI, null, "359999999999995")))
                .isInstanceOf(AnswerNotUnderstoodException.class)
                .hasMessage("status t-101 got an answer that cannot be understood: 1 failed devices of it were never"
                        + " submitted, so nothing can be said of the others [HTTP 200]");
        assertThat(surprises).containsExactly(Assumption.DEVICE_FIELDS);
    }

    @Test
    void errorOfTheTransaction_failsEachDevice() {
        ServiceError error = new ServiceError(
                Condition.CUSTOMER_NOT_FOUND,
                "40400002",
                "CUSTOMER_NOT_FOUND",
                "The specified customer does not exist.");

        TransactionStatus status = completed(Devices.imeis(IMEIS), shown(DeviceType.IMEI, error));

        assertThat(status.succeeded()).isEmpty();
        assertThat(status.failed()).extracting(DeviceOutcome::error).containsExactly(error, error, error);
        assertThat(status.error()).isEqualTo(error);
    }
}
