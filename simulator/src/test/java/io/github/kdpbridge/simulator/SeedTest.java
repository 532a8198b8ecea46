package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.world.DeviceType;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices that a test registers without a request. */
final class SeedTest {
    private static final String FIRST = "351800000000702";
    private static final String SECOND = "351800000000710";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.instant());

    @Test
    void seededDevices_areRegisteredAtOnce() throws IOException {
        KNOX.simulator().seed(Caller.RESELLER, Caller.CUSTOMER, DeviceType.IMEI, Stream.of(SECOND, FIRST));

        assertThat(KNOX.simulator().devices())
                .containsExactly(
                        new RegisteredDevice(
                                DeviceType.IMEI,
                                FIRST,
                                Caller.RESELLER,
                                Caller.CUSTOMER,
                                null,
                                "seed",
                                TestWorlds.START,
                                List.of(),
                                null,
                                true),
                        new RegisteredDevice(
                                DeviceType.IMEI,
                                SECOND,
                                Caller.RESELLER,
                                Caller.CUSTOMER,
                                null,
                                "seed",
                                TestWorlds.START,
                                List.of(),
                                null,
                                true));
        assertThat(KNOX.simulator().requests()).isEmpty();
        Caller gen1 = Caller.gen1(KNOX.simulator(), Caller.KEY);
        assertThat(gen1.get("/bulkenroll/v1/reseller/devices/status?resellerId=4680000925&transactionId=seed")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void seededDevices_areDeletedByTheirCustomer() throws IOException {
        KNOX.simulator()
                .seed(
                        Caller.RESELLER,
                        Caller.CUSTOMER,
                        DeviceType.IMEI,
                        IntStream.range(0, 10).mapToObj("35%013d"::formatted));

        Caller.gen1(KNOX.simulator(), Caller.KEY)
                .put(
                        "/bulkenroll/v1/reseller/devices/delete",
                        Draft.of("1", "350000000000007").gen1());

        assertThat(KNOX.simulator().devices())
                .hasSize(9)
                .extracting(RegisteredDevice::id)
                .doesNotContain("350000000000007");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1          | 1200000321 | 351800000000710 | the world has no customer 1200000321 of a reseller 1
            4680000925 | 1200000323 | 351800000000710 | the world has no customer 1200000323 of a reseller 4680000925
            4680000925 | 1200000321 | R58M1234567     | R58M1234567 is not a valid IMEI
            4680000925 | 1200000321 | 351800000000702 | IMEI 351800000000702 is registered already
            """)
    void seedThatCannotBe_isMisuse(String resellerId, String customerId, String id, String message) {
        KNOX.simulator().seed(Caller.RESELLER, Caller.CUSTOMER, DeviceType.IMEI, Stream.of(FIRST));

        assertThatThrownBy(() -> KNOX.simulator().seed(resellerId, customerId, DeviceType.IMEI, Stream.of(id)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(KNOX.simulator().devices()).hasSize(1);
    }
}
