package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        return open(page.sessions.begin(PageSide.VIEWER), query);
    }

    private HttpResponse<InputStream> open(Session session, String query) throws Exception {
        return page.open(page.request(session, "/live" + query).header("Accept", "text/event-stream"));
    }

    /** Opens a stream that is live, of a session of its own. */
    private HttpResponse<InputStream> openOther() throws Exception {
        page.clock.pass(Duration.ofSeconds(1));
        return open("?seen=v1");
    }

    private static BufferedReader reader(HttpResponse<InputStream> stream) {
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    /** Returns what comes after the event that says that the page is live. */
    private static BufferedReader live(HttpResponse<InputStream> stream) throws IOException {
        BufferedReader reader = reader(stream);
        assertThat(event(reader)).containsExactly("event: state", "data: Live");
        return reader;
    }

    private static void assertEnded(BufferedReader events, String why) throws IOException {
        assertThat(event(events)).containsExactly("event: state", "data: Not live: " + why + ". Load the page again.");
        assertThat(event(events)).containsExactly("event: ended", "data: ended");
        assertThat(event(events)).isEmpty();
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
        try (BufferedReader events = live(stream)) {
            page.version.set("v2");
            assertThat(event(events)).containsExactly("event: changed", "id: v2", "data: v2");

            page.version.set("v3");
            assertThat(event(events)).containsExactly("event: changed", "id: v3", "data: v3");
        }
    }

    @Test
    void changeBetweenThePageAndItsStream_isTold() throws Exception {
        try (BufferedReader events = live(open("?seen=v0"))) {
            assertThat(event(events)).containsExactly("event: changed", "id: v1", "data: v1");
        }
    }

    /** A browser opens the stream again, at this gateway or at another one, and says what it saw last. */
    @Test
    void changeWhileTheStreamWasCut_isTold() throws Exception {
        HttpResponse<InputStream> stream = page.open(page.request(page.sessions.begin(PageSide.VIEWER), "/live?seen=v1")
                .header("Last-Event-ID", "v0"));
        try (BufferedReader events = live(stream)) {
            assertThat(event(events)).containsExactly("event: changed", "id: v1", "data: v1");
        }
    }

    @Test
    void stream_endsWithItsSession() throws Exception {
        try (BufferedReader events = live(open("?seen=v1"))) {
            page.clock.pass(Sessions.LIFE);

            assertEnded(events, "your session has ended");
        }
    }

    /** A page that is not live says so, and does not connect again. */
    @Test
    void streamBeyondTheLimit_saysThatItsPageIsNotLive() throws Exception {
        for (int i = 0; i < LiveStreams.MOST; i++) {
            assertThat(openOther().statusCode()).isEqualTo(200);
        }

        try (BufferedReader events = live(openOther())) {
            assertEnded(events, "32 pages are open at once");
        }
        assertThat(page.live.open()).isEqualTo(LiveStreams.MOST);
    }

    /** With six, a browser could not even load a page over HTTP/1.1. */
    @Test
    void fifthStreamOfASession_endsTheOldest() throws Exception {
        Session session = page.sessions.begin(PageSide.VIEWER);
        try (BufferedReader other = live(openOther());
                BufferedReader oldest = live(open(session, "?seen=v1"));
                BufferedReader second = live(open(session, "?seen=v1"))) {
            for (int i = 0; i < 3; i++) {
                open(session, "?seen=v1");
            }

            assertEnded(oldest, "you opened 4 other pages since");
            page.version.set("v2");
            assertThat(event(second)).contains("event: changed");
            assertThat(event(other)).contains("event: changed");
            assertThat(page.live.open()).isEqualTo(5);
        }
    }

    @Test
    void closing_endsTheStreams() throws Exception {
        try (BufferedReader events = live(open(""))) {
            page.live.close();

            assertThat(event(events)).isEmpty();
            assertThat(page.live.open()).isZero();
        }
    }
}
