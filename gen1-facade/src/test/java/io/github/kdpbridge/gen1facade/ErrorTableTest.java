package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of errors, each row as generation 2 sends it and as generation 1 says it (contract, section 8). */
@ExpectedLog(".* was refused: .*")
class ErrorTableTest {
    private static final String DEVICES = "/bulkenroll/v1/reseller/devices";
    private static final String IDS =
            "{\"transactionId\":\"PO-7\",\"resellerId\":\"4680000925\",\"customerId\":\"1200000321\",";
    private static final String IMEI = "\"devices\":{\"type\":\"IMEI\",\"list\":[\"351800000000701\"]}}";

    private final FakeProgram program = new FakeProgram("4680000925");
    private final Gen1Handler handler = Gen1Handler.of(program);

    private Gen1Response send(String method, String path, @Nullable String query, String body) {
        return handler.handle(new Gen1Request(
                method, path, query, Map.of("X-WSM-API-TOKEN", "sim-gen1-key"), ByteString.encodeUtf8(body)));
    }

    private static ServiceError error(int status, String code, String name) {
        return ErrorCatalogue.standard()
                .read(status, code, name, "as Gen2 says")
                .error();
    }

    private void fail(int status, String code, String name) {
        program.failure = new RefusedException("upload PO-7", error(status, code, name), status, null, false);
    }

    private static void assertRefused(Gen1Response response, int status, String code, String name, String text) {
        assertThat(response.body().utf8())
                .isEqualTo("{\"transactionId\":\"PO-7\",\"state\":\"Rejected\",\"code\":" + code + ",\"message\":\""
                        + name + "\",\"data\":\"" + text + "\"}");
        assertThat(response.status()).isEqualTo(status);
    }

    /** Devices that are refused together with their request are not named: which of them it was is not said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            40000000 | RESOURCE_INVALID_PARAM               | 400 | 4000000  | RESOURCE_INVALID_PARAM              | 400 | as Gen2 says
            40000001 | RESOURCE_DUPLICATE_PARAM             | 400 | 4000001  | RESOURCE_DUPLICATE_PARAM            | 400 | as Gen2 says
            40000002 | PAGE_OUT_OF_BOUNDS                   | 400 | 4000002  | PAGE_OUT_OF_BOUNDS                  | 400 | as Gen2 says
            40000003 | DEVICE_COUNT_EXCEEDED                | 400 | 4000019  | TOO_MANY_DEVICES                    | 400 | as Gen2 says
            40000004 | DEVICE_INVALID                       | 200 | 4000000  | RESOURCE_INVALID_PARAM              | 400 | as Gen2 says
            40000005 | DEVICE_DUPLICATE                     | 200 | 4092100  | RESELLER_DEVICE_ALREADY_EXISTS      | 400 | as Gen2 says
            40000006 | DEVICE_ID_INVALID                    | 400 | 4000000  | RESOURCE_INVALID_PARAM              | 400 | as Gen2 says
            40000007 | DEVICE_IMEI_INVALID                  | 400 | 4000000  | RESOURCE_INVALID_PARAM              | 400 | as Gen2 says
            40000008 | DEVICE_MEID_INVALID                  | 400 | 4000000  | RESOURCE_INVALID_PARAM              | 400 | as Gen2 says
            40000009 | DEVICE_SERIAL_INVALID                | 400 | 4000000  | RESOURCE_INVALID_PARAM              | 400 | as Gen2 says
            40000010 | RESELLER_ID_INVALID                  | 400 | 4042100  | RESELLER_NOT_FOUND                  | 404 | as Gen2 says
            40000011 | CUSTOMER_ID_INVALID                  | 400 | 4042104  | CUSTOMER_NOT_FOUND                  | 404 | customer not found. (customer id : [1200000321])
            40000012 | CUSTOMER_RESELLER_ALREADY_ASSOCIATED | 400 | 4092103  | RESELLER_ASSOCIATION_ALREADY_EXISTS | 409 | as Gen2 says
            40000013 | TRANSACTION_ID_INVALID               | 400 | 4000000  | RESOURCE_INVALID_PARAM              | 400 | as Gen2 says
            40000044 | RESELLER_CUSTOMER_DEVICE_NOT_FOUND   | 400 | 40000044 | RESELLER_CUSTOMER_DEVICE_NOT_FOUND  | 400 | as Gen2 says
            40300000 | AUTHORIZATION_FAIL                   | 403 | 4030000  | AUTHORIZATION_FAIL                  | 403 | as Gen2 says
            40400001 | RESELLER_NOT_FOUND                   | 404 | 4042100  | RESELLER_NOT_FOUND                  | 404 | as Gen2 says
            40400002 | CUSTOMER_NOT_FOUND                   | 404 | 4042104  | CUSTOMER_NOT_FOUND                  | 404 | customer not found. (customer id : [1200000321])
            40400003 | VENDOR_NOT_FOUND                     | 404 | 4040003  | VENDOR_NOT_FOUND                    | 404 | as Gen2 says
            40400004 | ASSOCIATION_NOT_FOUND                | 404 | 4040004  | ASSOCIATION_NOT_FOUND               | 404 | as Gen2 says
            4000004  | DEVICE_INVALID                       | 200 | 4000000  | RESOURCE_INVALID_PARAM              | 400 | as Gen2 says
            40000099 | SOMETHING_NEW                        | 400 | 4000099  | SOMETHING_NEW                       | 400 | as Gen2 says
            """)
    void refusedRequest_isRefusedInTheWordsOfGeneration1(
            String code, String name, int status, String gen1Code, String gen1Name, int gen1Status, String text) {
        fail(status, code, name);

        assertRefused(send("PUT", DEVICES, null, IDS + IMEI), gen1Status, gen1Code, gen1Name, text);
        assertRefused(send("PUT", DEVICES + "/delete", null, IDS + IMEI), gen1Status, gen1Code, gen1Name, text);
    }

    /** The id is taken by a write that nothing is known of: the service shows one of another kind under it. */
    @ParameterizedTest
    @CsvSource("40000014, TRANSACTION_ID_DUPLICATE, 4092101, 409")
    void idOfAnotherWrite_isAConflict(String code, String name, String gen1Code, int gen1Status) {
        fail(400, code, name);
        program.statuses.put(
                TransactionId.of("PO-7"),
                new TransactionStatus(
                        TransactionId.of("PO-7"), TransactionState.COMPLETE, TransactionType.DELETE, List.of()));
        program.failsWritesOnly = true;

        assertRefused(send("PUT", DEVICES, null, IDS + IMEI), gen1Status, gen1Code, name, "as Gen2 says");
    }

    @ParameterizedTest
    @CsvSource({"40100000, AUTHORIZATION_FAIL, 401, 503", "50000000, INTERNAL_SERVER_ERROR, 500, 500"})
    void troubleOfTheService_isNoRefusal(String code, String name, int status, int gen1Status) {
        fail(status, code, name);

        Gen1Response response = send("PUT", DEVICES, null, IDS + IMEI);

        assertThat(response.status()).isEqualTo(gen1Status);
        assertThat(response.body().utf8())
                .startsWith(
                        "{\"transactionId\":\"PO-7\",\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\",\"data\":\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            40000004 | DEVICE_INVALID                     | 4000000  | RESOURCE_INVALID_PARAM             | This device [R50A00000XY] invalid
            4000004  | DEVICE_INVALID                     | 4000000  | RESOURCE_INVALID_PARAM             | This device [R50A00000XY] invalid
            40000005 | DEVICE_DUPLICATE                   | 4092100  | RESELLER_DEVICE_ALREADY_EXISTS     | device serialNumber[R50A00000XY] already exists
            40000006 | DEVICE_ID_INVALID                  | 4000000  | RESOURCE_INVALID_PARAM             | This device [R50A00000XY] invalid
            40000007 | DEVICE_IMEI_INVALID                | 4000000  | RESOURCE_INVALID_PARAM             | This device [R50A00000XY] invalid
            40000008 | DEVICE_MEID_INVALID                | 4000000  | RESOURCE_INVALID_PARAM             | This device [R50A00000XY] invalid
            40000009 | DEVICE_SERIAL_INVALID              | 4000000  | RESOURCE_INVALID_PARAM             | This device [R50A00000XY] invalid
            40000044 | RESELLER_CUSTOMER_DEVICE_NOT_FOUND | 40000044 | RESELLER_CUSTOMER_DEVICE_NOT_FOUND | as Gen2 says
            40000011 | CUSTOMER_ID_INVALID                | 4042104  | CUSTOMER_NOT_FOUND                 | as Gen2 says
            40400002 | CUSTOMER_NOT_FOUND                 | 4042104  | CUSTOMER_NOT_FOUND                 | as Gen2 says
            40000099 | SOMETHING_NEW                      | 4000099  | SOMETHING_NEW                      | as Gen2 says
            K-7      | SOMETHING_NEW                      | "K-7"    | SOMETHING_NEW                      | as Gen2 says
            20000000 | SOMETHING_NEW                      | 5000000  | INTERNAL_SERVER_ERROR              | the service gives a failure the code of success
            2000000  | SUCCESS                            | 5000000  | INTERNAL_SERVER_ERROR              | the service gives a failure the code of success
            """, quoteCharacter = '`')
    void failedDevice_failsInTheWordsOfGeneration1(
            String code, String name, String gen1Code, String gen1Name, String text) {
        DeviceId device = DeviceId.serialNumber("R50A00000XY");
        program.status = new TransactionStatus(
                TransactionId.of("PO-7"),
                TransactionState.COMPLETE,
                TransactionType.UPLOAD,
                List.of(DeviceOutcome.failure(device, error(200, code, name))),
                DeviceCoverage.FAILED_ONLY,
                null,
                null,
                UnknownFields.none());

        Gen1Response response = send("GET", DEVICES + "/status", "resellerId=4680000925&transactionId=PO-7", "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().utf8())
                .endsWith("\"devices\":[{\"serialNumber\":\"R50A00000XY\",\"code\":" + gen1Code + ",\"message\":\""
                        + gen1Name + "\",\"data\":\"" + text + "\"}]}]}");
    }
}
