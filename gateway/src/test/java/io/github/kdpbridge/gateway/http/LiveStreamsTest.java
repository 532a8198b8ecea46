package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an open page is told. */
@Timeout(60)
class LiveStreamsTest {
    private PageSide page;

    @BeforeEach
    void start() throws Exception {
        page = new PageSide();
    }

    @AfterEach
    void stop() throws Exception {
        page.close();
    }

    private HttpResponse<InputStream> open(String query) throws Exception {
        return page.open(page.request(page.sessions.begin(PageSide.VIEWER), "/live" + query)
                .header("Accept", "text/event-stream"));
    }

    private static BufferedReader reader(HttpResponse<InputStream> stream) {
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    /** Returns the lines of the next event, or none at the end; a few signs of life are passed over. */
    private static List<String> event(BufferedReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        int signs = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty() && !lines.isEmpty()) {
                return lines;
            }
            if (line.startsWith(":")) {
                assertThat(++signs).as("signs of life, and no event").isLessThan(4);
            } else if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Test
    void change_isToldOnce() throws Exception {
        HttpResponse<InputStream> stream = open("?seen=v1");
        assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
        try (BufferedReader events = reader(stream)) {
            page.version.set("v2");
            assertThat(event(events)).containsExactly("event: changed", "id: v2", "data: v2");

            page.version.set("v3");
            assertThat(event(events)).containsExactly("event: changed", "id: v3", "data: v3");
        }
    }

    @Test
    void changeBetweenThePageAndItsStream_isTold() throws Exception {
        try (BufferedReader events = reader(open("?seen=v0"))) {
            assertThat(event(events)).containsExactly("event: changed", "id: v1", "data: v1");
        }
    }

    /** A browser opens the stream again, at this gateway or at another one, and says what it saw last. */
    @Test
    void changeWhileTheStreamWasCut_isTold() throws Exception {
        HttpResponse<InputStream> stream = page.open(page.request(page.sessions.begin(PageSide.VIEWER), "/live?seen=v1")
                .header("Last-Event-ID", "v0"));
        try (BufferedReader events = reader(stream)) {
            assertThat(event(events)).containsExactly("event: changed", "id: v1", "data: v1");
        }
    }

    @Test
    void stream_endsWithItsSession() throws Exception {
        try (BufferedReader events = reader(open("?seen=v1"))) {
            assertThat(events.readLine()).isEqualTo(": alive");

            page.clock.pass(Sessions.LIFE);

            assertThat(event(events)).isEmpty();
        }
    }

    @Test
    void streamBeyondTheLimit_isRefused() throws Exception {
        List<HttpResponse<InputStream>> streams = new ArrayList<>();
        for (int i = 0; i < LiveStreams.MOST; i++) {
            streams.add(open(""));
        }
        assertThat(streams).allMatch(stream -> stream.statusCode() == 200);

        HttpResponse<InputStream> further = open("");

        assertThat(further.statusCode()).isEqualTo(503);
        assertThat(new String(further.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("32 pages are open at once; this one is not live");
    }

    @Test
    void closing_endsTheStreams() throws Exception {
        try (BufferedReader events = reader(open(""))) {
            assertThat(events.readLine()).isEqualTo(": alive");

            page.live.close();

            assertThat(event(events)).isEmpty();
            assertThat(page.live.open()).isZero();
        }
    }
}
