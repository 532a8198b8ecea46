package io.github.kdpbridge.benchmarks.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kdpbridge.benchmarks.program.GatewaySetting;
import io.github.kdpbridge.benchmarks.program.Jdk;
import io.github.kdpbridge.benchmarks.program.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From the start of {@code bin/kdp gateway} to its line and to its first answer, by hyperfine; and its memory then. */
public final class Start {
    private static final int RUNS = 2;

    /**
     * Starts a gateway, reads its output up to the line, sends an upload if told so, and kills it. No process but the
     * gateway's runs meanwhile, and nothing is polled: the two would be measured as well.
     */
    private static final String SCRIPT = """
            #!/usr/bin/env bash
            # KDP CONFIG UNTIL
            set -euo pipefail
            exec 3< <(exec "$1" gateway --config "$2" 2>&1)
            gateway=$!
            trap 'kill -9 $gateway' EXIT
            url=
            seen=
            while read -r line <&3; do
              seen+=$line$'\\n'
              case $line in *'ready at http://'*) url=${line##*http://} && break ;; esac
            done
            [ -n "$url" ] || { echo "$seen"; exit 1; }
            [ "$3" = answer ] || exit 0
            exec 4<>"/dev/tcp/${url%%:*}/${url#*:}"
            body='{"transactionId":"T-1","resellerId":"%s","customerId":"5680000925","devices":{"type":"IMEI","list":["350000000000000"]}}'
            printf 'PUT /bulkenroll/v1/reseller/devices HTTP/1.1\\r\\nHost: %%s\\r\\nX-WSM-API-TOKEN: %s\\r\\nContent-Length: %%d\\r\\n\\r\\n%%s' \\
              "$url" "${#body}" "$body" >&4
            read -r status <&4
            case $status in *' 200 '*) ;; *) echo "$status"; exit 1 ;; esac
            """.formatted(GatewaySetting.RESELLER, GatewaySetting.KEY);

    private record Variant(String jdk, String ledger, String until, String command) {}

    private Start() {}

    /** Measures on each JDK, with a ledger and without. */
    public static void measure(Lab lab) {
        Path script = lab.workplace().write("start.sh", SCRIPT);
        List<Variant> variants = new ArrayList<>();
        for (Jdk jdk : lab.jdks()) {
            for (String ledger : List.of("off", "file")) {
                Path config = lab.programs().configuration(lab.service(), setting(lab, ledger, jdk));
                for (String until : List.of("ready", "answer")) {
                    variants.add(new Variant(
                            jdk.major(),
                            ledger,
                            until,
                            "env JAVA_HOME=" + jdk.home() + " bash " + script + " "
                                    + lab.programs().launcher() + " " + config + " " + until));
                }
            }
        }
        // The first ones read the jar from the disk and make the ledgers.
        lab.say("start: warming the disk's cache");
        hyperfine(lab, variants, 1);
        for (int round = 1; round <= lab.pace().rounds(); round++) {
            lab.say("start: round " + round);
            record(lab, variants, hyperfine(lab, variants, RUNS));
        }
        rest(lab);
    }

    private static GatewaySetting setting(Lab lab, String ledger, Jdk jdk) {
        String file = lab.workplace().file("start-" + jdk.major() + ".db").toString();
        return new GatewaySetting(ledger.equals("off") ? "off" : file, 1, 512, 512, "", "");
    }

    private static JsonNode hyperfine(Lab lab, List<Variant> variants, int runs) {
        Path report = lab.workplace().file("hyperfine.json");
        List<String> command = new ArrayList<>(List.of(
                "hyperfine",
                "-N",
                "--style",
                "none",
                "--runs",
                String.valueOf(runs),
                // The killed gateway's memory is given back while nothing is measured.
                "--prepare",
                "sleep 0.2",
                "--export-json",
                report.toString()));
        variants.forEach(variant -> command.add(variant.command()));
        lab.workplace().output(Duration.ofMinutes(5), command);
        try {
            return new ObjectMapper().readTree(lab.workplace().read(report)).path("results");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("hyperfine wrote no JSON", e);
        }
    }

    private static void record(Lab lab, List<Variant> variants, JsonNode report) {
        for (int i = 0; i < variants.size(); i++) {
            Variant variant = variants.get(i);
            Map<String, String> labels = new TreeMap<>(Map.of("jdk", variant.jdk(), "ledger", variant.ledger()));
            for (JsonNode time : report.path(i).path("times")) {
                lab.results().add("start." + variant.until(), labels, "s", time.asDouble());
            }
        }
    }

    /** Resident memory of a gateway that has started and done nothing, when it has given back what it no longer needs. */
    private static void rest(Lab lab) {
        for (int round = 1; round <= lab.pace().rounds(); round++) {
            lab.say("start: memory at rest, round " + round);
            for (String ledger : List.of("off", "file")) {
                List<Running> gateways = new ArrayList<>();
                for (Jdk jdk : lab.jdks()) {
                    gateways.add(lab.programs().gateway(jdk, lab.service(), setting(lab, ledger, jdk)));
                }
                lab.workplace().output(Duration.ofMinutes(1), List.of("sleep", "16"));
                for (Running gateway : gateways) {
                    lab.results()
                            .add(
                                    "start.resident",
                                    Map.of("jdk", gateway.jdk(), "ledger", ledger),
                                    "MiB",
                                    gateway.residentMebibytes());
                    lab.programs().stop(gateway);
                }
            }
        }
    }
}
