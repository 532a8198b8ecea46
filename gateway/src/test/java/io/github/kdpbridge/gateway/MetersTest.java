package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an operator's Prometheus gets. */
class MetersTest {
    private static final Path PAGE = Path.of("../docs/gateway.md");
    private static final Pattern FAMILY = Pattern.compile("# TYPE (kdp_\\w+) (\\w+)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) ");
    private static final Pattern NAMED = Pattern.compile("kdp_[a-z]+_[a-z_]+");
    private static final String MAXIMUM = "_max";

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    /** Returns the names of our own meters; the maximum of a timer is no meter of its own. */
    private static Set<String> families(String metrics) {
        return FAMILY.matcher(metrics)
                .results()
                .map(family -> family.group(1))
                .filter(name -> !name.endsWith(MAXIMUM))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyMeter_isOnThePageAndThereBeforeTheFirstRequest() throws Exception {
        Set<String> named = NAMED.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        try (Gateway gateway = FullGateway.start(knox, folder)) {
            assertThat(families(FullGateway.scrape(gateway))).isEqualTo(named);
        }
    }

    @Test
    void everyMeter_saysWhatItIs() throws Exception {
        try (Gateway gateway = FullGateway.start(knox, folder)) {
            String metrics = FullGateway.scrape(gateway);

            assertThat(TYPE.matcher(metrics).results().map(type -> type.group(1)))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(metrics).containsPattern("# HELP " + Pattern.quote(name) + " .{5}"));
        }
    }

    @Test
    void everythingThatAnAlarmLooksAt_isZeroBeforeTheFirstEvent() throws Exception {
        try (Gateway gateway = FullGateway.start(knox, folder)) {
            assertThat(FullGateway.scrape(gateway))
                    .contains(
                            "kdp_gateway_answers_total{reseller=\"4680000925\",status=\"5xx\"} 0.0",
                            "kdp_gateway_answers_total{reseller=\"none\",status=\"4xx\"} 0.0",
                            "kdp_gateway_wrong_keys_total 0.0",
                            "kdp_gateway_rejected_total{limit=\"memory\"} 0.0",
                            "kdp_gateway_ledger_settlements_total{outcome=\"open\"} 0.0",
                            "kdp_gateway_ledger_claims_seconds_count{right=\"first\"} 0",
                            "kdp_client_tokens_total{outcome=\"failure\",reseller=\"4680000925\"} 0.0",
                            "kdp_client_lost_answers_total{operation=\"upload\",outcome=\"unknown\","
                                    + "reseller=\"4680000925\"} 0.0",
                            "kdp_client_refusals_total{condition=\"customer_not_found\",reseller=\"4680000925\"} 0.0",
                            "kdp_migration_comparisons_total{reseller=\"4680000925\",result=\"dropped\"} 0.0",
                            "kdp_migration_rule_hits_total{reseller=\"4680000925\",rule=\"outcome\",verdict=\"back\"} 0.0",
                            "kdp_migration_frozen{reseller=\"4680000925\"} 0.0",
                            "kdp_migration_units{phase=\"SHADOW\",reseller=\"4680000925\"} 0.0",
                            "kdp_contract_surprises_total{reseller=\"4680000925\",row=\"scope\"} 0.0",
                            "kdp_build_info{version=\"");
        }
    }

    @Test
    void writesInTheLedger_areCounted() throws Exception {
        try (Gateway gateway = Gateway.start(Calls.config(knox)
                .admin(HostAndPort.fromParts("127.0.0.1", 0))
                .ledger(new LedgerStore.SqliteFile(folder.resolve("ledger.db")))
                .build())) {
            OkHttpClient caller = Calls.client(Protocol.HTTP_1_1);
            for (int i = 0; i < 2; i++) {
                try (Response response =
                        caller.newCall(Calls.upload(gateway.url(), Calls.BODY)).execute()) {
                    assertThat(response.code()).isEqualTo(200);
                }
            }
            String metrics = FullGateway.scrape(gateway);
            while (metrics.contains("kdp_gateway_ledger_age_seconds NaN")) {
                metrics = FullGateway.scrape(gateway);
            }

            assertThat(metrics)
                    .contains(
                            "kdp_gateway_ledger_claims_seconds_count{right=\"first\"} 1",
                            "kdp_gateway_ledger_claims_seconds_count{right=\"settled\"} 1",
                            "kdp_gateway_ledger_settlements_total{outcome=\"accepted\"} 1.0",
                            "kdp_gateway_ledger_open 0.0",
                            "kdp_gateway_ledger_open_age_seconds 0.0",
                            "kdp_gateway_answers_total{reseller=\"4680000925\",status=\"2xx\"} 2.0");
        }
    }

    @Test
    void promtool_findsNothingToComplainOf() throws Exception {
        try (Gateway gateway = FullGateway.start(knox, folder)) {
            Path metrics = Files.writeString(folder.resolve("metrics"), FullGateway.scrape(gateway));

            assertThat(Promtool.run(folder, Optional.of(metrics), "check", "metrics"))
                    .isEmpty();
        }
    }

    @Test
    void clientsMeters_areThoseOfItsPage() throws Exception {
        List<String> ours;
        try (Gateway gateway = FullGateway.start(knox, folder)) {
            ours = families(FullGateway.scrape(gateway)).stream()
                    .filter(name -> name.startsWith("kdp_client") || name.startsWith("kdp_contract"))
                    .map(name -> name.replaceFirst("_(total|seconds)$", "").replace('_', '.'))
                    .toList();
        }
        assertThat(Pattern.compile("\\| `(kdp\\.[a-z.]+)` \\|")
                        .matcher(Files.readString(Path.of("../docs/gen2-client.md")))
                        .results()
                        .map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(ours);
    }
}
