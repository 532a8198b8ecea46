package io.github.kdpbridge.cli;

import static io.github.kdpbridge.cli.migrate.MigratingGateway.DIFFERENCE;
import static io.github.kdpbridge.cli.migrate.MigratingGateway.OPERATOR_2;
import static io.github.kdpbridge.cli.migrate.MigratingGateway.RESELLER;
import static io.github.kdpbridge.cli.migrate.MigratingGateway.customer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.kdpbridge.cli.migrate.MigratingGateway;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.gateway.config.AdminAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MigrateCommandTest {
    private static final String NONE = "nothing moves: no unit of this selection has a step left";

    private final MigratingGateway gateway = new MigratingGateway();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        gateway.close();
    }

    private CommandRun with(String token, String... words) {
        List<String> args = new ArrayList<>(List.of("migrate"));
        args.addAll(List.of(words));
        args.addAll(List.of("--url", gateway.url() + "/"));
        return CommandRun.with(Map.of("KDP_MIGRATE_TOKEN", token), args.toArray(String[]::new));
    }

    private CommandRun run(String... words) {
        return with(MigratingGateway.OPERATOR, words);
    }

    private static void assertOut(CommandRun run, int exitCode, String... lines) {
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).containsExactly(lines);
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    private static void assertErr(CommandRun run, int exitCode, String line) {
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo(line + System.lineSeparator());
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    private void toCanary(String id) {
        gateway.routes.begin(
                customer(id),
                0,
                new Move(Phase.SHADOW, Phase.CANARY, Move.Kind.NOW, OPERATOR_2.cause("straight away")));
    }

    @Test
    void plan_isALineAUnitAndTheWorstCaseOfItsCallers() {
        assertOut(
                with(MigratingGateway.VIEWER, "plan", "--wave", "w1", "--to", "canary"),
                4,
                "customer 1200000321  SHADOW → CANARY   ready      212 compared, 0 different, device list equal (41),"
                        + " 0 unknown codes, 0 writes may yet arrive",
                "customer 1200000322  SHADOW → CANARY   not yet    3 compared of 20 (account 15 of 200);"
                        + " kdp migrate compare 1200000322",
                "customer 1200000330  GEN1   → SHADOW   first      not compared yet",
                "1 of 3 would move. New uploads of a customer are answered 503 for at most 30 s while it moves.");
        assertThat(gateway.routes.log(RESELLER)).isEmpty();
    }

    @Test
    void planOfAStepWithinASide_promisesNoRefusal() {
        assertOut(
                run("plan", "1200000330"),
                0,
                "customer 1200000330  GEN1   → SHADOW   ready      gen1 answers, gen2 answers",
                "1 of 1 would move.");
    }

    @Test
    void status_tellsPhasesMovesAndReturns() {
        toCanary("1200000321");
        gateway.clock.pass(Duration.ofMinutes(90));
        gateway.routes.begin(
                customer("1200000321"),
                1,
                Move.backAtOnce(Phase.CANARY, Cause.rule("outcome", "1 difference in outcome", "second hit in a row")));
        gateway.routes.begin(
                customer("1200000322"), 0, Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_2.cause("straight away")));

        assertOut(
                run("status"),
                0,
                "customer 1200000321  SHADOW  since 2026-11-23T13:30:00Z; BROUGHT BACK by rule:outcome: 1 difference in"
                        + " outcome",
                "customer 1200000322  SHADOW  since it was first seen; operator-2 moves it to CANARY: waits until the unit is"
                        + " drained",
                "customer 1200000330  GEN1    since it was first seen",
                "3 units: 1 GEN1, 2 SHADOW");
        gateway.routes.freeze(RESELLER, OPERATOR_2.cause("stock taking"));
        assertOut(
                run("status", "1200000330"),
                0,
                "FROZEN by operator-2 since 2026-11-23T13:30:00Z: stock taking",
                "customer 1200000330  GEN1    since it was first seen",
                "1 unit: 1 GEN1");
    }

    @Test
    void json_isWhatTheGatewayAnswered() {
        CommandRun run = run("status", "1200000330", "--json");

        assertOut(
                run,
                0,
                "{\"account\":\"4680000925\",\"units\":[{\"route\":{\"unit\":{\"reseller\":\"4680000925\","
                        + "\"kind\":\"CUSTOMER\",\"name\":\"1200000330\"},\"phase\":\"GEN1\",\"epoch\":0},\"hits\":0}]}");
    }

    @Test
    void promotion_isBegunAndInTheLog() {
        assertOut(
                run("promote", "1200000321", "--reason", "first customer"),
                0,
                "1200000321  begun    SHADOW to CANARY waits until the unit is drained");
        assertOut(
                run("log"),
                0,
                "2026-11-23T12:00:00Z  customer 1200000321  SHADOW → CANARY  begun      operator-1 by command: first customer;"
                        + " 212 compared, 0 different, device list equal (41), 0 unknown codes, 0 writes may yet arrive",
                "1 entry");
        assertOut(
                run("cancel", "1200000321", "--reason", "not today"),
                0,
                "1200000321  moved    SHADOW to CANARY is cancelled");
        assertOut(run("log", "--since", "2026-11-24T00:00:00Z"), 0, "0 entries");
    }

    @Test
    void promotionAtOnce_waitsForNothing() {
        assertOut(
                run("promote", "1200000321", "--reason", "the old service is gone", "--now"),
                0,
                "1200000321  moved    SHADOW to CANARY");
    }

    @Test
    void closedGate_endsWithFour() {
        assertErr(
                run("promote", "1200000322", "--reason", "first customer"),
                4,
                "kdp migrate promote: customer 1200000322 does not move to CANARY: 3 compared of 20 (account 15 of 200);"
                        + " wait, or override with a reason");
        assertOut(
                run("promote", "--wave", "w1", "--to", "CANARY", "--reason", "first customers"),
                4,
                "customer 1200000322  SHADOW → CANARY   not yet    3 compared of 20 (account 15 of 200);"
                        + " kdp migrate compare 1200000322",
                "customer 1200000330  GEN1   → SHADOW   first      not compared yet",
                "1200000321  begun    SHADOW to CANARY waits until the unit is drained");
    }

    @Test
    void overriddenGate_standsOutInTheLog() {
        assertOut(
                run("promote", "1200000322", "--reason", "first customer", "--override", "an empty test customer"),
                0,
                "1200000322  begun    SHADOW to CANARY waits until the unit is drained");
        assertThat(run("log").out())
                .contains(
                        "; GATES overridden: an empty test customer (3 compared of 20 (account 15 of 200), 0 different,");
    }

    @Test
    void frozenWave_movesNothing() {
        run("freeze", "--reason", "stock taking");

        assertOut(
                run("promote", "--wave", "w1", "--reason", "first customers"),
                1,
                "customer 1200000321  SHADOW → CANARY   frozen     operator-1 froze the account: stock taking",
                "customer 1200000322  SHADOW → CANARY   frozen     operator-1 froze the account: stock taking",
                "customer 1200000330  GEN1   → SHADOW   frozen     operator-1 froze the account: stock taking",
                "nothing moves");
    }

    @Test
    void unitInItsPhase_isRefusedWithWhatIsLegal() {
        assertErr(
                run("promote", "1200000321", "--to", "shadow", "--reason", "first customer"),
                1,
                "kdp migrate promote: no move forward leads from SHADOW to SHADOW; legal from SHADOW: forward to READS or"
                        + " CANARY, back to GEN1, at once to CANARY");
    }

    @Test
    void rollback_needsNoGate() {
        toCanary("1200000321");

        assertOut(
                run("rollback", "1200000321", "--reason", "orders are missing"),
                0,
                "1200000321  begun    CANARY to SHADOW waits until the unit is drained");
        assertOut(
                run("rollback", "--all", "--now", "--reason", "orders are missing"),
                0,
                "1200000321  moved    CANARY to SHADOW");
        assertOut(run("rollback", "--all", "--reason", "once more"), 0, "no unit had to move");
        assertOut(
                run("rollback", "1200000330", "1200000321", "--reason", "once more"),
                1,
                "1200000330  refused  no move back leads from GEN1 to GEN1; legal from GEN1: forward to SHADOW",
                "1200000321  moved    SHADOW to GEN1");
    }

    @Test
    void freezeAndPanic_areToldWithTheirAuthor() {
        toCanary("1200000321");

        assertOut(run("panic", "--reason", "orders are missing"), 0, "1200000321  moved    CANARY to SHADOW");
        assertOut(
                run("freeze", "--reason", "stock taking"),
                0,
                "frozen by operator-1 since 2026-11-23T12:00:00Z: orders are missing");
        assertOut(
                run("unfreeze", "--reason", "all is well"),
                0,
                "moves forward are possible; operator-1 had frozen them: orders are missing");
        assertErr(
                run("unfreeze", "--reason", "once more"),
                1,
                "kdp migrate unfreeze: reseller 4680000925 is not frozen; moves forward are possible");
    }

    @Test
    void unitThatIsDone_isReopenedByItsName() {
        gateway.routes.see(customer("1200000340"), Phase.DONE);

        assertErr(
                run("reopen", "1200000340", "--confirm", "yes", "--reason", "found a bug"),
                1,
                "kdp migrate reopen: customer 1200000340 is not reopened: confirm it by typing 1200000340, not \"yes\"");
        assertOut(
                run("reopen", "1200000340", "--confirm", "1200000340", "--reason", "found a bug"),
                0,
                "1200000340  moved    DONE to GEN2");
    }

    @Test
    void comparison_failsForADifference() {
        assertOut(run("compare", "1200000321"), 0, "devices  matched       41 on both sides");
        assertOut(
                run("compare", "1200000322", "--operation", "devices"),
                1,
                "devices  mismatched    41 on gen1, 40 on gen2",
                "  devices[], missing: gen1 …0701·k7Qx, gen2 nothing (1)");
    }

    @Test
    void paceOfNone_isAWrongOption() {
        assertErr(
                run("promote", "1200000321", "--reason", "week three", "--max-parallel", "0"),
                2,
                "kdp migrate promote: --max-parallel: must be 1 or more, not 0");
    }

    @Test
    void textOfAService_doesNotSteerTheTerminal() {
        assertOut(run("compare", "1200000330"), 1, "devices  incomparable  gen1 said ?[2J");
    }

    @Test
    void differences_areShownAndAccepted() {
        String where =
                " devices of 1200000321: text at devices[].state (look), seen 2 times, last 2026-11-23T12:00:00Z, values ";
        assertOut(
                run("differences", "--open"),
                0,
                DIFFERENCE + "  NEW " + where + "485c0fb317cd7398",
                "  gen1 Enrolled",
                "  gen2 enrolled",
                "1 difference");
        CommandRun unseen = run("accept", DIFFERENCE, "--note", "another spelling");
        assertThat(unseen.out().lines())
                .containsExactly(
                        DIFFERENCE + "  NEW " + where + "485c0fb317cd7398", "  gen1 Enrolled", "  gen2 enrolled");
        assertThat(unseen.err())
                .isEqualTo("kdp migrate accept: nothing is accepted yet; if these values are no trouble, add --values"
                        + " 485c0fb317cd7398" + System.lineSeparator());
        assertThat(unseen.exitCode()).isEqualTo(2);
        assertErr(
                run("accept", DIFFERENCE, "--note", "another spelling", "--values", "0123456789abcdef"),
                1,
                "kdp migrate accept: difference " + DIFFERENCE + " changed meanwhile");
        assertOut(
                run("accept", DIFFERENCE, "--note", "another spelling", "--values", "485c0fb317cd7398"),
                0,
                DIFFERENCE + "  ACCEPTED by operator-1: another spelling " + where + "8584c1c12123cea5",
                "  gen1 Enrolled",
                "  gen2 enrolled");
        assertErr(run("accept", "x", "--note", "another spelling"), 1, "kdp migrate accept: there is no difference x");
        assertErr(
                run("accept", "x", "--note", "another spelling", "--values", "0"),
                1,
                "kdp migrate accept: there is no difference x");
    }

    /** Keeps what a command prints. */
    private String kept(String... words) throws IOException {
        return Files.writeString(folder.resolve("seen.json"), run(words).out()).toString();
    }

    @Test
    void promotionOfWhatWasSeen_movesThat() throws Exception {
        String seen = kept("plan", "--wave", "w1", "--to", "canary", "--json");

        assertThat(run("promote", "--seen", seen, "--reason", "week three")
                        .out()
                        .lines())
                .anyMatch(line -> line.startsWith("1200000321  begun "))
                .anyMatch(line -> line.startsWith("customer 1200000322  SHADOW → CANARY   not yet "));
        gateway.routes.see(customer("1200000345"), Phase.SHADOW);
        assertErr(
                run("promote", "--seen", seen, "1200000399", "--reason", "week three"),
                2,
                "kdp migrate promote: --seen: %s shows no unit 1200000399".formatted(seen));
        assertErr(
                run("promote", "--seen", seen, "--wave", "w1", "--reason", "week three"),
                2,
                "kdp migrate promote: --seen has the units of the wave: leave --wave out");
    }

    /** Without it, the command itself would see the change just before it acts, and take it for what was meant. */
    @Test
    void actOnWhatWasSeen_isRefusedAfterAChange() throws Exception {
        toCanary("1200000321");
        String seen = kept("status", "--json");
        gateway.routes.begin(
                customer("1200000321"), 1, Move.backAtOnce(Phase.CANARY, OPERATOR_2.cause("not this one")));

        CommandRun refused = run("rollback", "1200000321", "--seen", seen, "--reason", "orders are missing");
        assertThat(refused.err()).contains("it changed meanwhile by operator-2");
        assertThat(refused.exitCode()).isEqualTo(1);
        refused = run("cancel", "1200000321", "--seen", seen, "--reason", "not today");
        assertThat(refused.err()).contains("it changed meanwhile by operator-2");
        String plan = kept("plan", "1200000321", "--json");
        gateway.routes.begin(customer("1200000321"), 2, Move.back(Phase.SHADOW, OPERATOR_2.cause("not this one")));
        refused = run("promote", "--seen", plan, "--override", "it is known", "--reason", "week three");
        assertThat(refused.err()).contains("it changed meanwhile by operator-2");
        assertThat(gateway.routes.find(customer("1200000321")).orElseThrow().phase())
                .isEqualTo(Phase.GEN1);
    }

    @Test
    void freezeThatWasNotSeen_isNotEnded() throws Exception {
        run("freeze", "--reason", "stock taking");
        String seen = kept("status", "--json");
        gateway.clock.pass(Duration.ofMinutes(1));
        run("panic", "--reason", "orders are missing");

        CommandRun refused = run("unfreeze", "--seen", seen, "--reason", "all counted");
        assertThat(refused.err()).contains("stays frozen: it changed meanwhile", "orders are missing");
        assertOut(
                run("unfreeze", "--seen", kept("status", "--json"), "--reason", "all is well"),
                0,
                "moves forward are possible; operator-1 had frozen them: orders are missing");
        assertErr(
                run("unfreeze", "--seen", kept("status", "--json"), "--reason", "all is well"),
                2,
                "kdp migrate unfreeze: --seen: %s shows no freeze".formatted(seen));
    }

    @Test
    void fileThatIsNone_isNamed() throws Exception {
        String none = folder.resolve("none.json").toString();
        assertErr(
                run("rollback", "1200000321", "--seen", none, "--reason", "orders are missing"),
                2,
                "kdp migrate rollback: --seen: %s cannot be read".formatted(none));
        assertErr(
                run("rollback", "--all", "--seen", none, "--reason", "orders are missing"),
                2,
                "kdp migrate rollback: --all brings back whatever is there; name units with --seen");
        String status = kept("status", "--json");
        assertErr(
                run("promote", "--seen", status, "--reason", "week three"),
                2,
                "kdp migrate promote: --seen: %s is not what kdp migrate plan --json prints".formatted(status));
    }

    @Test
    void shareOfFewUnits_mayHoldNone() {
        assertOut(run("plan", "1200000330", "--to", "GEN1"), 0, NONE);
        assertOut(run("promote", "--wave", "w1", "--to", "GEN1", "--reason", "week three"), 0, NONE);
    }

    @Test
    void hintForTheAccount_isOneThatAShellDoesNotExpand() {
        gateway.routes.see(Unit.account(RESELLER), Phase.SHADOW);

        assertThat(run("plan", "*").out()).contains("; kdp migrate compare '*'" + System.lineSeparator());
    }

    /** The address of callers is an easy mistake: its errors are JSON too, of another kind. */
    @Test
    void answerOfAnotherServer_isToldWithItsCure() {
        CommandRun run = CommandRun.with(
                Map.of("KDP_MIGRATE_TOKEN", MigratingGateway.OPERATOR),
                "migrate",
                "status",
                "--url",
                gateway.callers());

        assertErr(run, 2, noAnswer(gateway.callers(), "HTTP 404 with application/json"));
    }

    private static String noAnswer(String url, String answer) {
        return "kdp migrate status: %s answered %s, which is no answer of a migration; --url must be gateway.admin.listen, and"
                        .formatted(url, answer)
                + " gateway.admin.access name the operators";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    404 | text/html        | <html>not found</html>  | 2 | HTTP 404 with text/html
                    200 | text/html        | <html>welcome</html>    | 2 | HTTP 200 with text/html
                    500 | text/plain       | trouble                 | 2 | HTTP 500 with text/plain
                    302 | text/html        | elsewhere               | 2 | HTTP 302 with text/html
                    200 | application/json | {"status":"UP"}         | 2 | not the JSON that is expected: units is missing
                    """)
    void pageOfAnotherServer_isToldWithItsCure(int status, String type, String body, int exitCode, String answer)
            throws IOException {
        withServer(status, type, body, (url, run) -> assertErr(run, exitCode, noAnswer(url, answer)));
    }

    @Test
    void proxyWithoutItsGateway_isNotReachable() throws IOException {
        withServer(
                502,
                "text/html",
                "Bad Gateway",
                (url, run) -> assertErr(
                        run, 3, "kdp migrate status: " + url + " answered HTTP 502 for the gateway: is it running?"));
    }

    private static void withServer(int status, String type, String body, BiConsumer<String, CommandRun> check)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Map<String, String> token = Map.of("KDP_MIGRATE_TOKEN", MigratingGateway.OPERATOR);
            check.accept(url, CommandRun.with(token, "migrate", "status", "--url", url));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void transactions_areFoundAndMovedByHand() {
        assertOut(
                run("names", "--open"),
                0,
                "PO-7  GEN1  open, sent 2026-11-23T12:00:00Z, of 1200000321",
                "PO-8  GEN2  absent, sent 2026-11-23T12:00:00Z, of an account before its migration",
                "2 not settled");
        assertOut(run("names", "PO-9"), 0, "PO-9  -  never used here; its status is asked on the account's side first");
        assertErr(
                run("repin", "PO-9", "--to", "gen1", "--reason", "gen2 is gone"),
                1,
                "kdp migrate repin: transaction PO-9 is not known here; check its id, or ask for its status through the"
                        + " gateway; --unknown pins it all the same");
        assertOut(
                run("repin", "PO-9", "--to", "gen1", "--unknown", "--reason", "used before the gateway was there"),
                0,
                "PO-9  GEN1  pinned by its name: used or found there, forgotten since, or moved by hand");
        assertErr(
                run("repin", "PO-9", "--to", "gen3", "--reason", "gen2 is gone"),
                2,
                "kdp migrate repin: --to: must be gen1 or gen2, not gen3");
    }

    @Test
    void token_isShownOnceAndKnownByItsDigestOnly() {
        CommandRun run = CommandRun.of("migrate", "token", "operator-1", "--role", "operator");

        assertThat(run.exitCode()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("token of operator-1, shown this once: [A-Za-z0-9_-]{43}");
        String token = lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1);
        assertThat(lines.get(1)).isEqualTo("for the gateway's configuration, which is read at its start:");
        assertThat(lines.get(2))
                .isEqualTo("gateway.admin.access += { name = \"operator-1\", role = operator, tokenSha256 = \""
                        + AdminAccess.digest(token).hex() + "\" }");
        assertThat(CommandRun.of("migrate", "token", "operator-1", "--role", "operator")
                        .out())
                .isNotEqualTo(run.out());
        assertErr(
                CommandRun.of("migrate", "token", "operator-1", "--role", "admin"),
                2,
                "kdp migrate token: --role: must be viewer or operator, not admin");
    }

    @Test
    void report_isATablePageOrJson() throws IOException {
        toCanary("1200000321");
        gateway.routes.begin(
                customer("1200000321"), 1, Move.backAtOnce(Phase.CANARY, Cause.rule("outcome", "1 differences", "")));
        gateway.routes.begin(
                customer("1200000322"),
                0,
                Move.back(Phase.SHADOW, OPERATOR_2.cause("<b>not</b> yet, says \"operator-2\"")));
        Path page = folder.resolve("report.html");
        Path json = folder.resolve("report.json");
        Path csv = folder.resolve("report.csv");

        assertOut(
                run("report"),
                0,
                "unit,phase,since,matched,tolerated,mismatched,incomparable,dropped,next,safe to go on,gates",
                "customer 1200000321,SHADOW,2026-11-23T12:00:00Z,211,1,0,3,0,CANARY,no,\"brought back by rule:outcome:"
                        + " 1 differences; 212 compared, 0 different, device list equal (41), 0 unknown codes, 0 writes may"
                        + " yet arrive\"",
                "customer 1200000322,GEN1,2026-11-23T12:00:00Z,3,0,0,0,0,SHADOW,yes,\"gen1 answers, gen2 answers\"",
                "customer 1200000330,GEN1,first seen,0,0,0,0,0,SHADOW,yes,\"gen1 answers, gen2 answers\"",
                "",
                "fact,seen,evidence,configuration",
                "devices are visible on both sides,yes,\"41 for, 0 against\",",
                "transaction names are shared,unknown,\"0 for, 0 against\",",
                "VENDOR_NOT_FOUND is 4040003 with HTTP 404 on gen1,seen otherwise,\"4049999 (3), HTTP 404 (3)\","
                        + "wire.errors.VENDOR_NOT_FOUND.gen1 = 4049999",
                "ASSOCIATION_NOT_FOUND is 4040004 with HTTP 404 on gen1,not seen,,");
        assertOut(run("report", "--out", page.toString()), 0, "report of account 4680000925, 3 units: " + page);
        run("report", "--out", json.toString());
        run("report", "--out", csv.toString());

        assertThat(Files.readString(page))
                .startsWith("<!doctype html>")
                .contains("prefers-color-scheme: dark", "<td class=\"bad\">no</td>", "<td class=\"good\">yes</td>")
                .contains("&lt;b&gt;not&lt;/b&gt; yet, says &quot;operator-2&quot;")
                .contains("<tr class=\"bad\"><td>VENDOR_NOT_FOUND is 4040003 with HTTP 404 on gen1</td>"
                        + "<td>seen otherwise</td><td>4049999 (3), HTTP 404 (3)</td>"
                        + "<td>wire.errors.VENDOR_NOT_FOUND.gen1 = 4049999</td></tr>")
                .doesNotContain("<script", "http:", "https:", "src=");
        assertThat(Files.readString(json))
                .startsWith("{\"account\":\"4680000925\",")
                .contains("\"moves\":[{\"unit\":");
        assertThat(Files.readAllLines(csv)).hasSize(10);
        assertErr(
                run("report", "--out", "report.txt"),
                2,
                "kdp migrate report: --out: must end with .html, .json or .csv, not report.txt");
    }

    @Test
    void token_mayComeFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), MigratingGateway.VIEWER + "\n");

        assertThat(with("", "status", "--token-file", file.toString()).exitCode())
                .isZero();
        assertErr(
                with("", "status"),
                2,
                "kdp migrate status: there is no token: set KDP_MIGRATE_TOKEN, or name a --token-file");
        assertErr(
                with("", "status", "--token-file", "missing"),
                2,
                "kdp migrate status: --token-file: missing cannot be read");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertErr(
                with("", "status", "--token-file", empty.toString()),
                2,
                "kdp migrate status: --token-file: " + empty + " is empty");
    }

    @Test
    void wrongTokenOrRole_isAMistakeOfTheConfiguration() {
        assertErr(
                with("sim-wrong", "status"),
                2,
                "kdp migrate status: no token that gateway.admin.access knows; send it as Authorization: Bearer TOKEN");
        assertErr(
                with(MigratingGateway.VIEWER, "freeze", "--reason", "stock taking"),
                2,
                "kdp migrate freeze: board is a viewer; only an operator may change something");
    }

    @Test
    void gatewayThatIsAway_endsWithThree() throws IOException {
        String url;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + free.getLocalPort();
        }

        assertErr(
                CommandRun.with(Map.of("KDP_MIGRATE_TOKEN", "sim-token"), "migrate", "status", "--url", url),
                3,
                "kdp migrate status: no answer from " + url
                        + ": start the gateway, or name its gateway.admin.listen by --url");
    }

    @Test
    void addressWithTheWrongScheme_isToldAsThat() throws Exception {
        String secure = gateway.url().toString().replace("http:", "https:");
        CommandRun run =
                CommandRun.with(Map.of("KDP_MIGRATE_TOKEN", "sim-token"), "migrate", "status", "--url", secure);
        assertThat(run.err())
                .startsWith("kdp migrate status: no secure connection to " + secure + ": ") // and why, in Java's words
                .endsWith(
                        "; --url begins with https only if there is gateway.admin.tls, and Java must trust its issuer:"
                                + " JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE" + System.lineSeparator())
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(3);

        CompletableFuture<Void> closing;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closing = CompletableFuture.runAsync(() -> closeEach(server));
            String plain = "http://127.0.0.1:" + server.getLocalPort();
            assertErr(
                    CommandRun.with(
                            Map.of("KDP_MIGRATE_TOKEN", "sim-token"),
                            "migrate",
                            "freeze",
                            "--reason",
                            "stock taking",
                            "--url",
                            plain),
                    3,
                    "kdp migrate freeze: no answer from " + plain
                            + ": nobody knows whether it was done; kdp migrate log tells, before you repeat it");
            assertErr(
                    CommandRun.with(Map.of("KDP_MIGRATE_TOKEN", "sim-token"), "migrate", "status", "--url", plain),
                    3,
                    "kdp migrate status: " + plain + " accepted the connection, and gave no answer; with"
                            + " gateway.admin.tls, --url begins with https");
        }
        closing.get(20, TimeUnit.SECONDS);
    }

    /** What a server with TLS does when a request comes without. Java's client may try once more. */
    private static void closeEach(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                assertThat(socket.getInputStream().read()).isNotNegative();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            promote --reason because                  | kdp migrate promote: name units or a --wave, not both
            promote 1 --wave w1 --reason because      | kdp migrate promote: name units or a --wave, not both
            promote 1200000321 --reason why           | kdp migrate promote: a reason is one line of 5 characters or more, not "why"
            rollback --reason because                 | kdp migrate rollback: name units or --all, not both
            names                                     | kdp migrate names: name a transaction or --open, not both
            plan --to nowhere                         | kdp migrate plan: to must be one of [GEN1, SHADOW, READS, CANARY, GEN2, DONE], not nowhere
            freeze                                    | kdp migrate freeze: Missing required option: '--reason=TEXT' (see kdp migrate freeze --help)
            """)
    void wrongUse_endsWithTwo(String args, String message) {
        assertErr(run(args.split(" ")), 2, message);
    }

    @Test
    void textOfAnOperator_doesNotSteerTheTerminal() {
        String reason = "stock \u202egnikat\u2066 now";

        assertThat(run("freeze", "--reason", reason).out())
                .contains(": stock ?gnikat? now")
                .doesNotContain("\u202e");
        assertThat(run("promote", "1200000322", "--reason", "second customer").err())
                .contains("stock ?gnikat? now")
                .doesNotContain("\u202e");
        assertThat(run("report").out()).doesNotContain("\u202e");
    }
}
