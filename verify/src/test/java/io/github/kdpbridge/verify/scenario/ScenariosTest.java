package io.github.kdpbridge.verify.scenario;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves by counting that no kind of scenario is missing. */
class ScenariosTest {
    private static final Path FILES = Path.of("src/main/resources/io/github/kdpbridge/verify/scenarios");
    private static final Path PAGE = Path.of("../docs/scenarios.md");
    private static final List<Scenario> ALL = Scenarios.all(Scenarios.standardVariables());
    private static final String VENDOR =
            requireNonNull(Scenarios.standardVariables().get("vendor"));

    private static Stream<Step> steps(String operation) {
        return ALL.stream()
                .filter(scenario -> scenario.operation().equals(operation))
                .flatMap(scenario -> scenario.steps().stream());
    }

    private static Optional<JsonTree.ObjectNode> body(SessionRequest request) {
        return Optional.ofNullable(request.body())
                .flatMap(JsonTree::parse)
                .filter(JsonTree.ObjectNode.class::isInstance)
                .map(JsonTree.ObjectNode.class::cast);
    }

    private static String expectedBody(Step step) {
        JsonTree body = step.expected().body();
        return body == null ? "" : body.compact();
    }

    @Test
    void scenarios_areManyAndNamedApart() {
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(300);
        assertThat(ALL)
                .extracting(Scenario::name)
                .doesNotHaveDuplicates()
                .allMatch(it -> it.matches("[a-z]+/[a-z0-9-]+"));
    }

    @Test
    void scenario_liesInTheFolderOfItsOperation() {
        assertThat(ALL).allSatisfy(scenario -> assertThat(scenario.name()).startsWith(scenario.operation() + "/"));
    }

    @Test
    void scenario_saysWhatIsAnsweredAndWhatIsRegisteredInTheEnd() {
        assertThat(ALL).allSatisfy(scenario -> {
            assertThat(scenario.portal()).as(scenario.name()).isNotNull();
            assertThat(scenario.steps())
                    .as(scenario.name())
                    .allSatisfy(step -> assertThat(step.expected().body()).isNotNull());
        });
    }

    @Test
    void scenario_beginsWithASentenceAndHoldsNoMisspeltDirective() throws IOException {
        Set<String> known =
                Set.of("operation", "condition", "world", "unknown", "portal", "wait", "expect", "expect-header");
        Pattern directive = Pattern.compile("(?m)^# @(\\S+)");
        try (Stream<Path> files = Files.walk(FILES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                assertThat(file.toString()).endsWith(".http");
                assertThat(text).as(file.toString()).matches("(?s)# [A-Z][^#]+(\n# [^@#]+)*\\.\n.*");
                assertThat(directive.matcher(text).results().map(found -> found.group(1)))
                        .as(file.toString())
                        .isSubsetOf(known);
            }
        }
    }

    /** Codes of the contract, section 8. Not 5000000: the service answers it when it is in trouble, to no request. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                2000000, 4000000, 4000001, 4000019, 4002101, 40000044, 4010000, 4030000, 4040003, 4040004, 4042104,
                4042105, 4092100, 4092101
            })
    void codeOfGeneration1_isAnsweredSomewhere(int code) {
        Pattern answered = Pattern.compile("\"code\":" + code + "[,}]");

        assertThat(ALL.stream().flatMap(scenario -> scenario.steps().stream()).map(ScenariosTest::expectedBody))
                .anyMatch(body -> answered.matcher(body).find());
    }

    @ParameterizedTest
    @CsvSource({
        "upload, PUT, /bulkenroll/v1/reseller/devices",
        "upload, PUT, /bulkenroll/v2/reseller/devices",
        "delete, PUT, /bulkenroll/v1/reseller/devices/delete",
        "delete, PUT, /bulkenroll/v2/reseller/devices/delete",
        "status, GET, /bulkenroll/v1/reseller/devices/status",
        "status, GET, /bulkenroll/v2/reseller/devices/status",
        "devices, GET, /bulkenroll/v1/reseller/devices",
        "devices, GET, /bulkenroll/v2/reseller/devices",
        "customers, POST, /bulkenroll/v1/reseller/customers",
        "resellers, POST, /bulkenroll/v1/reseller/resellers"
    })
    void pathOfAnOperation_isServedRefusedAndClosedToStrangers(String operation, String method, String path) {
        Set<Integer> statuses = new TreeSet<>();
        steps(operation)
                .filter(step -> step.request().method().equals(method))
                .filter(step ->
                        step.request().target().replaceFirst("\\?.*", "").equals(path))
                .forEach(step -> statuses.add(step.expected().status()));

        assertThat(statuses).contains(200, 400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "delete", "status", "devices", "customers", "resellers"})
    void operation_isShownWithEveryMistakeThatAnyCanHave(String operation) {
        assertThat(ALL.stream()
                        .filter(scenario -> scenario.operation().equals(operation))
                        .map(Scenario::condition))
                .contains(
                        "accepted",
                        "missing field",
                        "wrong value",
                        "wrong key",
                        "tenant isolation",
                        "unusual spelling",
                        "wrong path or method");
    }

    static Stream<Arguments> deleteErrors() {
        return Stream.of(
                        "wrong customer",
                        "never uploaded",
                        "uploaded by another reseller",
                        "already deleted",
                        "partial failure")
                .flatMap(condition -> Stream.of("v1", "v2", "two-tier")
                        .flatMap(tier ->
                                Stream.of(Arguments.of(condition, tier, false), Arguments.of(condition, tier, true))));
    }

    @ParameterizedTest
    @MethodSource("deleteErrors")
    void deleteError_isShownByDeviceAndByUploadInEachTier(String condition, String tier, boolean byUpload) {
        assertThat(ALL.stream()
                        .filter(scenario -> scenario.condition().equals(condition))
                        .flatMap(scenario -> scenario.steps().stream())
                        .map(Step::request))
                .anyMatch(request -> request.target().endsWith("/devices/delete")
                        && tier(request).equals(tier)
                        && body(request).orElseThrow().fields().containsKey("removeTransactionId") == byUpload);
    }

    private static String tier(SessionRequest request) {
        if (new JsonTree.TextNode(VENDOR)
                .equals(body(request).orElseThrow().fields().get("vendorId"))) {
            return "two-tier";
        }
        return request.target().contains("/v1/") ? "v1" : "v2";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transactionId",
                "resellerId",
                "customerId",
                "vendorId",
                "transactionType",
                "orderNo",
                "orderTime",
                "targetService"
            })
    void fieldOfAnUpload_isShownPresentAbsentEmptyNullAndOfAWrongType(String field) {
        Set<String> shown = new TreeSet<>();
        steps("upload")
                .filter(step -> step.request().method().equals("PUT"))
                .flatMap(step -> body(step.request()).stream())
                .forEach(body -> shown.add(form(body.fields().get(field))));

        assertThat(shown).containsExactlyInAnyOrder("absent", "empty", "null", "present", "wrong type");
    }

    private static String form(@Nullable JsonTree value) {
        if (value == null) {
            return "absent";
        }
        if (value instanceof JsonTree.NullNode) {
            return "null";
        }
        if (value instanceof JsonTree.TextNode text) {
            return text.value().isEmpty() ? "empty" : "present";
        }
        return value instanceof JsonTree.NumberNode ? "present" : "wrong type";
    }

    @Test
    void transaction_isNamedAnewInEachRun() {
        Map<String, String> variables = new HashMap<>(Scenarios.standardVariables());
        variables.put("run", "77");

        assertThat(Scenarios.all(variables).stream()
                        .flatMap(scenario -> scenario.steps().stream())
                        .flatMap(step -> body(step.request()).stream())
                        .map(body -> body.fields().get("transactionId")))
                .allMatch(
                        id -> !form(id).equals("present") || String.valueOf(id).endsWith("77]"));
    }

    @Test
    void labels_areThoseOfThePage() throws IOException {
        Set<String> documented = new TreeSet<>();
        Pattern.compile("(?m)^\\| `([a-z -]+)` \\|")
                .matcher(Files.readString(PAGE)
                        .replaceFirst("(?s).*## Conditions", "")
                        .replaceFirst("(?s)\n##.*", ""))
                .results()
                .map((MatchResult row) -> row.group(1))
                .forEach(documented::add);

        assertThat(ALL.stream().map(Scenario::condition).distinct()).containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void sampleOfThePage_isAScenario() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains("```\n" + Files.readString(FILES.resolve("delete/wrong-customer.http")) + "```\n");
    }
}
