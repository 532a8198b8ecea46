package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.gen2client.token.TokenSource;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Some servers put one before their JSON, although JSON has none. */
class ByteOrderMarkTest {
    private static final String STATUS = "{\"devices\":{\"totalCount\":1,\"transactions\":[{\"transactionId\":\"t-1\","
            + "\"state\":\"Complete\",\"type\":\"Put\"}]}}";

    private final ScriptedService service = new ScriptedService();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void markBeforeAnAnswer_isSkipped() {
        service.answer(200, "\uFEFF" + STATUS);

        assertThat(service.client.status(ScriptedService.STATUS).state()).isEqualTo(TransactionState.COMPLETE);
    }

    @Test
    void markBeforeARefusal_isSkipped() {
        service.answer(400, "\uFEFF{\"code\":40000011,\"message\":\"CUSTOMER_ID_INVALID\"}");

        RefusedException e =
                catchThrowableOfType(RefusedException.class, () -> service.client.upload(ScriptedService.UPLOAD));

        assertThat(e.condition()).isEqualTo(Condition.CUSTOMER_ID_INVALID);
    }

    @Test
    void markBeforeAVeryLargeRefusal_isSkipped() {
        service.answer(
                400,
                "\uFEFF{\"code\":40000011,\"message\":\"CUSTOMER_ID_INVALID\",\"data\":\"" + "a".repeat(100_000)
                        + "\"}");

        RefusedException e =
                catchThrowableOfType(RefusedException.class, () -> service.client.upload(ScriptedService.UPLOAD));

        assertThat(e.condition()).isEqualTo(Condition.CUSTOMER_ID_INVALID);
    }

    @Test
    void markBeforeAToken_isSkipped() {
        try (Gen2Client client =
                service.builder().tokens(TokenSource.oauth2("client", "secret")).build()) {
            service.answer(200, "\uFEFF{\"access_token\":\"abc\",\"expires_in\":599}")
                    .answer(200, STATUS);

            assertThat(client.status(ScriptedService.STATUS).state()).isEqualTo(TransactionState.COMPLETE);
        }
    }

    @Test
    void answerInUtf16_isNamedAsSuch() {
        service.server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(STATUS.getBytes(StandardCharsets.UTF_16)))
                .build());

        assertThatThrownBy(() -> service.client.status(ScriptedService.STATUS))
                .hasMessage("status t-1 got an answer that cannot be understood:"
                        + " the body is encoded in UTF-16, and not in UTF-8 [HTTP 200]");
    }

    static Stream<Arguments> refusalsInUtf16() {
        String small = "{\"code\":40000011,\"message\":\"CUSTOMER_ID_INVALID\"}";
        String large = "\uFEFF{\"code\":40000011,\"data\":\"" + "a".repeat(100_000) + "\"}";
        return Stream.of(
                Arguments.of(small, StandardCharsets.UTF_16),
                Arguments.of(large, StandardCharsets.UTF_16BE),
                Arguments.of(large, StandardCharsets.UTF_16LE));
    }

    /** Its status says that nothing was done, whatever its body is written in. */
    @ParameterizedTest
    @MethodSource("refusalsInUtf16")
    void refusalInUtf16_isNoLostAnswer(String body, Charset charset) {
        service.server.enqueue(new MockResponse.Builder()
                .code(400)
                .body(new Buffer().write(body.getBytes(charset)))
                .build());

        KdpException e = catchThrowableOfType(KdpException.class, () -> service.client.upload(ScriptedService.UPLOAD));

        assertThat(e)
                .hasMessage("upload t-1 got an answer that cannot be understood:"
                        + " the body is encoded in UTF-16, and not in UTF-8 [HTTP 400]");
        assertThat(e.mayHaveTakenEffect()).isFalse();
        assertThat(service.server.getRequestCount()).isEqualTo(1);
    }

    /** So does that of one whose body breaks off. */
    @Test
    void refusalThatBreaksOff_isNoLostAnswer() {
        service.server.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"code\":40000011,\"message\":\"CUSTOMER_ID_INVALID\"}")
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        KdpException e = catchThrowableOfType(KdpException.class, () -> service.client.upload(ScriptedService.UPLOAD));

        assertThat(e.httpStatus()).as(e.getMessage()).isEqualTo(400);
        assertThat(e.mayHaveTakenEffect()).isFalse();
        assertThat(service.server.getRequestCount()).isEqualTo(1);
    }
}
