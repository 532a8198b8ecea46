package io.github.kdpbridge.serviceclient.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerLimitTest {
    private static final String LARGE = "a".repeat(3 << 20);

    private final MockWebServer server = new MockWebServer();
    private final Semaphore turns = new Semaphore(2);
    private final OkHttpClient http = client();
    private final OkHttpClient another = client();

    private OkHttpClient client() {
        return new OkHttpClient.Builder()
                .addInterceptor(new AnswerLimit(16 << 20, Duration.ZERO, turns))
                .build();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ResponseBody answer(String body) throws IOException {
        return answer(http, body);
    }

    private ResponseBody answer(OkHttpClient client, String body) throws IOException {
        server.enqueue(new MockResponse.Builder().body(body).build());
        return client.newCall(new Request.Builder().url(server.url("/")).build())
                .execute()
                .body();
    }

    /** What is made of a large answer takes more memory than its bytes, and the heap is that of all resellers' clients. */
    @Test
    void largeAnswersOfAllClients_areReadAFewAtATime() throws Exception {
        try (ResponseBody first = answer(LARGE);
                ResponseBody second = answer(another, LARGE);
                ResponseBody third = answer(LARGE)) {
            first.source().require(2 << 20);
            second.source().require(2 << 20);

            assertThatThrownBy(third::string)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the answer is larger than 1048576 bytes, and for PT0S as many others of that size were"
                            + " being read as the heap allows for: try again, with fewer large requests at once");
        }
        assertThat(answer(LARGE).string()).isEqualTo(LARGE);
    }

    @Test
    void smallAnswers_waitForNobody() throws Exception {
        try (ResponseBody first = answer(LARGE);
                ResponseBody second = answer(LARGE)) {
            first.source().require(2 << 20);
            second.source().require(2 << 20);

            assertThat(answer("small").string()).isEqualTo("small");
        }
    }

    /** A turn that was kept would hold up all large answers after two of these. */
    @Test
    void answersThatAreGivenUp_giveTheirTurnsBack() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (ResponseBody body = answer(LARGE)) {
                body.source().require(2 << 20);
            }
        }
        assertThat(answer(LARGE).string()).isEqualTo(LARGE);
    }
}
