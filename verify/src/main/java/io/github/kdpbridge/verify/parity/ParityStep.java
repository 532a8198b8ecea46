package io.github.kdpbridge.verify.parity;

import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.SessionRequest;
import io.github.kdpbridge.verify.verdict.SessionJudge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request of a session and both answers to it.
 *
 * @param bridged the exchange with the gateway
 * @param direct the exchange with generation 1 itself
 * @param gen2Requests the gateway's requests to generation 2 for this step, token requests included, in order of
 *     arrival
 * @param differences bridged on the left, direct on the right; empty if the answers mean the same
 * @param known why they differ, if every difference is a known one; null otherwise
 */
public record ParityStep(
        Exchange bridged,
        Exchange direct,
        List<RecordedRequest> gen2Requests,
        List<Difference> differences,
        @Nullable String known) {

    public ParityStep {
        gen2Requests = List.copyOf(gen2Requests);
        differences = List.copyOf(differences);
    }

    /** The request sent to both. */
    public SessionRequest request() {
        return bridged.request();
    }

    /** Whether both answers mean the same, apart from known differences. */
    public boolean same() {
        return differences.isEmpty() || known != null;
    }

    /** Whether it succeeded on either side. */
    boolean succeeded() {
        return bridged.answer().succeeded() || direct.answer().succeeded();
    }

    static ParityStep compare(
            Exchange bridged,
            Exchange direct,
            List<RecordedRequest> gen2Requests,
            Comparison comparison,
            SessionJudge judge) {
        List<Difference> differences = new ArrayList<>(comparison.compare(bridged.answer(), direct.answer()));
        if (!bridged.settled() || !direct.settled()) {
            // Two sides that never complete are not known to end alike.
            differences.add(new Difference("@until", outcome(bridged), outcome(direct)));
        }
        return new ParityStep(
                bridged,
                direct,
                gen2Requests,
                differences,
                judge.reason(direct, bridged, differences).orElse(null));
    }

    private static String outcome(Exchange exchange) {
        return exchange.settled() ? "reached" : "not reached in time";
    }
}
