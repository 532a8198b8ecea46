package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.Sets;
import com.google.common.collect.Streams;
import io.github.kdpbridge.gateway.PromQuery.Selector;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and the alarms of examples/monitoring, beside a gateway. */
@Tag("one-jdk")
class MonitoringExampleTest {
    private static final Path EXAMPLE = Path.of("../examples/monitoring");
    private static final Path DASHBOARD = EXAMPLE.resolve("grafana/dashboards/kdp-bridge.json");
    private static final Path PAGE = Path.of("../docs/for-operators.md");
    private static final Pattern ALARM = Pattern.compile("`(Kdp\\w+)`");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern LABEL_IN_A_TEXT = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern FIRING = Pattern.compile("alertname=\"(\\w+)\"");
    /** Labels of Prometheus itself. */
    private static final Set<String> ADDED = Set.of("job", "instance");
    /** Series of Prometheus itself. */
    private static final List<Selector> OWN = PromQuery.of("up ALERTS").selectors();

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create();

    @TempDir
    private static Path files;

    private static List<Series> series;

    @TempDir
    private Path folder;

    /**
     * A query, and where it stands.
     *
     * @param shown the labels that its panel or alarm shows
     */
    private record Placed(String place, PromQuery query, Set<String> shown) {}

    @BeforeAll
    static void scrape() throws IOException {
        try (Gateway gateway = FullGateway.start(KNOX, files)) {
            series = Series.of(FullGateway.scrape(gateway));
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return new YAMLMapper().readTree(file.toFile()); // JSON is YAML, too
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> alarms() throws IOException {
        return Streams.stream(read(EXAMPLE.resolve("alerts.yml")).path("groups"))
                .flatMap(group -> Streams.stream(group.path("rules")))
                .toList();
    }

    /** Returns what a panel draws, and the annotations of the dashboard. */
    private static Stream<JsonNode> targets() throws IOException {
        JsonNode dashboard = read(DASHBOARD);
        return Stream.concat(
                Streams.stream(dashboard.path("panels")).flatMap(panel -> Streams.stream(panel.path("targets"))),
                Streams.stream(dashboard.path("annotations").path("list")));
    }

    private static List<Placed> queries() throws IOException {
        List<Placed> queries = new ArrayList<>();
        for (JsonNode alarm : alarms()) {
            queries.add(new Placed(
                    alarm.path("alert").asText(),
                    PromQuery.of(alarm.path("expr").asText()),
                    found(LABEL_IN_A_TEXT, alarm.path("annotations").toString())));
        }
        targets()
                .forEach(target -> queries.add(new Placed(
                        target.path("expr").asText(),
                        PromQuery.of(target.path("expr").asText()),
                        found(LEGEND, target.path("legendFormat").asText()))));
        return queries;
    }

    private static boolean isFound(Selector selector) {
        return OWN.stream().anyMatch(own -> own.metric().equals(selector.metric()))
                || series.stream().anyMatch(selector::finds);
    }

    @Test
    void eachQuery_findsSeriesOfAGatewayThatHasJustStarted() throws Exception {
        List<Placed> queries = queries();

        assertThat(queries).hasSizeGreaterThan(50);
        assertThat(queries.stream()
                        .flatMap(each -> each.query().selectors().stream()
                                .filter(selector -> !isFound(selector))
                                .map(selector -> each.place() + ": " + selector)))
                .isEmpty();
        assertThat(queries)
                .allSatisfy(each ->
                        assertThat(each.query().selectors()).as(each.place()).isNotEmpty());
    }

    @Test
    void eachLabelOfAQuery_isThereInItsSeries() throws Exception {
        for (Placed each : queries()) {
            Set<String> there = new TreeSet<>(ADDED);
            series.stream()
                    .filter(one -> each.query().selectors().stream().anyMatch(selector -> selector.finds(one)))
                    .forEach(one -> there.addAll(one.labels().keySet()));

            assertThat(Sets.union(each.query().labels(), each.shown()))
                    .as(each.place())
                    .isSubsetOf(there);
        }
    }

    @Test
    void rulesAndConfiguration_areGoodForPrometheus() throws Exception {
        assertThat(Promtool.run(EXAMPLE, Optional.empty(), "check", "config", "prometheus.yml"))
                .contains("prometheus.yml is valid prometheus config file syntax", alarms().size() + " rules found");
    }

    /** As rules, because promtool checks no other file with queries. */
    @Test
    void queriesOfTheDashboard_areGoodForPrometheus() throws Exception {
        StringBuilder rules = new StringBuilder("groups: [{name: dashboard, rules: [");
        targets()
                .map(target -> target.path("expr").asText().replace("$__rate_interval", "1m"))
                .distinct()
                .forEach(query -> rules.append("{record: a, expr: '")
                        .append(query.replace("'", "''"))
                        .append("', labels: {n: '" + rules.length() + "'}},\n"));
        Files.writeString(folder.resolve("rules.yml"), rules.append("]}]"));

        assertThat(Promtool.run(folder, Optional.empty(), "check", "rules", "rules.yml"))
                .contains("SUCCESS");
    }

    @Test
    void alarms_passTheirOwnTests() throws Exception {
        assertThat(Promtool.run(EXAMPLE, Optional.empty(), "test", "rules", "alerts-test.yml"))
                .contains("SUCCESS");
    }

    @Test
    void eachAlarm_isTestedToFireAndNotTo_andIsOnThePageForOperators() throws Exception {
        Set<String> names = alarms().stream()
                .map(alarm -> alarm.path("alert").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> firing = new TreeSet<>();
        for (JsonNode test : read(EXAMPLE.resolve("alerts-test.yml")).path("tests")) {
            List<JsonNode> checks =
                    Streams.stream(test.path("promql_expr_test")).toList();
            Set<String> now = checks.stream()
                    .flatMap(check ->
                            found(FIRING, check.path("exp_samples").toString().replace("\\", "")).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            firing.addAll(now);
            assertThat(now.isEmpty()
                            || checks.stream()
                                    .anyMatch(check -> check.path("exp_samples").isEmpty()))
                    .as("%s: a moment without an alarm", test.path("name"))
                    .isTrue();
        }

        assertThat(firing).isEqualTo(names);
        assertThat(found(ALARM, Files.readString(PAGE))).isEqualTo(names);
    }

    @Test
    void eachAlarm_saysWhatItIsAndWhereToRead() throws Exception {
        String project = url();

        assertThat(Files.readAllLines(PAGE)).contains("### Alarms");
        assertThat(alarms()).allSatisfy(alarm -> {
            JsonNode annotations = alarm.path("annotations");
            assertThat(alarm.path("labels").path("severity").asText()).isIn("critical", "warning", "info");
            assertThat(annotations.path("summary").asText()).isNotBlank();
            assertThat(annotations.path("description").asText()).endsWith(".");
            assertThat(annotations.path("runbook_url").asText())
                    .isEqualTo(project + "/blob/main/docs/for-operators.md#alarms");
        });
    }

    private static String url() throws IOException {
        return Pattern.compile("<url>(.*?)</url>")
                .matcher(Files.readString(Path.of("../pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    @Test
    void dashboard_hasItsDataSourceAsAVariable() throws Exception {
        JsonNode dashboard = read(DASHBOARD);

        assertThat(dashboard.findValues("datasource"))
                .hasSizeGreaterThan(50)
                .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
        assertThat(dashboard.path("templating").path("list").findValuesAsText("name"))
                .containsExactly("datasource", "job", "instance", "reseller");
        assertThat(Streams.stream(dashboard.path("panels"))
                        .map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates();
    }

    @Test
    void containers_findTheirFiles() throws Exception {
        JsonNode services = read(EXAMPLE.resolve("compose.yaml")).path("services");
        List<String> mounts = services.findValues("volumes").stream()
                .flatMap(Streams::stream)
                .map(JsonNode::asText)
                .filter(mount -> mount.startsWith("./"))
                .toList();
        JsonNode provider = read(EXAMPLE.resolve("grafana/provisioning/dashboards/kdp-bridge.yaml"))
                .path("providers")
                .path(0);
        JsonNode source = read(EXAMPLE.resolve("grafana/provisioning/datasources/prometheus.yaml"))
                .path("datasources")
                .path(0);

        assertThat(mounts)
                .hasSize(4)
                .allSatisfy(mount ->
                        assertThat(EXAMPLE.resolve(mount.split(":", -1)[0])).exists())
                .contains("./grafana/dashboards:"
                        + provider.path("options").path("path").asText() + ":ro");
        assertThat(services.path("prometheus").path("command").toString())
                .contains("--web.listen-address=" + source.path("url").asText().replace("http://", ""));
    }
}
