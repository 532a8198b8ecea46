package io.github.kdpbridge.core.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCatalogueTest {
    private final ErrorCatalogue catalogue = ErrorCatalogue.standard();

    /** The published and assumed table of conditions, line by line. */
    @ParameterizedTest
    @CsvSource({
        "SUCCESS,                            2000000,  2000000,  200, REQUEST",
        "RESOURCE_INVALID_PARAM,             4000000,  40000000, 400, REQUEST",
        "RESELLER_ID_MISSING,                4002101,  40000000, 400, REQUEST",
        "DEVICE_INVALID,                     4002102,  40000004, 400, DEVICE",
        "CUSTOMER_ID_INVALID,                4002104,  40000011, 400, REQUEST",
        "RESELLER_CUSTOMER_DEVICE_NOT_FOUND, 40000044, 40000044, 400, DEVICE",
        "AUTHORIZATION_FAIL,                 4030000,  40300000, 403, REQUEST",
        "RESELLER_NOT_FOUND,                 4042101,  40400001, 404, REQUEST",
        "CUSTOMER_NOT_FOUND,                 4042104,  40400004, 404, REQUEST",
        "TRANSACTION_NOT_FOUND,              4042105,  40400005, 404, REQUEST",
        "RESELLER_DEVICE_ALREADY_EXISTS,     4092100,  40900000, 409, DEVICE",
        "DUPLICATE_TRANSACTION_ID,           4092101,  40900001, 409, REQUEST",
        "DEVICE_COUNT_EXCEEDED,              4002106,  40000006, 400, REQUEST",
        "ACCESS_TOKEN_BAD_REQUEST,           4012250,  4012250,  401, REQUEST",
        "INTERNAL_SERVER_ERROR,              5000000,  50000000, 500, REQUEST",
    })
    void condition_hasItsCodesStatusAndLevel(
            Condition condition, String gen1, String gen2, int status, ErrorLevel level) {
        assertThat(catalogue.code(Generation.GEN1, condition)).isEqualTo(gen1);
        assertThat(catalogue.code(Generation.GEN2, condition)).isEqualTo(gen2);
        assertThat(catalogue.httpStatus(condition)).isEqualTo(status);
        assertThat(catalogue.level(condition)).isEqualTo(level);
    }

    @ParameterizedTest
    @EnumSource(value = Condition.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void code_leadsBackToItsCondition(Condition condition) {
        for (Generation generation : Generation.values()) {
            String data = condition == Condition.RESELLER_ID_MISSING ? "resellerId is missing" : "something";
            assertThat(catalogue.condition(generation, catalogue.code(generation, condition), data))
                    .isEqualTo(condition);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "resellerId is missing, RESELLER_ID_MISSING",
        "customerId is missing, RESOURCE_INVALID_PARAM",
        ",                      RESOURCE_INVALID_PARAM",
    })
    void sharedGen2Code_isToldApartByTheParameterInItsData(String data, Condition condition) {
        assertThat(catalogue.condition(Generation.GEN2, "40000000", data)).isEqualTo(condition);
    }

    @Test
    void unknownCode_keepsItsNumberNameAndText() {
        ServiceError error = catalogue.error(Generation.GEN2, "40000099", "SOMETHING_NEW", "about something");

        assertThat(error)
                .isEqualTo(new ServiceError(Condition.UNKNOWN, "40000099", "SOMETHING_NEW", "about something"));
        assertThat(error).hasToString("SOMETHING_NEW (code 40000099): about something");
    }

    @Test
    void override_changesOneGenerationOfOneConditionInBothDirections() {
        ErrorCatalogue mended = catalogue
                .withCode(Generation.GEN2, Condition.CUSTOMER_NOT_FOUND, "40499999")
                .withHttpStatus(Condition.CUSTOMER_NOT_FOUND, 400);

        assertThat(mended.code(Generation.GEN2, Condition.CUSTOMER_NOT_FOUND)).isEqualTo("40499999");
        assertThat(mended.code(Generation.GEN1, Condition.CUSTOMER_NOT_FOUND)).isEqualTo("4042104");
        assertThat(mended.httpStatus(Condition.CUSTOMER_NOT_FOUND)).isEqualTo(400);
        assertThat(mended.condition(Generation.GEN2, "40499999", null)).isEqualTo(Condition.CUSTOMER_NOT_FOUND);
        assertThat(mended.condition(Generation.GEN2, "40400004", null)).isEqualTo(Condition.UNKNOWN);
        assertThat(catalogue.code(Generation.GEN2, Condition.CUSTOMER_NOT_FOUND))
                .isEqualTo("40400004");
    }

    @Test
    void resellerIdMissing_withACodeOfItsOwnNeedsNoData() {
        ErrorCatalogue mended = catalogue.withCode(Generation.GEN2, Condition.RESELLER_ID_MISSING, "40000001");

        assertThat(mended.condition(Generation.GEN2, "40000001", null)).isEqualTo(Condition.RESELLER_ID_MISSING);
        assertThat(mended.condition(Generation.GEN2, "40000000", "resellerId is missing"))
                .isEqualTo(Condition.RESOURCE_INVALID_PARAM);
    }

    @Test
    void misuse_isNamed() {
        assertThatThrownBy(() -> catalogue.code(Generation.GEN1, Condition.UNKNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("UNKNOWN is not in the catalogue");
        assertThatThrownBy(() -> catalogue.withCode(Generation.GEN1, Condition.SUCCESS, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the code of SUCCESS is empty");
        assertThatThrownBy(() -> catalogue.withHttpStatus(Condition.SUCCESS, 99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an HTTP status: 99");
    }

    @Test
    void httpStatus_isAnyThatHttpHas() {
        assertThat(catalogue.withHttpStatus(Condition.SUCCESS, 100).httpStatus(Condition.SUCCESS))
                .isEqualTo(100);
        assertThat(catalogue.withHttpStatus(Condition.SUCCESS, 599).httpStatus(Condition.SUCCESS))
                .isEqualTo(599);
        assertThatThrownBy(() -> catalogue.withHttpStatus(Condition.SUCCESS, 600))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an HTTP status: 600");
    }
}
