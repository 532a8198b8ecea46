package io.github.kdpbridge.verify.parity;

import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.peer.BridgeAccount;
import io.github.kdpbridge.verify.peer.GatewayPeer;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.HttpFile;
import io.github.kdpbridge.verify.session.Replay;
import io.github.kdpbridge.verify.session.SessionRequest;
import io.github.kdpbridge.verify.verdict.KnownDifferences;
import io.github.kdpbridge.verify.verdict.SessionJudge;
import io.github.kdpbridge.verify.verdict.Verifier.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends a session to a gateway in front of a simulated generation 2, then, after a reset, to the simulator's generation
 * 1. Both run in this JVM, on free ports of the loopback interface, with the simulator's default world.
 */
public final class LocalParity {
    private static final Comparison COMPARISON = Comparison.strict();

    private record Bridged(Exchange exchange, List<RecordedRequest> gen2Requests) {}

    private LocalParity() {}

    /**
     * Runs the session both ways. Takes about twice as long as the transactions of the session do.
     *
     * @param progress is called after each answered request, on both ways
     * @throws io.github.kdpbridge.verify.session.ReplayException if a request gets no answer
     */
    public static ParityReport run(HttpFile session, Progress progress) {
        try (Simulator simulator = Simulator.start()) {
            List<Bridged> bridged = bridged(session, simulator, progress);
            List<RegisteredDevice> bridgedDevices = simulator.devices();
            simulator.reset();
            Replay direct = Replay.to(simulator.url());
            SessionJudge judge = new SessionJudge(KnownDifferences.readForSessions());
            List<ParityStep> steps = new ArrayList<>();
            for (Bridged step : bridged) {
                Exchange exchange = direct.send(step.exchange().request());
                progress.done(bridged.size() + steps.size() + 1, 2 * bridged.size());
                steps.add(ParityStep.compare(step.exchange(), exchange, step.gen2Requests(), COMPARISON, judge));
            }
            List<Difference> portals = PortalContent.compare(bridgedDevices, simulator.devices(), COMPARISON);
            String known = portals.isEmpty()
                    ? null
                    : judge.portalReason(portals.stream().allMatch(PortalContent::isOfProfiles))
                            .orElse(null);
            return new ParityReport(steps, portals, known);
        }
    }

    private static List<Bridged> bridged(HttpFile session, Simulator simulator, Progress progress) {
        List<BridgeAccount> accounts = BridgeAccount.of(World.standard(), Gen2Profile.standard());
        try (GatewayPeer gateway = GatewayPeer.withoutLedger(simulator, accounts)) {
            Replay replay = Replay.over(gateway);
            List<Bridged> bridged = new ArrayList<>();
            for (SessionRequest request : session.requests()) {
                progress.done(bridged.size(), 2 * session.requests().size());
                simulator.clearRequests();
                Exchange exchange = replay.send(request);
                bridged.add(new Bridged(exchange, simulator.requests()));
            }
            return bridged;
        }
    }
}
