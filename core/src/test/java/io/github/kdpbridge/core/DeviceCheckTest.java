package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceCheckTest {
    private static final DeviceCheck CHECK = DeviceCheck.standard();

    @Test
    void wellFormedDevices_pass() {
        assertThatCode(() -> {
                    CHECK.check("upload 7", Devices.imeis(List.of("490154203237518", "490154203237518")));
                    CHECK.check("upload 7", Devices.meids(List.of("a10000009296f2", "99000000000001")));
                    CHECK.check("upload 7", Devices.serialNumbers(List.of("R58N1234ABC", "12345678")));
                    CHECK.check("upload 7", Devices.imeis(List.of()));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void vendorsSampleImei_isHeldBackUnlessTheCheckIsOff() {
        Devices sample = Devices.imeis(List.of("351800000000702"));

        assertThatThrownBy(() -> CHECK.check("upload 244303", sample))
                .isInstanceOfSatisfying(
                        RefusedLocallyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_REQUEST))
                .hasMessage("upload 244303 was not sent: of 1 device identifiers, 1 cannot be right: "
                        + "IMEI ***********0702 has the Luhn check digit 2, but it should be 1");
        assertThatCode(() -> DeviceCheck.none().check("upload 244303", sample)).doesNotThrowAnyException();
    }

    @Test
    void manyMalformedDevices_areCountedAndTheFirstThreeNamed() {
        Devices devices = Devices.imeis(List.of("1", "490154203237518", "22222", "490154203237517", "4", ""));

        assertThatThrownBy(() -> CHECK.check("delete 8", devices))
                .hasMessage(
                        "delete 8 was not sent: of 6 device identifiers, 5 cannot be right: IMEI 1 is not 15 digits;"
                                + " IMEI *2222 is not 15 digits; IMEI ***********7517 has the Luhn check digit 7, but it should"
                                + " be 8; …");
        assertThat(CHECK.problems(devices)).hasSize(5).endsWith("IMEI 4 is not 15 digits", "IMEI  is not 15 digits");
    }

    @Test
    void kindThatIsNotKnown_isNotJudged() {
        assertThat(CHECK.problems(new Devices(new DeviceType("EID"), List.of("", "?"))))
                .isEmpty();
    }
}
