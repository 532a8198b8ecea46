package io.github.kdpbridge.gateway.admin;

import static io.github.kdpbridge.gateway.admin.MigrationSide.DIFFERENCE;
import static io.github.kdpbridge.gateway.admin.MigrationSide.customer;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.ActFilter;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.gateway.AuditLines;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-jdk")
class MigrationApiTest {
    private static final HostAndPort FREE = HostAndPort.fromParts("127.0.0.1", 0);
    private static final String OPERATOR_1 = "sim-token-of-operator-1";
    private static final String BOARD = "sim-token-of-the-board";

    private final HttpClient http = HttpClient.newHttpClient();
    private final MigrationSide side = new MigrationSide();

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    private Gateway gateway;

    private static GatewayConfig.Builder config() {
        return GatewayConfig.builder().anyKey(new HeldProgram()).admin(FREE);
    }

    private static AdminAccess access(String name, Role role, String token) {
        return new AdminAccess(name, role, AdminAccess.digest(token));
    }

    @BeforeEach
    void start() {
        gateway = Gateway.start(config().adminAccess(access("operator-1", Role.OPERATOR, OPERATOR_1))
                .adminAccess(access("board", Role.VIEWER, BOARD))
                .build());
        gateway.desks().serve(List.of(side.account()));
        side.routes.see(customer("1200000321"), Phase.SHADOW);
        side.routes.see(customer("1200000330"), Phase.GEN1);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.adminUrl().orElseThrow() + "/migration/api/" + path));
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        return response.statusCode() + " " + response.body();
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + BOARD).build());
    }

    private String post(String token, String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return post(OPERATOR_1, path, body);
    }

    @Test
    void status_isThatOfTheUnits() throws Exception {
        assertThat(get("accounts")).isEqualTo("200 {\"accounts\":[\"4680000925\"]}");
        assertThat(get("status?unit=1200000321"))
                .isEqualTo(
                        "200 {\"account\":\"4680000925\",\"units\":[{\"route\":{\"unit\":{\"reseller\":\"4680000925\","
                                + "\"kind\":\"CUSTOMER\",\"name\":\"1200000321\"},\"phase\":\"SHADOW\",\"epoch\":0},\"hits\":0}]}");
        assertThat(get("status")).contains("1200000321", "1200000330");
    }

    @Test
    void plan_tellsEachGate() throws Exception {
        assertThat(get("plan?wave=w1&to=canary"))
                .startsWith("200 {\"account\":\"4680000925\",\"moves\":[{")
                .contains(
                        "\"to\":\"CANARY\",\"state\":\"NOT_YET\",\"gates\":[{\"name\":\"comparisons\",\"state\":\"NOT_YET\","
                                + "\"number\":\"3 compared of 20 (account 40 of 200)\"}")
                .contains("\"state\":\"FIRST\",\"gates\":[],\"text\":\"not compared yet\"}");
        assertThat(side.routes.log(MigrationSide.RESELLER)).isEmpty();
    }

    @Test
    void acts_areInTheLogWithTheNameOfTheToken() throws Exception {
        assertThat(post(
                        "promote",
                        "{\"units\":[{\"unit\":\"1200000321\",\"epoch\":0,\"closed\":[\"comparisons\"]}],"
                                + "\"reason\":\"first customer\",\"passing\":{\"override\":\"a test customer\"}}"))
                .startsWith("200 {\"units\":[{\"unit\":\"1200000321\",")
                .contains("\"result\":\"BEGUN\",\"text\":\"SHADOW to CANARY waits until the unit is drained\"}]}");
        assertThat(post("cancel", "{\"unit\":\"1200000321\",\"epoch\":1,\"reason\":\"not today\"}"))
                .contains("SHADOW to CANARY is cancelled");
        assertThat(post("rollback", "{\"units\":[\"1200000321\"],\"now\":true,\"reason\":\"not at all\"}"))
                .contains("\"result\":\"MOVED\",\"text\":\"SHADOW to GEN1\"");
        assertThat(post("freeze", "{\"reason\":\"stock taking\"}"))
                .isEqualTo(
                        "200 {\"freeze\":{\"cause\":{\"who\":\"operator-1\",\"via\":\"PROGRAM\",\"reason\":\"stock taking\","
                                + "\"evidence\":\"\"},\"since\":\"2026-11-23T12:00:00Z\"},\"inForce\":true}");
        assertThat(post("unfreeze", "{\"since\":\"2026-11-23T12:00:00Z\",\"reason\":\"all counted\"}"))
                .contains("\"inForce\":false");
        assertThat(post("panic", "{\"reason\":\"orders are lost\"}")).startsWith("200 {\"units\":[],\"act\":\"");

        assertThat(side.routes.log(MigrationSide.RESELLER))
                .extracting(LoggedMove::result, entry -> entry.move().cause().who())
                .extracting(Object::toString)
                .containsExactly("(BEGUN, \"operator-1\")", "(CANCELLED, \"operator-1\")", "(MOVED, \"operator-1\")");
        assertThat(get("log"))
                .contains(
                        "\"evidence\":\"overridden: a test customer (3 compared of 20 (account 40 of 200), 0 different,"
                                + " device list equal (1), 0 unknown codes, 0 writes may yet arrive)\"");
        assertThat(get("log?since=2026-11-23T12:00:01Z"))
                .isEqualTo("200 {\"account\":\"4680000925\",\"entries\":[],\"acts\":[]}");
        assertThat(side.routes
                        .acts(MigrationSide.RESELLER, ActFilter.ALL, Cut.WHOLE)
                        .rows())
                .extracting(act -> act.kind().name())
                .containsExactly("PANIC", "FREEZE", "UNFREEZE", "FREEZE");
        assertThat(get("log")).contains("\"kind\":\"UNFREEZE\"", "\"reason\":\"all counted\"");
    }

    @Test
    void actOnSeveralUnits_ofWhichNoneMoves_isRefused_andSoIsItsAudit() throws Exception {
        String units = "[{\"unit\":\"1200000321\",\"epoch\":7},{\"unit\":\"1200000330\",\"epoch\":8}]";
        String stale = "customer 1200000321 does not move: it changed meanwhile (epoch 0, not 7); look at it again";

        assertThat(post("rollback", "{\"seen\":" + units + ",\"reason\":\"a bad day\"}"))
                .startsWith("409 {\"error\":\"nothing was done: 2 refused: " + stale + "\",\"units\":[{");
        assertThat(audit).singleElement().asString().contains(" status=409 ", "refused=nothing was done: 2 refused: ");
        assertThat(side.routes.log(MigrationSide.RESELLER)).isEmpty();
        audit.clear();
        assertThat(post(
                        "rollback",
                        "{\"seen\":[{\"unit\":\"1200000321\",\"epoch\":0},{\"unit\":\"1200000330\",\"epoch\":8}],"
                                + "\"reason\":\"a bad day\"}"))
                .startsWith("200 {\"units\":[{")
                .contains("\"act\":\"");
        assertThat(audit).singleElement().asString().contains(" status=200 ", "refused=1 moved, 1 refused: ");
    }

    @Test
    void commandLine_isNamedInTheLog() throws Exception {
        send(request("freeze")
                .header("Authorization", "bearer " + OPERATOR_1)
                .header("User-Agent", "kdp-migrate/1")
                .POST(BodyPublishers.ofString("{\"reason\":\"stock taking\"}"))
                .build());

        assertThat(side.routes.frozen(MigrationSide.RESELLER))
                .hasValueSatisfying(freeze -> assertThat(freeze.cause().via()).isEqualTo(Via.COMMAND));
    }

    @Test
    void transactionsAndDifferences_areFoundAndChanged() throws Exception {
        assertThat(get("names"))
                .isEqualTo("200 {\"unsettled\":[{\"transaction\":\"PO-7\",\"side\":\"GEN1\",\"outcome\":\"OPEN\","
                        + "\"since\":\"2026-11-23T12:00:00Z\",\"unit\":\"1200000321\"}]}");
        assertThat(post("repin", "{\"transaction\":\"PO-7\",\"to\":\"GEN2\",\"reason\":\"gen1 is gone\"}"))
                .isEqualTo(
                        "404 {\"error\":\"transaction PO-7 is not known here; check its id, or ask for its status through"
                                + " the gateway; --unknown pins it all the same\",\"reason\":\"UNKNOWN\"}");
        assertThat(post(
                        "repin",
                        "{\"transaction\":\"PO-7\",\"to\":\"GEN2\",\"reason\":\"gen1 is gone\",\"unknown\":true}"))
                .isEqualTo("200 {\"transaction\":\"PO-7\",\"side\":\"GEN2\",\"why\":\"pinned by its name: used or found"
                        + " there, forgotten since, or moved by hand\",\"writes\":[]}");
        assertThat(get("names?transaction=PO-7")).contains("\"side\":\"GEN2\"");
        assertThat(get("log"))
                .contains(
                        "\"kind\":\"REPIN\"",
                        "\"reason\":\"gen1 is gone\"",
                        "\"evidence\":\"transaction PO-7 to GEN2\"");
        assertThat(get("differences")).contains(DIFFERENCE);
        assertThat(get("differences?open=true")).isEqualTo("200 {\"differences\":[]}");
        assertThat(post("accept", "{\"id\":\"" + DIFFERENCE + "\",\"note\":\"another spelling\"}"))
                .contains("\"state\":{\"name\":\"ACCEPTED\",\"who\":\"operator-1\",\"note\":\"another spelling\"}");
        assertThat(post("open", "{\"id\":\"" + DIFFERENCE + "\",\"note\":\"it is wrong after all\"}"))
                .contains("\"state\":{\"name\":\"NEW\"}");
        assertThat(post("compare", "{\"unit\":\"1200000321\",\"operation\":\"devices\"}"))
                .isEqualTo("200 {\"unit\":\"1200000321\",\"operations\":[{\"operation\":\"devices\","
                        + "\"verdict\":\"matched\",\"text\":\"41 on both sides\",\"differences\":[]}]}");
    }

    @Test
    void report_hasEachUnitWithItsNextStep() throws Exception {
        assertThat(get("report"))
                .startsWith("200 {\"account\":\"4680000925\",\"at\":\"")
                .contains("\"parity\":{\"counts\":{\"matched\":3,", "\"to\":\"CANARY\"", "\"to\":\"SHADOW\"")
                .contains("\"lessons\":[{\"fact\":\"devices are visible on both sides\",\"seen\":\"yes\","
                        + "\"evidence\":\"3 for, 0 against\",\"settings\":[]}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            promote | {"units":[{"unit":"1200000321","epoch":7}],"reason":"first customer"} | 409 {"error":"customer 1200000321 does not move: it changed meanwhile (epoch 0, not 7); look at it again","reason":"STALE"}
            promote | {"units":[{"unit":"1200000321","epoch":0}],"reason":"first customer"} | 412 {"error":"customer 1200000321 does not move to CANARY: 3 compared of 20 (account 40 of 200); wait, or override with a reason","reason":"GATE"}
            promote | {"units":[{"unit":"1200000330","epoch":0}],"to":"GEN2","reason":"first customer"} | 409 {"error":"no move forward leads from GEN1 to GEN2; legal from GEN1: forward to SHADOW","reason":"ILLEGAL"}
            promote | {"units":[],"reason":"first customer"} | 400 {"error":"name the units to move, each with the epoch of the plan"}
            promote | {"units":[{"unit":"1200000321","epoch":0}],"reason":"why"} | 400 {"error":"a reason is one line of 5 characters or more, not \\"why\\""}
            promote | {"units":[{"unit":"1200000321","epoch":"x"}]} | 400 {"error":"not the JSON that is expected: Expected a long but was x at path $.units[0].epoch"}
            promote | no JSON | 400 {"error":"not the JSON that is expected: Use JsonReader.setLenient(true) to accept malformed JSON at path $"}
            promote | {"reason":"first customer"} | 400 {"error":"units is missing"}
            promote | {"units":[{"epoch":0}],"reason":"first customer"} | 400 {"error":"not the JSON that is expected: unit is missing"}
            promote | {"units":[{"unit":"1200000321","epoch":0}],"reason":"first customer","pace":{"atOnce":0,"begun":[]}} | 400 {"error":"not the JSON that is expected: at least 1 unit moves at a time, not 0"}
            promote | null | 400 {"error":"not the JSON that is expected: null"}
            rollback | {"reason":"first customer"} | 400 {"error":"name the units, or say all, not both"}
            rollback | {"units":["1200000399"],"reason":"first customer"} | 404 {"error":"there is no unit 1200000399 that made a call yet; legal are: 1200000321, 1200000330","reason":"UNKNOWN"}
            freeze | {} | 400 {"error":"reason is missing"}
            cancel | {"unit":"1200000321","reason":"first customer"} | 400 {"error":"epoch, which the status of the unit tells, is missing"}
            unfreeze | {"reason":"all counted"} | 400 {"error":"since, the begin of the freeze, which the status tells, is missing"}
            promote | {"units":[{"unit":"1200000321","epoch":0}],"reason":"first customer","passing":{"override":"a test customer"}} | 400 {"error":"units[].closed, the gates that an override passes, is missing"}
            open | {"id":"x"} | 400 {"error":"note is missing"}
            unfreeze | {"since":"2026-11-23T12:00:00Z","reason":"all counted"} | 409 {"error":"reseller 4680000925 is not frozen; moves forward are possible","reason":"ILLEGAL"}
            reopen | {"unit":"1200000321","confirm":"1200000321","reason":"found a bug"} | 409 {"error":"customer 1200000321 does not move: it is in SHADOW, not in DONE; legal from SHADOW: forward to READS or CANARY, back to GEN1, at once to CANARY","reason":"ILLEGAL"}
            compare | {"unit":"1200000321","operation":"resellers"} | 400 {"error":"no list of resellers can be compared; legal are: devices"}
            accept | {"id":"x","note":"another spelling"} | 404 {"error":"there is no difference x","reason":"UNKNOWN"}
            repin | {"transaction":"PO-7","to":"GEN3","reason":"gen1 is gone"} | 400 {"error":"not the JSON that is expected: Expected one of [GEN1, GEN2] but was GEN3 at path $.to"}
            backup | {} | 400 {"error":"name is missing"}
            backup | {"name":"monday.db"} | 400 {"error":"the ledger is in memory: nothing of it can be backed up"}
            freeze?account=1 | {"reason":"stock taking"} | 404 {"error":"account 1 does not migrate; legal are: 4680000925","reason":"UNKNOWN"}
            """)
    void badAct_isRefusedInOneLine(String act, String body, String answer) throws Exception {
        assertThat(post(act, body)).isEqualTo(answer);
        assertThat(side.routes.log(MigrationSide.RESELLER)).isEmpty();
        assertThat(audit)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("act=/migration/api/" + act + " who=operator-1 remote=127.0.0.1 status="
                                + answer.substring(0, 3) + " asked=" + body + " refused="));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plan?to=nowhere | 400 {"error":"to must be one of [GEN1, SHADOW, READS, CANARY, GEN2, DONE], not nowhere"}
            plan?wave=w9 | 404 {"error":"there is no wave w9; legal are: w1","reason":"UNKNOWN"}
            plan?wave=w1&unit=1 | 400 {"error":"name units or a wave, not both"}
            log?since=yesterday | 400 {"error":"since must be a time like 2026-11-26T08:00:00Z, not yesterday"}
            status?unit=1&unit=2 | 400 {"error":"unit is there 2 times; once is enough"}
            nothing | 404 {"error":"there is no GET /migration/api/nothing; here are GET accounts, status, plan, log, names, differences, report; POST promote, rollback, cancel, reopen, freeze, unfreeze, panic, compare, accept, open, repin, backup"}
            promote | 404 {"error":"there is no GET /migration/api/promote; here are GET accounts, status, plan, log, names, differences, report; POST promote, rollback, cancel, reopen, freeze, unfreeze, panic, compare, accept, open, repin, backup"}
            """)
    void badQuestion_isRefusedInOneLine(String path, String answer) throws Exception {
        assertThat(get(path)).isEqualTo(answer);
    }

    @Test
    void viewer_mayNotAct() throws Exception {
        assertThat(post(BOARD, "freeze", "{\"reason\":\"stock taking\"}"))
                .isEqualTo("403 {\"error\":\"board is a viewer; only an operator may change something\"}");
        assertThat(side.routes.frozen(MigrationSide.RESELLER)).isEmpty();
        assertThat(audit)
                .containsExactly(
                        "act=/migration/api/freeze who=board remote=127.0.0.1 status=403 asked=- refused=board is"
                                + " a viewer; only an operator may change something");
    }

    @Test
    void wrongToken_opensNothing() throws Exception {
        String refused =
                "401 {\"error\":\"no token that gateway.admin.access knows; send it as Authorization: Bearer TOKEN\"}";

        assertThat(send(request("status").build())).isEqualTo(refused);
        assertThat(send(request("status")
                        .header("Authorization", "Basic " + OPERATOR_1)
                        .build()))
                .isEqualTo(refused);
        assertThat(post(OPERATOR_1 + "x", "freeze", "{\"reason\":\"stock taking\"}"))
                .isEqualTo(refused);
        assertThat(audit)
                .containsExactly(
                        "act=/migration/api/freeze who=- remote=127.0.0.1 status=401 asked=- refused=no token that"
                                + " gateway.admin.access knows; send it as Authorization: Bearer TOKEN");
    }

    @Test
    void withoutOperators_thereIsNoMigration() throws Exception {
        try (Gateway plain = Gateway.start(config().build())) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(plain.adminUrl().orElseThrow() + "/migration/api/status"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("no such path; here are /health/live, /health/ready and /metrics\n");
        }
    }

    @Test
    void deviceInAReason_isMaskedInTheAuditLog() throws Exception {
        assertThat(post("freeze", "{\"reason\":\"351800000000702 is missing\"}"))
                .startsWith("200 ");

        assertThat(audit)
                .anySatisfy(line -> assertThat(line).contains("asked={\"reason\":\"***********0702 is missing\"}"))
                .noneSatisfy(line -> assertThat(line).contains("351800000000702"));
    }

    @Test
    void waveOfThousandsOfUnits_movesByOneRequest() throws Exception {
        List<String> wave = IntStream.range(0, 3000)
                .mapToObj(each -> String.valueOf(1_300_000_000 + each))
                .toList();
        wave.forEach(each -> side.routes.see(customer(each), Phase.GEN1));

        String units = wave.stream()
                .map("{\"unit\":\"%s\",\"epoch\":0,\"closed\":[\"gen1\",\"gen2\",\"services\"]}"::formatted)
                .collect(joining(","));
        String promotion = "{\"units\":[%s],\"to\":\"SHADOW\",\"reason\":\"compare all\","
                + "\"passing\":{\"override\":\"no service here\"}}";
        assertThat(post("promote", promotion.formatted(units))).startsWith("200 ");

        assertThat(side.routes.all(MigrationSide.RESELLER))
                .filteredOn(route -> route.unit().label().startsWith("13"))
                .hasSize(3000)
                .allMatch(route -> route.phase() == Phase.SHADOW);
    }

    @Test
    void largeBody_isRefused() throws Exception {
        String refusal = "{\"error\":\"the body is larger than 4194304 bytes\"}";
        URI url = gateway.adminUrl().orElseThrow();
        // Without its body: a sender that goes on sending may find its connection closed before it reads.
        String head =
                "POST /migration/api/freeze HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(url.getAuthority(), OPERATOR_1, (4 << 20) + 1);
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413 ")
                    .endsWith(refusal);
        }
        assertThat(send(request("freeze")
                        .header("Authorization", "Bearer " + OPERATOR_1)
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("x".repeat((4 << 20) + 1))))
                        .build()))
                .isEqualTo("413 " + refusal);
    }

    @Test
    void severalAccounts_areToldApart() throws Exception {
        gateway.desks().serve(List.of());

        assertThat(get("status"))
                .isEqualTo("404 {\"error\":\"no account migrates; legal are: none\",\"reason\":\"UNKNOWN\"}");
    }

    @Test
    void gatewayThatStops_beginsNoAct() {
        Desks desks = new Desks();
        desks.serve(List.of(side.account()));
        desks.close();
        AdminRequest freeze = new AdminRequest(new Author("operator-1", Via.COMMAND), "POST", "freeze", Map.of(), "{}");

        assertThat(new MigrationApi(desks, new Backups(), Clock.systemUTC()).answer(freeze))
                .isEqualTo(AdminAnswer.refusal(503, "the gateway is stopping; nothing was done"));
    }

    @Test
    void gatewayThatStarts_doesNotSayThatNoAccountMigrates() {
        MigrationApi starting = new MigrationApi(new Desks(), new Backups(), Clock.systemUTC());
        Author author = new Author("operator-1", Via.COMMAND);

        for (AdminRequest request : List.of(
                new AdminRequest(author, "GET", "status", Map.of(), ""),
                new AdminRequest(author, "GET", "accounts", Map.of(), ""),
                new AdminRequest(author, "POST", "panic", Map.of(), "{\"reason\":\"orders are missing\"}"))) {
            AdminAnswer answer = starting.answer(request);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.error()).isEqualTo("the gateway is starting; ask again in some seconds");
        }
    }

    @Test
    void ledgerThatIsAway_isToldAsThat() throws Exception {
        side.asking = () -> {
            throw new LedgerException("the ledger cannot be reached", new IOException("refused"));
        };

        assertThat(get("plan?unit=1200000330")).isEqualTo("503 {\"error\":\"the ledger cannot be reached\"}");
    }

    @Test
    @ExpectedLog("GET /migration/api/plan failed")
    void mistakeOfTheGateway_isOneLineToo() throws Exception {
        side.asking = () -> {
            throw new UnsupportedOperationException("a bug");
        };

        assertThat(get("plan?unit=1200000330"))
                .isEqualTo("500 {\"error\":\"an unexpected error; the gateway's log has it\"}");
    }

    /** Four at work and thirty-two that wait are enough; health has its own threads. */
    @Test
    void operatorsWhoWait_doNotHoldUpHealth() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        side.asking = () -> {
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        HttpRequest plan = request("plan?unit=1200000330")
                .header("Authorization", "Bearer " + BOARD)
                .build();
        List<CompletableFuture<Integer>> asked = IntStream.range(0, 4 + 32 + 1)
                .mapToObj(i -> http.sendAsync(plan, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode))
                .toList();
        Object first =
                CompletableFuture.anyOf(asked.toArray(CompletableFuture[]::new)).get();
        HttpResponse<String> health = http.send(
                HttpRequest.newBuilder(URI.create(gateway.adminUrl().orElseThrow() + "/health/live"))
                        .build(),
                BodyHandlers.ofString());
        answer.countDown();

        assertThat(first).isEqualTo(503);
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(asked.stream().map(CompletableFuture::join).filter(status -> status == 200))
                .hasSize(36);
    }

    @Test
    void illegalMove_isInNoLogButTheAudit() throws Exception {
        side.routes.begin(
                customer("1200000321"),
                0,
                Move.back(Phase.SHADOW, new Author("operator-2", Via.PAGE).cause("no longer")));

        assertThat(post("promote", "{\"units\":[{\"unit\":\"1200000321\",\"epoch\":0}],\"reason\":\"two at once\"}"))
                .isEqualTo(
                        "409 {\"error\":\"customer 1200000321 does not move: it changed meanwhile by operator-2: MOVED, SHADOW"
                                + " to GEN1 (epoch 1, not 0); look at it again\",\"reason\":\"STALE\"}");
    }
}
