package io.github.kdpbridge.verify.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PortalContentTest {
    @Test
    void devicesRegisteredAtAnotherTime_areTheSame() {
        assertThat(compare(List.of(device("1200000321", null, 1)), List.of(device("1200000321", null, 2))))
                .isEmpty();
    }

    @Test
    void deviceOfAnotherCustomerOrVendor_isDifferent() {
        assertThat(compare(List.of(device("1200000321", null, 1)), List.of(device("1200000322", "7850000063", 1))))
                .containsExactlyInAnyOrder(
                        new Difference("$['IMEI 351800000000701'].customerId", "\"1200000321\"", "\"1200000322\""),
                        new Difference("$['IMEI 351800000000701'].vendorId", "null", "\"7850000063\""));
    }

    @Test
    void deviceThatIsRegisteredOnOneSide_isDifferent() {
        assertThat(compare(List.of(), List.of(device("1200000321", null, 1))))
                .extracting(Difference::path, Difference::left)
                .containsExactly(tuple("$['IMEI 351800000000701']", Difference.ABSENT));
    }

    private static List<Difference> compare(List<RegisteredDevice> left, List<RegisteredDevice> right) {
        return PortalContent.compare(left, right, Comparison.strict());
    }

    private static RegisteredDevice device(String customer, @Nullable String vendor, long time) {
        return new RegisteredDevice(
                DeviceType.IMEI,
                "351800000000701",
                "4680000925",
                customer,
                vendor,
                "PO-1",
                Instant.ofEpochSecond(time),
                List.of(),
                null,
                true);
    }
}
