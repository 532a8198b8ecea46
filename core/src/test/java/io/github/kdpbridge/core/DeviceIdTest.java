package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceIdTest {
    /** Two samples that are widely published, the vendor's own one put right, and the smallest. */
    @ParameterizedTest
    @ValueSource(strings = {"490154203237518", "352099001761481", "351800000000701", "000000000000000"})
    void fifteenDigitsWithTheRightCheckDigit_areAnImei(String imei) {
        assertThat(DeviceId.parse(imei)).isEqualTo(DeviceId.imei(imei));
        assertThat(DeviceId.imei(imei).problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "49-015420-323751-8",
                " 490154203237518\t",
                "49 015420 323751 8",
                "49\u2013015420\u2011323751\u00a08",
            })
    void blanksAndDashes_areLeftOut(String typed) {
        assertThat(DeviceId.parse(typed)).isEqualTo(DeviceId.imei("490154203237518"));
    }

    @Test
    void vendorsSampleImei_hasAWrongCheckDigitAndIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceId.parse("351800000000702"))
                .withMessage("IMEI ***********0702 has the Luhn check digit 2, but it should be 1");
    }

    @Test
    void exactlyOneCheckDigitOfTen_isRight() {
        assertThat(IntStream.range(0, 10)
                        .filter(digit -> DeviceId.imei("49015420323751" + digit)
                                .problem()
                                .isEmpty()))
                .containsExactly(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A10000009296F2", "af0123450abcde", "A0-000004-9259B1", "1234567890123F"})
    void fourteenHexadecimalDigitsWithALetter_areAMeidAsWritten(String typed) {
        assertThat(DeviceId.parse(typed)).isEqualTo(DeviceId.meid(typed.replace("-", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "270113177609606898, A10000009296F2",
        "29360-87365-0070-3710, AF0123450ABCDE",
        "256691404800000001, 99000000000001",
        "429496729516777215, FFFFFFFFFFFFFF",
        "000000000000000000, 00000000000000",
    })
    void eighteenDigits_areADecimalMeid(String typed, String hexadecimal) {
        assertThat(DeviceId.parse(typed)).isEqualTo(DeviceId.meid(hexadecimal));
    }

    @ParameterizedTest
    @CsvSource({
        "429496729600000000, **************0000 is no decimal MEID: its first 10 digits are more than 4294967295",
        "999999999916777215, **************7215 is no decimal MEID: its first 10 digits are more than 4294967295",
        "270113177616777216, **************7216 is no decimal MEID: its last 8 digits are more than 16777215",
    })
    void decimalMeidOutOfRange_isRefused(String typed, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceId.parse(typed))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"R58N1234ABC", "r58n1234abc", "RF8M-123A", "1234567X", "A12345678901234567BC", "ABCDEF0123456"})
    void eightToTwentyLettersAndDigits_areASerialNumber(String typed) {
        assertThat(DeviceId.parse(typed)).isEqualTo(DeviceId.serialNumber(typed.replace("-", "")));
    }

    @Test
    void fourteenDigits_areRefusedAsAmbiguous() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceId.parse("35180000000070"))
                .withMessage(
                        "**********0070 may be an IMEI without its check digit, which would be 1, a MEID or a serial"
                                + " number: add the digit, or call DeviceId.meid or serialNumber");
    }

    @Test
    void meidWithItsCheckDigit_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceId.parse("A0-000004-9259B1-6"))
                .withMessage("***********9B16 may be a MEID with its check digit or a serial number: leave the last"
                        + " digit out, or call DeviceId.serialNumber");
    }

    @ParameterizedTest
    @CsvSource({
        "12345678, ****5678, 8",
        "4006381333931, *********3931, 13",
        "3518000000007011, ************7011, 16",
        "8949020000000000001, ***************0001, 19",
        "7, 7, 1",
    })
    void digitsOfAnyOtherNumber_areRefused(String typed, String masked, int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceId.parse(typed))
                .withMessage(masked + " has " + count + " digits, but an IMEI has 15 and a decimal MEID 18; if it is a"
                        + " serial number, call DeviceId.serialNumber");
    }

    @ParameterizedTest
    @CsvSource({
        "R58N123, ***N123",
        "R58N1234ABCDEFGHIJKLM, *****************JKLM",
        "R58N_1234, *****1234",
        "IMEI:490154203237518, ****************7518",
        "４９０１５４２０３２３７５１８, ***********７５１８",
    })
    void anythingElse_isRefused(String typed, String masked) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceId.parse(typed))
                .withMessage(masked + " is no IMEI (15 digits), no MEID (14 hexadecimal or 18 decimal digits) and no"
                        + " serial number (8 to 20 letters and digits)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-- -"})
    void nothing_isRefused(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceId.parse(typed))
                .withMessage("the device identifier is empty");
        assertThatNullPointerException().isThrownBy(() -> DeviceId.parse(null)).withMessage("text");
    }

    @ParameterizedTest
    @CsvSource({
        "IMEI, 49015420323751, is not 15 digits",
        "IMEI, 49-015420-323751-8, is not 15 digits",
        "IMEI, 49015420323751A, is not 15 digits",
        "IMEI, '', is not 15 digits",
        "IMEI, 490154203237517, 'has the Luhn check digit 7, but it should be 8'",
        "MEID, A10000009296F, is not 14 hexadecimal digits",
        "MEID, A10000009296FG, is not 14 hexadecimal digits",
        "MEID, A10000009296F20, is not 14 hexadecimal digits",
        "MEID, 270113177609606898, 'is in decimal form, which DeviceId.parse turns into 14 hexadecimal digits'",
        "SERIAL_NUMBER, R58N123, is not 8 to 20 letters and digits",
        "SERIAL_NUMBER, R58N-1234, is not 8 to 20 letters and digits",
        "SERIAL_NUMBER, R58N1234ABCDEFGHIJKLM, is not 8 to 20 letters and digits",
    })
    void malformedIdentifier_hasAProblem(String type, String value, String problem) {
        assertThat(new DeviceId(new DeviceType(type), value).problem()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "MEID, 99000000000001",
        "MEID, a10000009296f2",
        "SERIAL_NUMBER, 12345678",
        "SERIAL_NUMBER, R58N1234ABC",
        "EID, anything at all",
    })
    void identifierOfAKnownKindNeedsNoLetter_andAnUnknownKindIsNotJudged(String type, String value) {
        assertThat(new DeviceId(new DeviceType(type), value).problem()).isEmpty();
    }
}
