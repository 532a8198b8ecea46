package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service says beyond the contract stays reachable, to the last digit. */
class UnknownFieldsTest {
    private static final TransactionId TRANSACTION = TransactionId.of("244303");
    private static final StatusRequest STATUS = StatusRequest.of(TRANSACTION);
    private static final UploadRequest UPLOAD = UploadRequest.builder(CustomerId.of("1200000321"), TRANSACTION)
            .imeis(List.of("351800000000701"))
            .build();

    private final MockWebServer server = new MockWebServer();
    private Gen2Client client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = TestedClient.builder(ResellerId.of("4680000925"))
                .baseUrl(server.url("/kcs/v1/rp").toString())
                .tokens(context -> new Token(
                        "x-knox-apitoken", "token", Instant.now(), Instant.now().plusSeconds(1800)))
                // An answer that is not understood is not settled by asking again.
                .resilience(Resilience.builder().attempts(1).build())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.50",
                "-0",
                "1E+400",
                "9007199254740993",
                "123456789012345678901234567890",
                "true",
                "null",
                "\"\"",
                "\"a\\u0041\\n\\/\\\"b\"",
                "[ 1, {\"a\" : 2.0} ]",
                "{}",
            })
    void field_isKeptExactlyAsItWasSent(String json) {
        answer("{\"code\":2000000,\"new\":" + json + ",\"state\":\"Progress\"}");

        Receipt receipt = client.upload(UPLOAD);

        assertThat(receipt.unknown()).isEqualTo(UnknownFields.of(Map.of("new", json)));
    }

    @Test
    @ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; .*")
    @ExpectedLog("the service is otherwise than assumed \\(failed-only\\): .*")
    @ExpectedLog("the service is otherwise than assumed \\(error-names\\): .*")
    void status_keepsTheFieldsOfTheTransactionAndOfEachDevice() {
        answer("{\"transactionId\":\"244303\",\"state\":\"Complete\",\"type\":\"Put\",\"orderNo\":\"PO-7\","
                + "\"region\":\"EU\",\"devices\":[{\"imei\":\"1\",\"model\":\"SM-G991\"},"
                + "{\"imei\":\"2\",\"code\":7,\"serialNumber\":\"R58\"},{\"imei\":\"3\"}]}");

        TransactionStatus status = client.status(STATUS);

        assertThat(status.orderNo()).isEqualTo("PO-7");
        assertThat(status.unknown().json()).isEqualTo(Map.of("region", "\"EU\""));
        assertThat(status.devices().get(0).unknown().json()).isEqualTo(Map.of("model", "\"SM-G991\""));
        assertThat(status.devices().get(1).id()).isEqualTo(DeviceId.imei("2"));
        assertThat(status.devices().get(1).unknown().json()).isEqualTo(Map.of("serialNumber", "\"R58\""));
        assertThat(status.devices().get(2).unknown()).isSameAs(UnknownFields.none());
    }

    @Test
    void wrappedStatus_keepsTheFieldsOfItsTransaction() {
        answer("{\"totalCount\":1,\"transactions\":[{\"transactionId\":\"244303\",\"state\":\"Complete\","
                + "\"type\":\"Put\",\"devices\":[],\"region\":\"EU\"}]}");

        assertThat(client.status(STATUS).unknown().json()).isEqualTo(Map.of("region", "\"EU\""));
    }

    @Test
    void texts_showNamesAlone() {
        answer("{\"code\":2000000,\"imei\":\"351800000000701\"}");

        Receipt receipt = client.upload(UPLOAD);

        assertThat(receipt).hasToString("244303: Progress");
        assertThat(receipt.unknown().toString()).contains("[imei]").doesNotContain("351800000000701");
    }

    @Test
    void whatIsNoJsonInsideAnUnknownField_isNotPassedOn() {
        answer("{\"code\":2000000,\"new\":{\"a\":[0x]}}");

        assertThatThrownBy(() -> client.upload(UPLOAD))
                .isInstanceOf(AnswerNotUnderstoodException.class)
                .hasMessage("upload 244303 got an answer that cannot be understood: the body is not valid JSON: "
                        + "{\"code\":***,\"new\":{\"a\":[0x]}} [HTTP 200]");
    }

    /** Where the outcome of a write hangs on a field, one of the wrong kind is not passed over. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"code\":2000000,\"transactionId\":{}}   | $.transactionId",
                "{\"code\":2000000,\"state\":true}         | $.state",
            })
    void knownFieldOfTheWrongKind_isNotTakenForAReceipt(String body, String field) {
        answer(body);

        assertThatThrownBy(() -> client.upload(UPLOAD))
                .isInstanceOf(AnswerNotUnderstoodException.class)
                .hasMessageStartingWith("upload 244303 got an answer that cannot be understood: "
                        + "the body is not as expected: " + field + " is neither a text nor a number: {")
                .hasMessageEndingWith("} [HTTP 200]");
    }
}
