package io.github.kdpbridge.benchmarks.program;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the gateway is configured with. Its pace is raised beyond reach, or the pace would be measured.
 *
 * @param ledger the file of the ledger; {@code off} for none
 * @param resellers how many; the first one is that of the workloads
 * @param requestsAtOnce from callers
 * @param upstreamAtOnce to the service, for each reseller
 * @param prefix of the path of the service; empty for none
 * @param javaOptions for its JVM; empty for none
 */
public record GatewaySetting(
        String ledger, int resellers, int requestsAtOnce, int upstreamAtOnce, String prefix, String javaOptions) {
    /** The key that callers of the first reseller send. */
    public static final String KEY = "made-up-key";

    /** The account of the first reseller. */
    public static final String RESELLER = "4680000925";

    /** One reseller and no ledger. */
    public static final GatewaySetting PLAIN = new GatewaySetting("off", 1, 512, 512, "", "");

    /** Returns the configuration for a service, in HOCON. */
    String hocon(Running service) {
        String gateway = """
                gateway {
                  listen = "127.0.0.1:0"
                  admin.listen = off
                  ledger.file = "%s"
                  limits { concurrentRequests = %d, connections = 20000 }
                }
                """.formatted(ledger, requestsAtOnce);
        return gateway
                + IntStream.range(0, resellers)
                        .mapToObj(i -> reseller(i, service))
                        .collect(Collectors.joining("\n", "resellers = [\n", "\n]\n"));
    }

    private String reseller(int number, Running service) {
        return """
                {
                  resellerId = "%d"
                  gen1Key = "%s"
                  gen2 {
                    baseUrl = "%s%s/kcs/v1/rp"
                    requestsPerSecond = 1000000
                    concurrentRequests = %d
                    auth { scheme = oauth2, clientId = id-%d, clientSecret = secret }
                  }
                }""".formatted(
                        Long.parseLong(RESELLER) + number,
                        number == 0 ? KEY : KEY + "-" + number,
                        service.url(),
                        prefix,
                        upstreamAtOnce,
                        number);
    }
}
