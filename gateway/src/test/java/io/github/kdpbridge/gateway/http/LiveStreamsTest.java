package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
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

    private static void assertState(BufferedReader events, String state) throws IOException {
        assertThat(event(events)).containsExactly("event: state", "data: " + state);
    }

    private void fail() {
        page.reading.set(() -> {
            throw new LedgerException("the ledger cannot be reached", null);
        });
    }

    private static final String STALE =
            "Not live since 27 Nov 2026, 08:00:00 UTC: the ledger cannot be read now, and the"
                    + " page goes on when it can";

    @Test
    @ExpectedLog("open pages are not live: the ledger cannot be reached")
    void pageOfALedgerThatIsAway_saysSinceWhen_andGoesOnByItself() throws Exception {
        try (BufferedReader events = live(open("?seen=v1"))) {
            CountDownLatch readings = new CountDownLatch(3);
            page.reading.set(() -> {
                readings.countDown();
                throw new LedgerException("the ledger cannot be reached", null);
            });
            assertState(events, STALE);
            readings.await();

            page.reading.set(() -> {});
            assertState(events, "Live");
            assertThat(event(events))
                    .as("what it may have missed")
                    .containsExactly("event: changed", "id: v1", "data: v1");
        }
    }

    @Test
    @ExpectedLog("open pages are not live: an unexpected error")
    void pageWhoseVersionCannotBeRead_isNotLive() throws Exception {
        page.reading.set(() -> {
            throw new IllegalStateException("a mistake of the program");
        });
        try (BufferedReader events = live(open("?seen=v1"))) {
            assertState(events, STALE);
        }
    }

    @Test
    @ExpectedLog("open pages are not live: the ledger has not answered for 5 s")
    void pageOfALedgerThatDoesNotAnswer_isNotLive_andItsSessionCanEnd() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        page.reading.set(() -> Uninterruptibles.awaitUninterruptibly(answer));
        try (BufferedReader events = live(open("?seen=v1"))) {
            assertState(events, STALE);
            page.clock.pass(Sessions.LIFE);

            assertEnded(events, "your session has ended");
        } finally {
            answer.countDown();
        }
    }

    @Test
    @ExpectedLog("open pages are not live: the ledger cannot be reached")
    void pageThatOpensWhileTheLedgerIsAway_isNotLiveFromTheBeginning() throws Exception {
        fail();
        try (BufferedReader first = live(open("?seen=v1"))) {
            assertState(first, STALE);
            try (BufferedReader second = reader(openOther())) {
                assertState(second, STALE);
            }
        }
    }

    @Test
    void changedRole_isTold_andThePageGoesOn() throws Exception {
        AdminAccess operator =
                new AdminAccess(PageSide.VIEWER.name(), AdminAccess.Role.OPERATOR, PageSide.VIEWER.token());
        try (BufferedReader events = live(open("?seen=v1"))) {
            page.sessions.follow(Set.of(operator));
            assertThat(List.of(event(events), event(events)))
                    .containsExactlyInAnyOrder(
                            List.of("event: state", "data: Live. You may act now"),
                            List.of("event: changed", "id: v1", "data: v1"));

            page.sessions.follow(Set.of(PageSide.VIEWER));
            assertThat(List.of(event(events), event(events)))
                    .containsExactlyInAnyOrder(
                            List.of("event: state", "data: Live. You may only look now"),
                            List.of("event: changed", "id: v1", "data: v1"));
        }
    }

    @Test
    void reloadThatChangesNothingOfAnOperator_isNotNoticed() throws Exception {
        try (BufferedReader events = live(open("?seen=v1"))) {
            page.sessions.follow(Set.of(new AdminAccess(
                    PageSide.VIEWER.name(), PageSide.VIEWER.role(), AdminAccess.digest("sim-token-of-viewer-1"))));
            page.version.set("v2");

            assertThat(event(events)).contains("event: changed");
        }
    }

    @Test
    void tokenThatIsTakenAway_endsTheStream_andIsToldAsWhatItIs() throws Exception {
        try (BufferedReader events = live(open("?seen=v1"))) {
            page.sessions.follow(Set.of(PageSide.OPERATOR));

            assertEnded(events, "your token is not in the configuration any more");
        }
    }

    private static List<AdminAccess> operators(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new AdminAccess("operator-" + i, PageSide.VIEWER.role(), AdminAccess.digest("t" + i)))
                .toList();
    }

    /** Opens streams of sessions of their own. */
    private List<BufferedReader> open(AdminAccess access, int count) throws Exception {
        List<BufferedReader> streams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            page.clock.pass(Duration.ofSeconds(1));
            streams.add(live(open(page.sessions.begin(access), "?seen=v1")));
        }
        return streams;
    }

    /** With many sessions, one operator cannot take all streams. */
    @Test
    void ninthStreamOfAnOperator_endsTheOldest() throws Exception {
        List<AdminAccess> both = operators(2);
        page.sessions.follow(Set.copyOf(both));
        List<BufferedReader> other = open(both.get(1), 1);
        List<BufferedReader> own = open(both.get(0), 9);

        assertEnded(own.get(0), "you opened 8 other pages since");
        page.version.set("v2");
        assertThat(event(own.get(1))).contains("event: changed");
        assertThat(event(other.get(0))).contains("event: changed");
        assertThat(page.live.open()).isEqualTo(LiveStreams.MOST_OF_OPERATOR + 1);
    }

    @Test
    void operatorWithoutAStream_getsOneOfTheOperatorWhoHasMost() throws Exception {
        List<AdminAccess> five = operators(5);
        page.sessions.follow(Set.copyOf(five));
        List<BufferedReader> first = open(five.get(0), 8);
        for (AdminAccess other : five.subList(1, 3)) {
            open(other, 8);
        }
        open(five.get(3), 7);
        open(five.get(4), 1);
        assertThat(page.live.open()).isEqualTo(LiveStreams.MOST);

        BufferedReader second = open(five.get(4), 1).get(0);

        List<String> ended = List.of("event: state", "data: Not live: 32 pages are open at once. Load the page again.");
        assertThat(event(first.get(0))).isEqualTo(ended);
        page.version.set("v2");
        assertThat(event(second)).contains("event: changed");
        assertThat(page.live.open()).isEqualTo(LiveStreams.MOST);
    }

    /** A page that is not live says so, and does not connect again. */
    @Test
    void streamOfOneMoreOperatorThanThereAreStreams_saysThatItsPageIsNotLive() throws Exception {
        List<AdminAccess> many = operators(LiveStreams.MOST + 1);
        page.sessions.follow(Set.copyOf(many));
        for (AdminAccess each : many.subList(0, LiveStreams.MOST)) {
            open(each, 1);
        }

        assertEnded(open(many.get(LiveStreams.MOST), 1).get(0), "32 pages are open at once");
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
