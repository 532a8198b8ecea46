package io.github.kdpbridge.compattests.parity;

import io.github.kdpbridge.compattests.session.Comparison;
import io.github.kdpbridge.compattests.session.Exchange;
import io.github.kdpbridge.compattests.session.HttpFile;
import io.github.kdpbridge.compattests.session.Replay;
import io.github.kdpbridge.compattests.session.SessionRequest;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.GatewayConfig;
import io.github.kdpbridge.simulator.RecordedRequest;
import io.github.kdpbridge.simulator.RegisteredDevice;
import io.github.kdpbridge.simulator.Simulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends a session to a gateway in front of a simulated generation 2, then, with the simulator reset, straight to its
 * generation 1. Both run in this JVM, on free ports of the loopback interface, with the simulator's default world.
 */
public final class LocalParity {
    private static final String RESELLER = "4680000925";
    private static final String GEN1_KEY = "sim-gen1-key";
    private static final String CLIENT_IDENTIFIER = "sim-client-identifier";
    private static final Comparison COMPARISON = Comparison.strict();

    private record Bridged(Exchange exchange, List<RecordedRequest> gen2Requests) {}

    private LocalParity() {}

    /**
     * Runs the session both ways. Takes about as long as the transactions of the session do, twice.
     *
     * @throws io.github.kdpbridge.compattests.session.ReplayException when a request gets no answer at all
     */
    public static ParityReport run(HttpFile session) {
        try (Simulator simulator = Simulator.start()) {
            List<Bridged> bridged = bridged(session, simulator);
            List<RegisteredDevice> bridgedDevices = simulator.devices();
            simulator.reset();
            Replay direct = Replay.to(simulator.url());
            List<ParityStep> steps = new ArrayList<>();
            for (Bridged step : bridged) {
                Exchange exchange = direct.send(step.exchange().request());
                steps.add(ParityStep.compare(step.exchange(), exchange, step.gen2Requests(), COMPARISON));
            }
            return new ParityReport(steps, PortalContent.compare(bridgedDevices, simulator.devices(), COMPARISON));
        }
    }

    private static List<Bridged> bridged(HttpFile session, Simulator simulator) {
        try (KeyFile keys = KeyFile.generate();
                Gateway gateway = Gateway.start(config(simulator.url(), keys))) {
            Replay replay = Replay.to(gateway.url());
            List<Bridged> bridged = new ArrayList<>();
            for (SessionRequest request : session.requests()) {
                simulator.clearRequests();
                Exchange exchange = replay.send(request);
                bridged.add(new Bridged(exchange, simulator.requests()));
            }
            return bridged;
        }
    }

    private static GatewayConfig config(URI simulator, KeyFile keys) {
        return GatewayConfig.parse(
                """
                gateway { listen = "127.0.0.1:0", admin { listen = off } }
                resellers = [{
                  resellerId = "%1$s"
                  gen1Key = "%2$s"
                  gen2 {
                    baseUrl = "%3$s/kcs/v1/rp"
                    auth {
                      scheme = signed-token
                      tokenUrl = "%3$s/ams/v1/users/accesstoken"
                      clientIdentifier = "%4$s"
                      keyFile = %5$s
                    }
                  }
                }]
                """.formatted(RESELLER, GEN1_KEY, simulator, CLIENT_IDENTIFIER, keys.quotedPath()), "local parity");
    }
}
