package io.github.kdpbridge.core.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.error.ErrorCatalogue.Agreement;
import io.github.kdpbridge.core.error.ErrorCatalogue.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCatalogueTest {
    private static final String TEXT = "text of generation 2";

    private final ErrorCatalogue catalogue = ErrorCatalogue.standard();

    /** Section 8 of the contract, row by row: what generation 2 says, and what generation 1 says to the same. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            40000000, RESOURCE_INVALID_PARAM,               400, 4000000,  RESOURCE_INVALID_PARAM,              400, -
            40000001, RESOURCE_DUPLICATE_PARAM,             400, 4000001,  RESOURCE_DUPLICATE_PARAM,            400, -
            40000002, PAGE_OUT_OF_BOUNDS,                   400, 4000002,  PAGE_OUT_OF_BOUNDS,                  400, -
            40000003, DEVICE_COUNT_EXCEEDED,                400, 4000019,  TOO_MANY_DEVICES,                    400, -
            40000004, DEVICE_INVALID,                       200, 4000000,  RESOURCE_INVALID_PARAM,              400, This device [ID] invalid
            40000005, DEVICE_DUPLICATE,                     200, 4092100,  RESELLER_DEVICE_ALREADY_EXISTS,      400, device imei[ID] already exists
            40000006, DEVICE_ID_INVALID,                    200, 4000000,  RESOURCE_INVALID_PARAM,              400, This device [ID] invalid
            40000007, DEVICE_IMEI_INVALID,                  200, 4000000,  RESOURCE_INVALID_PARAM,              400, This device [ID] invalid
            40000008, DEVICE_MEID_INVALID,                  200, 4000000,  RESOURCE_INVALID_PARAM,              400, This device [ID] invalid
            40000009, DEVICE_SERIAL_INVALID,                200, 4000000,  RESOURCE_INVALID_PARAM,              400, This device [ID] invalid
            40000010, RESELLER_ID_INVALID,                  400, 4042100,  RESELLER_NOT_FOUND,                  404, -
            40000011, CUSTOMER_ID_INVALID,                  400, 4042104,  CUSTOMER_NOT_FOUND,                  404, customer not found. (customer id : [ID])
            40000012, CUSTOMER_RESELLER_ALREADY_ASSOCIATED, 400, 4092103,  RESELLER_ASSOCIATION_ALREADY_EXISTS, 409, -
            40000013, TRANSACTION_ID_INVALID,               400, 4000000,  RESOURCE_INVALID_PARAM,              400, -
            40000014, TRANSACTION_ID_DUPLICATE,             400, 4092101,  TRANSACTION_ID_DUPLICATE,            409, -
            40000044, RESELLER_CUSTOMER_DEVICE_NOT_FOUND,   200, 40000044, RESELLER_CUSTOMER_DEVICE_NOT_FOUND,  400, -
            40100000, AUTHORIZATION_FAIL,                   401, 4010000,  AUTHORIZATION_FAIL,                  401, Invalid Api Key
            40300000, AUTHORIZATION_FAIL,                   403, 4030000,  AUTHORIZATION_FAIL,                  403, -
            40400001, RESELLER_NOT_FOUND,                   404, 4042100,  RESELLER_NOT_FOUND,                  404, -
            40400002, CUSTOMER_NOT_FOUND,                   404, 4042104,  CUSTOMER_NOT_FOUND,                  404, customer not found. (customer id : [ID])
            40400003, VENDOR_NOT_FOUND,                     404, 4040003,  VENDOR_NOT_FOUND,                    404, -
            40400004, ASSOCIATION_NOT_FOUND,                404, 4040004,  ASSOCIATION_NOT_FOUND,               404, -
            50000000, INTERNAL_SERVER_ERROR,                500, 5000000,  INTERNAL_SERVER_ERROR,               500, -
            """)
    void errorOfGeneration2_hasItsWordsInGeneration1(
            String code, String name, int status, String gen1Code, String gen1Name, int gen1Status, String gen1Text) {
        Reading reading = catalogue.read(status, code, name, TEXT);
        ServiceError error = reading.error();

        assertThat(reading.agreement()).isEqualTo(Agreement.AGREED);
        assertThat(catalogue.inGen1(error, "ID", "imei"))
                .isEqualTo(new ServiceError(error.condition(), gen1Code, gen1Name, gen1Text == null ? TEXT : gen1Text));
        assertThat(catalogue.httpStatus(Generation.GEN1, error.condition())).isEqualTo(gen1Status);
        assertThat(catalogue.inGen1(error, null, "imei").data())
                .isEqualTo(gen1Text == null || gen1Text.contains("ID") ? TEXT : gen1Text);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # rule 1: the name decides, also over the vendor's misprints
            200, 4000004,  DEVICE_INVALID,           DEVICE_INVALID,           NUMBER_UNKNOWN
            200, 4000044,  RESELLER_CUSTOMER_DEVICE_NOT_FOUND, RESELLER_CUSTOMER_DEVICE_NOT_FOUND, NUMBER_UNKNOWN
            401, 40122050, ACCESS_TOKEN_BAD_REQUEST, ACCESS_TOKEN_BAD_REQUEST, NUMBER_UNKNOWN
            401, 4010050,  ACCESS_TOKEN_BAD_REQUEST, ACCESS_TOKEN_BAD_REQUEST, NUMBER_UNKNOWN
            403, 403225,   ACCESS_TOKEN_EXPIRED,     ACCESS_TOKEN_EXPIRED,     NUMBER_UNKNOWN
            400, -,        TRANSACTION_ID_DUPLICATE, TRANSACTION_ID_DUPLICATE, NUMBER_UNKNOWN
            # rule 2: one name, two conditions
            401, 40100000, AUTHORIZATION_FAIL,       UNAUTHENTICATED,          AGREED
            403, 40300000, AUTHORIZATION_FAIL,       FORBIDDEN,                AGREED
            401, 40300000, AUTHORIZATION_FAIL,       UNAUTHENTICATED,          AGREED
            403, 40100000, AUTHORIZATION_FAIL,       FORBIDDEN,                AGREED
            200, 40100000, AUTHORIZATION_FAIL,       UNAUTHENTICATED,          AGREED
            # rule 3: the number decides where the name is unknown, or absent
            400, 40000011, WRONG_CUSTOMER,           CUSTOMER_ID_INVALID,      NAME_UNKNOWN
            400, 40000011, -,                        CUSTOMER_ID_INVALID,      AGREED
            # rule 4: both known, of two rows
            200, 40000005, DEVICE_INVALID,           DEVICE_INVALID,           NUMBER_OF_ANOTHER
            400, 40400003, CUSTOMER_ID_INVALID,      CUSTOMER_ID_INVALID,      NUMBER_OF_ANOTHER
            # rule 5: both unknown
            400, 40000099, SOMETHING_NEW,            UNKNOWN,                  UNKNOWN
            """)
    void nameDecidesOverNumber(int status, String code, String name, Condition condition, Agreement agreement) {
        Reading reading = catalogue.read(status, code == null ? "" : code, name, null);

        assertThat(reading.error().condition()).isEqualTo(condition);
        assertThat(reading.agreement()).isEqualTo(agreement);
    }

    @ParameterizedTest
    @CsvSource({
        "The specified request parameters are not valid. {resellerId}, RESELLER_ID_MISSING, 4002101, reseller id is missing",
        "The specified request parameters are not valid. {customerId}, RESOURCE_INVALID_PARAM, 4000000,"
                + " The specified request parameters are not valid. {customerId}",
    })
    void missingReseller_isToldByTheParameterInTheText(String data, Condition condition, String gen1, String gen1Text) {
        ServiceError error =
                catalogue.read(400, "40000000", "RESOURCE_INVALID_PARAM", data).error();

        assertThat(error.condition()).isEqualTo(condition);
        assertThat(catalogue.inGen1(error, null, "imei").code()).isEqualTo(gen1);
        assertThat(catalogue.inGen1(error, null, "imei").data()).isEqualTo(gen1Text);
    }

    /** An unknown number of eight digits follows the rule of those that both generations number. */
    @ParameterizedTest
    @CsvSource({"40000099, 4000099", "40912345, 4092345", "4000099, 4000099", "70000099, 70000099", "X-1, X-1"})
    void unknownCode_keepsItsNameAndText(String code, String gen1Code) {
        ServiceError error =
                catalogue.read(400, code, "SOMETHING_NEW", "about something").error();

        assertThat(error).isEqualTo(new ServiceError(Condition.UNKNOWN, code, "SOMETHING_NEW", "about something"));
        assertThat(error).hasToString("SOMETHING_NEW (code " + code + "): about something");
        assertThat(catalogue.inGen1(error, "ID", "imei"))
                .isEqualTo(new ServiceError(Condition.UNKNOWN, gen1Code, "SOMETHING_NEW", "about something"));
    }

    /** A duplicate is a 400 in generation 2: a rule for 409 would never be met. */
    @Test
    void generation2_hasNoConflict() {
        assertThat(catalogue.rows())
                .filteredOn(row -> row.gen2() != null)
                .extracting(row -> catalogue.httpStatus(Generation.GEN2, row.condition()))
                .doesNotContain(409);
    }

    /** The vendor's services do not share the numbers that have 21 before their last digits, so no more are guessed. */
    @Test
    void numbersThatServicesDoNotShare_areTheKnownOnesAlone() {
        assertThat(catalogue.rows())
                .extracting(row -> row.gen1().code())
                .filteredOn(code -> code.matches("\\d{3}21\\d{2}"))
                .containsOnly("4002101", "4042100", "4042104", "4042105", "4092100", "4092101", "4092103", "4092106");
    }

    /** Observed for a device that Samsung did not make; which answer of generation 2 goes with it is not known. */
    @Test
    void deviceNotMadeBySamsung_hasANumberOfItsOwnInGeneration1() {
        ServiceError error = new ServiceError(Condition.RESELLER_DEVICE_INVALID, "40000004", "any", TEXT);

        assertThat(catalogue.inGen1(error, "ID", "imei"))
                .isEqualTo(new ServiceError(
                        Condition.RESELLER_DEVICE_INVALID, "4092106", "RESELLER_DEVICE_INVALID", TEXT));
    }

    @Test
    void override_changesOneGenerationOfOneCondition() {
        ErrorCatalogue corrected = catalogue
                .withCode(Generation.GEN2, Condition.CUSTOMER_NOT_FOUND, "40499999")
                .withCode(Generation.GEN1, Condition.CUSTOMER_NOT_FOUND, "4042199")
                .withHttpStatus(Condition.CUSTOMER_NOT_FOUND, 400);

        assertThat(corrected.read(404, "40499999", null, null).error().condition())
                .isEqualTo(Condition.CUSTOMER_NOT_FOUND);
        assertThat(corrected.read(404, "40400002", null, null).error().condition())
                .isEqualTo(Condition.UNKNOWN);
        assertThat(corrected.code(Generation.GEN1, Condition.CUSTOMER_NOT_FOUND))
                .isEqualTo("4042199");
        assertThat(corrected.httpStatus(Generation.GEN1, Condition.CUSTOMER_NOT_FOUND))
                .isEqualTo(400);
        assertThat(catalogue.code(Generation.GEN2, Condition.CUSTOMER_NOT_FOUND))
                .isEqualTo("40400002");
    }

    @Test
    void misuse_isNamed() {
        assertThatThrownBy(() -> catalogue.code(Generation.GEN1, Condition.UNKNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("UNKNOWN is not in the catalogue");
        assertThatThrownBy(() -> catalogue.code(Generation.GEN2, Condition.TRANSACTION_NOT_FOUND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GEN2 has no word for TRANSACTION_NOT_FOUND");
        assertThatThrownBy(() -> catalogue.withCode(Generation.GEN1, Condition.SUCCESS, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the code of SUCCESS is empty");
        assertThatThrownBy(() -> catalogue.withHttpStatus(Condition.SUCCESS, 99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an HTTP status: 99");
        assertThatThrownBy(() -> catalogue.withHttpStatus(Condition.SUCCESS, 600))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an HTTP status: 600");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            REQUEST, 200, 2000000,  SUCCESS,                           SUCCESS
            REQUEST, 400, 4000000,  RESOURCE_INVALID_PARAM,            RESOURCE_INVALID_PARAM
            DEVICE,  200, 4000000,  RESOURCE_INVALID_PARAM,            DEVICE_INVALID
            DEVICE,  200, 4092100,  RESELLER_DEVICE_ALREADY_EXISTS,    DEVICE_DUPLICATE
            REQUEST, 400, 4092100,  RESELLER_DEVICE_ALREADY_EXISTS,    DEVICE_DUPLICATE
            DEVICE,  200, 4092106,  RESELLER_DEVICE_INVALID,           RESELLER_DEVICE_INVALID
            DEVICE,  200, 40000044, RESELLER_CUSTOMER_DEVICE_NOT_FOUND, RESELLER_CUSTOMER_DEVICE_NOT_FOUND
            REQUEST, 404, 4042104,  CUSTOMER_NOT_FOUND,                CUSTOMER_NOT_FOUND
            REQUEST, 404, 4042104,  -,                                 CUSTOMER_NOT_FOUND
            DEVICE,  200, 4042104,  CUSTOMER_NOT_FOUND,                CUSTOMER_NOT_FOUND
            REQUEST, 404, 4042100,  RESELLER_NOT_FOUND,                RESELLER_NOT_FOUND
            REQUEST, 400, 4002101,  RESELLER_ID_MISSING,               RESELLER_ID_MISSING
            REQUEST, 404, 4042105,  TRANSACTION_NOT_FOUND,             TRANSACTION_NOT_FOUND
            REQUEST, 409, 4092101,  TRANSACTION_ID_DUPLICATE,          TRANSACTION_ID_DUPLICATE
            REQUEST, 400, 4000019,  TOO_MANY_DEVICES,                  DEVICE_COUNT_EXCEEDED
            REQUEST, 401, 4010000,  AUTHORIZATION_FAIL,                UNAUTHENTICATED
            REQUEST, 403, 4030000,  AUTHORIZATION_FAIL,                FORBIDDEN
            REQUEST, 403, 4030000,  -,                                 FORBIDDEN
            REQUEST, 400, 4999999,  SOMETHING_ELSE,                    UNKNOWN
            """)
    void errorOfGeneration1_isRead(ErrorLevel level, int status, String code, String name, Condition condition) {
        assertThat(catalogue.readGen1(level, status, code, name, TEXT).error())
                .isEqualTo(new ServiceError(condition, code, name == null ? "" : name, TEXT));
    }

    @Test
    void changedNumberOfGeneration1_isRead() {
        ErrorCatalogue changed = catalogue.withCode(Generation.GEN1, Condition.TRANSACTION_NOT_FOUND, "4040099");

        assertThat(changed.readGen1(ErrorLevel.REQUEST, 404, "4040099", null, null)
                        .error()
                        .condition())
                .isEqualTo(Condition.TRANSACTION_NOT_FOUND);
    }
}
