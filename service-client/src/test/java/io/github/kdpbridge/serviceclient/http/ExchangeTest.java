package io.github.kdpbridge.serviceclient.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeTest {
    private static final FieldNames NAMES = FieldNames.of("why", "text");
    private static final String MISFIT = "upload 7 got an answer that cannot be understood: ";

    private final MockWebServer server = new MockWebServer();
    private final List<String> seen = new ArrayList<>();

    private final Refusals refusals = new Refusals() {
        @Override
        public FieldNames fields() {
            return NAMES;
        }

        @Override
        public KdpException read(Exchange exchange, HttpAnswer answer, JsonFields body, String excerpt) {
            String why = body.code("why");
            return why == null
                    ? exchange.notUnderstood(answer, "it has no why: " + excerpt, null)
                    : exchange.refused(answer, new ServiceError(Condition.UNKNOWN, why, "", body.any("text")), null);
        }

        @Override
        public void seen(KdpException failure, boolean writes) {
            seen.add(failure.httpStatus() + (writes ? " of a write" : " of a read"));
        }
    };

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static OkHttpClient once(OkHttpClient http) {
        return Transport.once(http, chain -> chain.proceed(chain.request()), Resilience.standard());
    }

    private Exchange upload(OkHttpClient http) {
        return new Exchange(once(http), "upload 7", true, refusals);
    }

    private Request request() {
        return new Request.Builder()
                .url(server.url("/"))
                .put(RequestBody.create("{}", null))
                .build();
    }

    private String why() {
        return upload(new OkHttpClient())
                .send(
                        request(),
                        reader -> String.valueOf(JsonFields.of(reader, NAMES).text("why")));
    }

    private <E extends KdpException> E failure(Class<E> type) {
        return catchThrowableOfType(type, this::why);
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @Test
    void answer_isRead_alsoBehindAByteOrderMark() {
        answer(200, "{\"why\":1}");
        answer(200, "\uFEFF{\"why\":2}");

        assertThat(why()).isEqualTo("1");
        assertThat(why()).isEqualTo("2");
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | ``            | the body is empty or ends too early",
                "200 | {\"why\":     | the body is empty or ends too early: {\"why\":",
                "200 | <html>        | the body is not valid JSON: <html>",
                "200 | {} {}         | the body is not valid JSON: {} {}",
                "200 | null          | the body is not as expected: is null: null",
                "200 | {\"why\":[]}  | the body is not as expected: $.why is neither a text nor a number: {\"why\":[]}",
                "204 | ``            | it has another status than 200",
                "302 | ``            | it is a redirect",
                "404 | ``            | the body is empty or ends too early",
                "404 | <html>        | the body is not valid JSON: <html>",
                "404 | {}            | it has no why: {}",
                "404 | {\"why\":true} | the body is not as expected: $.why is neither a text nor a number, nor an array with one of them: {\"why\":true}"
            })
    void answerThatIsNotAsExpected_isNotUnderstood(int status, String body, String why) {
        answer(status, body);

        AnswerNotUnderstoodException e = failure(AnswerNotUnderstoodException.class);

        assertThat(e).hasMessage(MISFIT + why + " [HTTP " + status + "]");
        assertThat(e.mayHaveTakenEffect()).isEqualTo(status < 400);
    }

    /** Of a secret that goes on behind the excerpt, too little is left to be seen as one. */
    @Test
    void secretAtTheEndOfTheExcerpt_isMasked() {
        answer(404, "{\"token\":\"" + "t".repeat(370) + "\",\"key\":\"abcdefghijklmnopqrstuvwxyz\"}");

        AnswerNotUnderstoodException e = failure(AnswerNotUnderstoodException.class);

        assertThat(e).hasMessage(MISFIT + "it has no why: {\"token\":\"***\",\"key\":\"*** [HTTP 404]");
    }

    @Test
    void namesInTheParsersMessage_areMaskedAndCutShort() {
        answer(200, "{\"351800000000701\":" + "[".repeat(300));

        AnswerNotUnderstoodException e = failure(AnswerNotUnderstoodException.class);

        assertThat(e.getMessage())
                .startsWith(MISFIT + "the body is not as expected: Nesting too deep at $.***********0701[0][0]")
                .hasSizeLessThan(400);
    }

    @Test
    void textInUtf16_isNamedAsSuch() {
        for (int status : List.of(200, 400)) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .body(new Buffer().write("\uFEFF{}".getBytes(StandardCharsets.UTF_16LE)))
                    .build());

            assertThat(failure(AnswerNotUnderstoodException.class))
                    .hasMessage(MISFIT + "the body is encoded in UTF-16, and not in UTF-8 [HTTP " + status + "]");
        }
    }

    @ParameterizedTest
    @CsvSource({"400,,false", "408,,true", "429,1,false", "500,1,true", "503,,true", "503,1,false"})
    void refusal_mayHaveTakenEffectUnlessItsStatusTellsOtherwise(int status, @Nullable String later, boolean effect) {
        MockResponse.Builder answer = new MockResponse.Builder().code(status).body("{\"why\":\"no\"}");
        server.enqueue((later == null ? answer : answer.addHeader("Retry-After", later)).build());

        RefusedException e = failure(RefusedException.class);

        assertThat(e.error().code()).isEqualTo("no");
        assertThat(e.mayHaveTakenEffect()).isEqualTo(effect);
        assertThat(seen).containsExactly(status + " of a write");
    }

    @ParameterizedTest
    @CsvSource({"7,7", "-7,0", "soon,", "'Thu, 26 Nov 2026 12:00:30 GMT',30", "'Thu, 26 Nov 2026 11:59:30 GMT',"})
    void pause_isInSecondsOrADate(String later, @Nullable Long seconds) {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .body("{\"why\":\"no\"}")
                .addHeader("Date", "Thu, 26 Nov 2026 12:00:00 GMT")
                .addHeader("Retry-After", later)
                .build());

        assertThat(failure(RefusedException.class)
                        .retryAfter()
                        .map(Duration::toSeconds)
                        .orElse(null))
                .isEqualTo(seconds);
    }

    @Test
    void largeRefusal_keepsItsReason() {
        answer(
                400,
                "\uFEFF{\"more\":\"" + "a".repeat(100_000) + "\",\"text\":\"" + "b".repeat(5000) + "\",\"why\":[7]}");

        RefusedException e = failure(RefusedException.class);

        assertThat(e.error().code()).isEqualTo("7");
        assertThat(e.error().data()).isEqualTo("b".repeat(4095) + "…");
    }

    @Test
    void largePageOfAnother_isCutToAnExcerpt() {
        answer(502, "<p>no ".repeat(20_000));

        assertThat(failure(AnswerNotUnderstoodException.class))
                .hasMessage(MISFIT + "the body is not valid JSON: " + "<p>no ".repeat(13) + "<p... [HTTP 502]");
    }

    @Test
    void refusalThatBreaksOff_isKnownByItsStatus() {
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"why\":\"no\",\"text\":\"" + "a".repeat(1000) + "\"}")
                .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build());

        AnswerNotUnderstoodException e = failure(AnswerNotUnderstoodException.class);

        assertThat(e.httpStatus()).isEqualTo(400);
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void answerThatBreaksOff_isNone() {
        server.enqueue(new MockResponse.Builder()
                .body("{\"why\":\"" + "a".repeat(1000) + "\"}")
                .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build());

        UnreachableException e = failure(UnreachableException.class);

        assertThat(e.getMessage()).startsWith("upload 7 got no answer: the connection to " + server.getHostName());
        assertThat(e.mayHaveTakenEffect()).isTrue();
    }

    @Test
    void hostThatIsUnknown_gotNothing() {
        OkHttpClient http = new OkHttpClient.Builder()
                .dns(host -> {
                    throw new UnknownHostException(host);
                })
                .build();
        Request request = new Request.Builder().url("http://service.invalid/").build();

        UnreachableException e = catchThrowableOfType(
                UnreachableException.class, () -> upload(http).raw(request));

        assertThat(e).hasMessage("upload 7 got no answer: the host service.invalid is unknown");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void serverThatTakesNoConnection_gotNothing() {
        int port = server.getPort();
        server.close();
        Request request =
                new Request.Builder().url("http://127.0.0.1:" + port + "/").build();

        UnreachableException e = catchThrowableOfType(
                UnreachableException.class, () -> upload(new OkHttpClient()).raw(request));

        assertThat(e).hasMessage("upload 7 got no answer: 127.0.0.1:%d does not accept connections".formatted(port));
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void refusalWithAGoodStatus_isSeenToo() {
        Exchange exchange = new Exchange(new OkHttpClient(), "status 7", false, refusals);

        RefusedException e = exchange.refused(new ServiceError(Condition.UNKNOWN, "no", "", null), "id");

        assertThat(e).hasMessage("status 7 was refused: UNKNOWN (code no) [HTTP 200, error id id]");
        assertThat(seen).containsExactly("200 of a read");
    }

    @Test
    void goodRawAnswer_isNoFailure() {
        answer(200, "<html>");
        Exchange exchange = upload(new OkHttpClient());

        RawAnswer raw = exchange.raw(request());

        assertThat(exchange.failure(raw)).isNull();
        assertThat(raw).hasToString("HTTP 200");
    }
}
