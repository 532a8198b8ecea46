package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Stopwatch;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
final class MigrationDemoTest {
    private static final String URL = "(http://\\S+/migration)";

    /** The servers, the commands and the rule are real, so the story takes as long as the second look of a rule. */
    @Test
    @ExpectedLog("customer 1200000321: rule OUTCOME says BACK: .*")
    void story_isTrue() {
        CommandRun run = CommandRun.of("demo", "migrate");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out())
                .as("plain without a terminal")
                .doesNotContain("\u001b")
                .containsSubsequence(story())
                .doesNotContain("not seen,");
        assertThat(run.out().lines())
                .as("each command is one that a reader can type")
                .filteredOn(line -> line.startsWith("$ kdp "))
                .hasSizeGreaterThan(12)
                .allMatch(line -> line.startsWith("$ kdp migrate "));
    }

    /** By SIGTERM, because a JVM that was started in the background ignores SIGINT, which does the same. */
    @Test
    void demoThatIsStopped_leavesNothing(@TempDir Path temporary) throws Exception {
        try (ServerProcess demo =
                ServerProcess.start(Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary), "demo", "migrate")) {
            String line = demo.line();
            while (!line.startsWith("1. ")) {
                line = demo.line();
            }
            assertThat(folders(temporary)).hasSize(1);

            int exitCode = demo.terminate();

            assertThat(exitCode).as(demo.errors()).isEqualTo(143);
            assertThat(folders(temporary)).isEmpty();
        }
    }

    /** What a visitor can do by hand; a rule needs its two looks to bring a customer back. */
    @Test
    void page_isOverAMigrationHalfWay(@TempDir Path temporary) throws Exception {
        try (ServerProcess demo = ServerProcess.start(
                Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary), "demo", "migrate", "--page")) {
            String welcome = welcome(demo);
            String url = only(URL, welcome);

            assertThat(get(url))
                    .as("without a token: the form that asks for it")
                    .contains("type=\"password\"");
            assertThat(migrate(welcome, "operator-1", "status"))
                    .contains(", 3 CANARY, 1 GEN2", "1200000324  GEN2", "1200000340  GEN1");
            assertThat(migrate(welcome, "operator-1", "promote", "1200000330", "--reason", "a try", "--wait"))
                    .contains("1200000330  moved    it is in CANARY");
            assertThat(migrate(welcome, "operator-1", "rollback", "1200000330", "--reason", "and back"))
                    .contains("1200000330  begun    CANARY to SHADOW");
            assertThat(migrate(welcome, "viewer-1", "promote", "1200000331", "--reason", "a try"))
                    .contains("viewer");
            awaitStatus(welcome, "1200000330  SHADOW");
            awaitStatus(welcome, "1200000322  SHADOW  since .*BROUGHT BACK by rule:outcome");

            int exitCode = demo.terminate();

            assertThat(exitCode).as(demo.errors()).isEqualTo(143);
            assertThat(folders(temporary)).isEmpty();
        }
    }

    /** Returns what the demo prints until it says how it is stopped. */
    private static String welcome(ServerProcess demo) throws IOException {
        StringBuilder all = new StringBuilder();
        String line;
        do {
            line = demo.line();
            all.append(line).append('\n');
        } while (!line.startsWith("Ctrl-C") && !line.equals("null"));
        return all.toString();
    }

    private static String get(String url) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Returns what a command prints for one of the two whose tokens the demo shows. */
    private static String migrate(String welcome, String who, String... words) {
        String token = only("(\\S+)  " + who, welcome);
        List<String> command = new ArrayList<>(List.of("migrate"));
        command.addAll(List.of(words));
        command.addAll(List.of("--url", only(URL, welcome).replace("/migration", "")));
        CommandRun run = CommandRun.with(Map.of("KDP_MIGRATE_TOKEN", token), command.toArray(String[]::new));
        return run.out() + run.err();
    }

    private static void awaitStatus(String welcome, String expression) {
        Pattern wanted = Pattern.compile(expression);
        Stopwatch waited = Stopwatch.createStarted();
        String status = "";
        while (!wanted.matcher(status).find() && waited.elapsed().toMinutes() < 2) {
            status = migrate(welcome, "viewer-1", "status");
        }
        assertThat(status).containsPattern(wanted);
    }

    private static String only(String expression, String text) {
        Matcher found = Pattern.compile(expression).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private static List<Path> folders(Path temporary) throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.filter(each -> each.getFileName().toString().startsWith("kdp-demo"))
                    .toList();
        }
    }

    private static List<String> story() {
        return List.of(
                "token of operator-1, shown this once: ",
                "1. The gateway stands in front of the old service",
                "  -> 200 {",
                "(the simulator's journal: gen1 accepted PO-1)",
                "(the simulator's journal: gen1 accepted 19 of 19)",
                "(the old service itself says the same, byte by byte)",
                "$ kdp migrate status | tail -n 1",
                "21 units: 21 GEN1",
                "2. Answers are compared in the shadow",
                "21 units: 21 SHADOW",
                "devices  matched       1 on gen1, 1 on gen2",
                "3. Gates keep a customer",
                "customer 1200000321  SHADOW → CANARY   not yet    ",
                " compared of 20 (account ",
                "customer 1200000322  SHADOW → CANARY   not yet    ",
                "devices  matched       1 on gen1, 1 on gen2  (19 times)",
                "customer 1200000321  SHADOW → CANARY   ready      ",
                "1 of 2 would move. New uploads of a customer are answered 503 for at most 30 s while it moves.",
                "kdp migrate promote: customer 1200000322 does not move to CANARY: ",
                "(exit code 4)",
                "4. One customer moves",
                "1200000321  begun    SHADOW to CANARY waits until the unit is drained",
                "operator-1 moves it to CANARY: ",
                "customer 1200000321  CANARY  since ",
                "5. Generation 2 serves the same calls",
                "(the simulator's journal: gen2 accepted PO-101)",
                "(the simulator's journal: gen1 accepted PO-102)",
                "PO-1  GEN1  ",
                "PO-101  GEN2  ",
                "6. Ten percent move",
                "devices  matched       1 on gen1, 1 on gen2  (18 times)",
                "customer 1200000322  SHADOW → CANARY   ready      ",
                "customer 1200000335  SHADOW → CANARY   ready      ",
                "2 of 2 would move.",
                "1200000322  moved    it is in CANARY",
                "1200000335  moved    it is in CANARY",
                "21 units: 18 SHADOW, 3 CANARY",
                "7. A difference appears, and a rule brings its customer back",
                "(the simulator's journal: gen2 accepted PO-201)",
                "devices  mismatched    2 on gen1, 3 on gen2",
                "BROUGHT BACK by rule:outcome: 2 differences in outcome",
                "21 units: 19 SHADOW, 2 CANARY",
                "  NEW  devices of 1200000321: missing at devices[] (outcome), seen ",
                "customer 1200000321  SHADOW → CANARY   blocked    ",
                "8. The cause is fixed",
                "(the simulator's journal: gen1 accepted PO-202)",
                "devices  matched       3 on gen1, 3 on gen2  (100 times)",
                "  GONE  devices of 1200000321: missing at devices[] (outcome), seen ",
                "9. The customer moves again",
                "1200000321  moved    it is in CANARY",
                "(the simulator's journal: gen2 accepted PO-203)",
                "10. All move",
                "21 units: 21 CANARY",
                "(the simulator's journal: gen2 accepted 20 of 20)",
                "21 units: 21 GEN2",
                "11. Done",
                "21 units: 21 DONE",
                "(the simulator's journal: gen2 accepted PO-401)",
                "(the old service itself says the same, byte by byte)",
                "operator-1 by command: first customer; ",
                "rule:outcome by rule: 2 differences in outcome; second hit in a row",
                "operator-1 by command: generation 1 is over; ",
                "devices are visible on both sides,yes,",
                "docs/migration/README.md");
    }
}
