package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.AuditLines;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets to the page, and which forms are taken. */
class PageEndpointTest {
    private static final String FREEZE = "/acts/freeze";

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    private PageSide page;

    @BeforeEach
    void start() throws Exception {
        page = new PageSide();
        page.desks.serve(List.of());
    }

    @AfterEach
    void stop() throws Exception {
        page.close();
    }

    private Session operator() {
        return page.sessions.begin(PageSide.OPERATOR);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private String fields(Session session) {
        return "csrf=" + session.csrf() + "&reason=holidays";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/units", "/unit?unit=1200000321", "/report", "/none"})
    void stranger_isLedToTheDoor(String path) throws Exception {
        HttpResponse<String> answer = page.send(page.request(path));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).matches("/migration/login(\\?to=%2Fmigration.*)?");
    }

    /** A script would put the door in the place of what it asked for. */
    @Test
    void strangersScript_isToldSo() throws Exception {
        HttpResponse<String> part = page.send(page.request("/units").header("HX-Request", "true"));
        HttpResponse<String> live = page.send(page.request("/live").header("Accept", "text/event-stream"));

        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.body()).contains("sign in at /migration/login");
        assertThat(live.statusCode()).isEqualTo(401);
    }

    @Test
    void token_opensTheDoor() throws Exception {
        HttpResponse<String> answer = page.send(page.form("/login", "token=+sim-token-of-operator-1%0A"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).isEqualTo("/migration");
        String cookie = header(answer, "Set-Cookie");
        assertThat(cookie)
                .startsWith("kdp=operator-1:")
                .contains("; Path=/migration;", "; HttpOnly", "; SameSite=Strict", "; Max-Age=28800")
                .doesNotContain("Secure", "Domain", "sim-token");
        String session = cookie.substring("kdp=".length(), cookie.indexOf(';'));
        assertThat(page.send(page.request("").header("Cookie", "kdp=" + session))
                        .statusCode())
                .isEqualTo(200);
        assertThat(audit).singleElement().asString().contains("act=/migration/login who=operator-1", "status=303");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token=wrong", "token=", "", "other=1", "token=%ZZ", "token=%FF"})
    void wrongToken_isTold(String form) throws Exception {
        HttpResponse<String> answer = page.send(page.form("/login", form));

        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(header(answer, "Set-Cookie")).isEmpty();
        assertThat(audit).singleElement().asString().contains("who=-").doesNotContain("wrong");
    }

    /** Ten a minute are free; the next ones wait for their turn. A right token never does. */
    @Test
    void wrongTokens_waitForTheirTurn_andARightOneDoesNot() throws Exception {
        for (int i = 0; i < 11; i++) {
            assertThat(page.pauses).isEmpty();
            assertThat(page.send(page.form("/login", "token=wrong")).statusCode())
                    .isEqualTo(401);
        }
        assertThat(page.pauses).containsExactly(Duration.ofSeconds(6));

        HttpResponse<String> right = page.send(page.form("/login", "token=sim-token-of-operator-1"));
        assertThat(right.statusCode()).isEqualTo(303);
        assertThat(page.pauses).hasSize(1);
    }

    @Test
    void openDoor_leadsToThePage() throws Exception {
        assertThat(page.send(page.request("/login")).statusCode()).isEqualTo(200);

        HttpResponse<String> signedIn = page.send(page.request(operator(), "/login"));
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(header(signedIn, "Location")).isEqualTo("/migration");
    }

    @Test
    void eachAnswer_forbidsWhatThePageDoesNotNeed() throws Exception {
        List<HttpRequest.Builder> requests = List.of(
                page.request("/login"),
                page.request(""),
                page.request(operator(), ""),
                page.request(operator(), "/none"),
                page.request("/assets/page.css"),
                page.request("/assets/none"),
                page.request("/login").DELETE(),
                page.request("/login").POST(BodyPublishers.noBody()));
        for (HttpRequest.Builder request : requests) {
            HttpResponse<String> answer = page.send(request);
            assertThat(header(answer, "Content-Security-Policy"))
                    .as(request.build().uri().getPath())
                    .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                            + " img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Cache-Control")).isIn("no-store", "no-cache");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.css", "page.js", "htmx.min.js", "sse.js"})
    void file_isSentOnce(String name) throws Exception {
        HttpResponse<String> first = page.send(page.request("/assets/" + name));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isNotEmpty();

        HttpResponse<String> again =
                page.send(page.request("/assets/" + name).header("If-None-Match", header(first, "ETag")));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void formOfThePage_isTaken() throws Exception {
        Session session = operator();

        HttpResponse<String> answer = page.send(page.form(session, FREEZE, fields(session)));

        assertThat(answer.statusCode()).isEqualTo(404); // it got as far as the account, which is not there
        assertThat(audit)
                .singleElement()
                .asString()
                .contains("act=/migration/acts/freeze who=operator-1", "asked=reason=holidays")
                .doesNotContain("csrf");
    }

    /** Sent along from another port of the same host, the cookie is no proof. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1",
                "http://localhost",
                "https://shop.example",
                "null",
                "http://127.0.0.1",
                "file://"
            })
    void formOfAnotherOrigin_isRefused(String origin) throws Exception {
        Session session = operator();

        HttpResponse<String> answer =
                page.send(page.form(session, FREEZE, fields(session)).setHeader("Origin", origin));

        assertRefused(answer, "the form comes from another site; send it from the page itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-site", "cross-site", "none", ""})
    void formThatTheBrowserCallsForeign_isRefused(String site) throws Exception {
        Session session = operator();

        HttpResponse<String> answer =
                page.send(page.form(session, FREEZE, fields(session)).setHeader("Sec-Fetch-Site", site));

        assertRefused(answer, "the form comes from another site; send it from the page itself");
    }

    @Test
    void formWithoutAnOrigin_isRefused() throws Exception {
        Session session = operator();
        HttpRequest.Builder form = page.request(session, FREEZE).POST(BodyPublishers.ofString(fields(session)));

        assertRefused(
                page.send(form), "the form does not say where it comes from (no Origin); send it from the page itself");
    }

    /** A stranger's form could sign a victim in as somebody else. */
    @Test
    void signInOfAnotherOrigin_isRefused() throws Exception {
        HttpResponse<String> answer = page.send(
                page.form("/login", "token=sim-token-of-operator-1").setHeader("Origin", "https://shop.example"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(header(answer, "Set-Cookie")).isEmpty();
    }

    @Test
    void formWithoutTheSecretOfItsSession_isRefused() throws Exception {
        Session session = operator();
        Session other = page.sessions.begin(PageSide.VIEWER);
        for (String fields : List.of("reason=holidays", "csrf=&reason=holidays", "csrf=guess", fields(other))) {
            audit.clear();
            assertRefused(
                    page.send(page.form(session, FREEZE, fields)),
                    "the form is not of your session; load the page, and do it again");
        }
    }

    private void assertRefused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains(why);
        assertThat(audit).singleElement().asString().contains("who=operator-1", "status=403", "refused=" + why);
    }

    @Test
    void viewersForm_isRefused() throws Exception {
        Session viewer = page.sessions.begin(PageSide.VIEWER);

        HttpResponse<String> answer = page.send(page.form(viewer, FREEZE, fields(viewer)));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("viewer-1 is a viewer; only an operator may change something");
        assertThat(audit).singleElement().asString().contains("who=viewer-1", "status=403");
    }

    /** Without TLS, anyone on the way could have read the session, or changed the form. */
    @Test
    void operatorOnAnotherMachineWithoutTls_looksAndDoesNotAct() throws Exception {
        Session session = operator();
        page.remote.set(new InetSocketAddress("192.0.2.1", 40_000));

        HttpResponse<String> look = page.send(page.request(session, ""));
        assertThat(look.statusCode()).isEqualTo(200);
        assertThat(look.body()).contains("read only");
        assertRefused(
                page.send(page.form(session, FREEZE, fields(session))),
                "an act is taken from this machine only, because the admin side has no TLS;"
                        + " set gateway.admin.tls, or use a tunnel (ssh -L)");

        page.remote.set(null);
        assertThat(page.send(page.form(session, FREEZE, fields(session))).statusCode())
                .as("the same from the machine itself")
                .isEqualTo(404);
    }

    @Test
    void formAfterTheEndOfTheSession_leadsToTheDoor() throws Exception {
        Session session = operator();
        page.clock.pass(Sessions.LIFE);

        HttpResponse<String> answer = page.send(page.form(session, FREEZE, fields(session)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("your session has ended; nothing was done. Sign in, and do it again");
        assertThat(audit).singleElement().asString().contains("who=-", "status=401");
    }

    private static String wanted(HttpResponse<String> login) {
        return Jsoup.parse(login.body()).select("input[name=to]").attr("value");
    }

    @Test
    void formAfterTheEndOfTheSession_isPlannedAgainWithWhatWasTyped() throws Exception {
        Session session = operator();
        String form =
                fields(session) + "&unit=1200000321&unit=1200000330&seen=7%3A1200000321&closed=x&since=y&account=1";
        page.clock.pass(Sessions.LIFE);

        String plan = wanted(page.send(page.form(session, "/acts/promote", form)));

        assertThat(plan)
                .isEqualTo("/migration/plan?account=1&act=promote&reason=holidays&unit=1200000321&unit=1200000330");
        HttpResponse<String> signedIn = page.send(page.form(
                "/login", "token=sim-token-of-operator-1&to=" + URLEncoder.encode(plan, StandardCharsets.UTF_8)));
        assertThat(header(signedIn, "Location")).isEqualTo(plan);
    }

    @Test
    void longFormAfterTheEndOfTheSession_leadsToTheDoorAllTheSame() throws Exception {
        Session session = operator();
        String units = "&unit=1200000321".repeat(1000);
        page.clock.pass(Sessions.LIFE);

        HttpResponse<String> answer = page.send(page.form(session, "/acts/promote", fields(session) + units));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(wanted(answer)).isEqualTo("/migration");
        assertThat(page.send(page.form("/acts/promote", fields(session) + units))
                        .statusCode())
                .as("of a stranger")
                .isEqualTo(413);
    }

    /** Its operator has signed in again in another window. */
    @Test
    void formOfAnEarlierSession_isPlannedAgainWithWhatWasTyped() throws Exception {
        Session before = operator();
        page.clock.pass(Duration.ofHours(1));

        HttpResponse<String> answer =
                page.send(page.form(operator(), "/acts/promote", fields(before) + "&unit=1200000321"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Jsoup.parse(answer.body()).select("a.button").attr("href"))
                .isEqualTo("/migration/plan?act=promote&reason=holidays&unit=1200000321");
    }

    @Test
    void formWhileTheGatewayStarts_isPlannedAgainWithWhatWasTyped() throws Exception {
        page.desks.close();
        Session session = operator();

        HttpResponse<String> answer = page.send(page.form(session, FREEZE, fields(session)));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Jsoup.parse(answer.body()).select("a.button").attr("href"))
                .isEqualTo("/migration/plan?act=freeze&reason=holidays");
    }

    /** The others are no places to be after the door: one is a stream, the next one signs out. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/live", "/logout", "/login", "/report", "/log.csv", "/acts/freeze", "/assets/page.css", "/x"})
    void onlyScreens_comeAfterTheDoor(String path) throws Exception {
        String form = "token=sim-token-of-operator-1&to=%2Fmigration" + path.replace("/", "%2F");

        assertThat(header(page.send(page.form("/login", form)), "Location")).isEqualTo("/migration");
        assertThat(header(page.send(page.request(path)), "Location")).isIn("/migration/login", "");
    }

    @Test
    void signOut_endsTheSessionInTheBrowser() throws Exception {
        Session session = operator();

        HttpResponse<String> answer = page.send(page.form(session, "/logout", fields(session)));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).isEqualTo("/migration/login");
        assertThat(header(answer, "Set-Cookie"))
                .startsWith("kdp=")
                .contains("Expires=Thu, 01 Jan 1970", "Path=/migration");
    }

    /** Without its body: a sender that goes on sending may find its connection closed before it reads. */
    @Test
    void formThatIsTooLarge_isRefused() throws Exception {
        URI origin = URI.create(page.origin());
        String head =
                "POST /migration%s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: kdp=%s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(
                                FREEZE,
                                origin.getAuthority(),
                                origin,
                                operator().cookie(),
                                (4 << 20) + 1);
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();

            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("the form is too large");
        }
    }

    @Test
    void formThatDoesNotSayHowLargeItIs_isRefusedAllTheSame() throws Exception {
        Session session = operator();
        byte[] form = ("reason=" + "x".repeat(4 << 20)).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder chunked =
                page.form(session, FREEZE, "").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)));

        assertThat(page.send(chunked).statusCode()).isEqualTo(413);
    }

    /** Whoever is not known yet gets no more memory than a token needs. */
    @Test
    void signInWithMoreThanAToken_isRefused() throws Exception {
        String form = IntStream.range(0, 5_000).mapToObj(Integer::toString).collect(Collectors.joining("&"));

        HttpResponse<String> answer = page.send(page.form("/login", form));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(page.send(page.form("/login", "a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&q"))
                        .statusCode())
                .isEqualTo(400);
    }

    /** More than there are threads and places to wait for one. */
    @Test
    void queryThatCannotBeRead_isRefused() throws Exception {
        Session session = page.sessions.begin(PageSide.OPERATOR);
        for (String path :
                List.of("/live?seen=%ZZ", "/units?q=%ZZ", "/units?q=%FF", "/login?to=%ZZ", "/login?to=%FF")) {
            URI origin = URI.create(page.origin());
            try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
                String head = "GET /migration%s HTTP/1.1\r\nHost: %s\r\nCookie: kdp=%s\r\nConnection: close\r\n\r\n"
                        .formatted(path, origin.getAuthority(), session.cookie());
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .as(path)
                        .startsWith("HTTP/1.1 400 ");
            }
        }
    }

    @Test
    void head_isThePageWithoutItsBody() throws Exception {
        Session session = page.sessions.begin(PageSide.OPERATOR);
        for (String path : List.of("", "/login", "/assets/page.css")) {
            HttpResponse<String> head =
                    page.send(page.request(session, path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
            HttpResponse<String> get = page.send(page.request(session, path));
            assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
            assertThat(head.body()).as(path).isEmpty();
        }
    }

    @Test
    void screenThatWasWanted_comesAfterTheDoor() throws Exception {
        HttpResponse<String> led = page.send(page.request("/units?phase=SHADOW&q=12"));
        assertThat(led.headers().firstValue("Location"))
                .contains("/migration/login?to=%2Fmigration%2Funits%3Fphase%3DSHADOW%26q%3D12");
        assertThat(page.send(page.request("/login?to=%2Fmigration%2Funits%3Fphase%3DSHADOW%26q%3D12"))
                        .body())
                .contains("name=\"to\" value=\"/migration/units?phase=SHADOW&amp;q=12\"");

        String form = "token=sim-token-of-operator-1&to=";
        assertThat(page.send(page.form("/login", form + "%2Fmigration%2Funits%3Fphase%3DSHADOW"))
                        .headers()
                        .firstValue("Location"))
                .contains("/migration/units?phase=SHADOW");
        for (String foreign : List.of(
                "//example.com",
                "https://example.com/migration",
                "/migration//example.com",
                "/migration/../x",
                "/m%5C")) {
            assertThat(page.send(page.form("/login", form + foreign)).headers().firstValue("Location"))
                    .as(foreign)
                    .contains("/migration");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            log-4680000925.csv | attachment; filename="log-4680000925.csv"
            log-a"b;é.csv | attachment; filename="log-a_b__.csv"; filename*=UTF-8''log-a%22b%3B%C3%A9.csv
            """)
    void nameOfAFile_cannotEndItsHeader(String name, String header) {
        assertThat(PageExchange.attachment(name)).isEqualTo(header);
    }

    @Test
    void formsThatNeverEnd_keepNobodyFromActing() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        URI.create(page.origin()).getPort());
                slow.add(socket);
                socket.getOutputStream().write("""
                        POST /migration/login HTTP/1.1\r
                        Host: %1$s\r
                        Origin: http://%1$s\r
                        Content-Length: 100\r
                        \r
                        token=""".formatted(page.origin().substring("http://".length()))
                        .getBytes(StandardCharsets.UTF_8));
            }
            Session session = operator();

            HttpResponse<String> answer = page.send(page.form(session, FREEZE, fields(session)));

            assertThat(answer.statusCode()).isEqualTo(404); // it got as far as the account, which is not there
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }
}
