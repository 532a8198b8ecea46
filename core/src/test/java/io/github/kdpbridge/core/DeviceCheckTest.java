package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceCheckTest {
    private static final DeviceCheck CHECK = DeviceCheck.standard();

    /** The service may call it complete, and nothing would have been done. */
    @Test
    void requestWithoutDevices_isRefused() {
        assertThatThrownBy(() -> CHECK.check("upload 7", Devices.imeis(List.of())))
                .isInstanceOf(RefusedLocallyException.class)
                .hasMessage("upload 7 was not sent: it names no device, so there is nothing to do");
    }

    @Test
    void wellFormedDevices_pass() {
        assertThatCode(() -> {
                    CHECK.check("upload 7", Devices.imeis(List.of("490154203237518", "490154203237518")));
                    CHECK.check("upload 7", Devices.meids(List.of("a10000009296f2", "99000000000001")));
                    CHECK.check("upload 7", Devices.serialNumbers(List.of("R58N1234ABC", "12345678")));
                    DeviceCheck.none().check("upload 7", Devices.imeis(List.of()));
                })
                .doesNotThrowAnyException();
    }

    /** Neither the place of a wrong character nor the other devices matter. */
    @Test
    void imeisOfAnUpload_areJudgedAsOneByOne() {
        Random random = new Random(20_261_127);
        for (int round = 0; round < 5_000; round++) {
            String digits = "%014d".formatted(random.nextLong(100_000_000_000_000L));
            String imei = digits + Luhn.checkDigit(digits, 14);
            assertThat(CHECK.problems(Devices.imeis(List.of("490154203237518", imei))))
                    .isEmpty();
            String wrong = List.of(
                            "0",
                            "9",
                            "/",
                            ":",
                            "a",
                            "-",
                            "\u0000",
                            "\u00b5",
                            "\u0660",
                            "\uff15",
                            "\ud83d\ude00",
                            "",
                            "77")
                    .get(random.nextInt(13));
            int at = random.nextInt(15);
            String changed = imei.substring(0, at) + wrong + imei.substring(at + 1);
            assertThat(CHECK.problems(Devices.imeis(List.of("490154203237518", changed)))
                            .isEmpty())
                    .as(changed)
                    .isEqualTo(DeviceId.imei(changed).problem().isEmpty());
        }
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

    /** The same IMEI with each last digit: one of ten is right, by ISO/IEC 7812-1 as it is written there. */
    @Test
    void imeis_areJudgedByTheirCheckDigits() {
        Random random = new Random(1);
        for (int round = 0; round < 5_000; round++) {
            String stem = "%014d".formatted(random.nextLong(100_000_000_000_000L));
            int sum = 0;
            for (int i = 0; i < stem.length(); i++) {
                int digit = Character.digit(stem.charAt(i), 10) * (i % 2 == 0 ? 1 : 2);
                sum += digit / 10 + digit % 10;
            }
            int right = (100 * 10 - sum) % 10;
            List<String> imeis = IntStream.range(0, 10).mapToObj(i -> stem + i).toList();

            assertThat(CHECK.problems(Devices.imeis(imeis)))
                    .hasSize(9)
                    .allSatisfy(problem -> assertThat(problem).endsWith("it should be " + right));
            assertThat(CHECK.problems(Devices.imeis(imeis.subList(right, right + 1))))
                    .isEmpty();
        }
    }

    @Test
    void imeis_haveNothingButDigits_whereverItStands() {
        for (char other = ' '; other < 0x80; other++) {
            for (int at = 0; at < 15; at++) {
                for (String zeros : List.of("000000000000000", "999999999999999")) {
                    String imei = zeros.substring(0, at) + other + zeros.substring(at + 1);
                    List<String> problems = CHECK.problems(Devices.imeis(List.of(imei)));

                    // A second identifier of another length: the same list as strings.
                    assertThat(CHECK.problems(Devices.imeis(List.of(imei, "1"))))
                            .as(imei)
                            .endsWith("IMEI 1 is not 15 digits")
                            .hasSize(problems.size() + 1)
                            .containsAll(problems);
                    if (other < '0' || other > '9') {
                        assertThat(problems).as(imei).singleElement().asString().endsWith("is not 15 digits");
                    }
                }
            }
        }
    }
}
