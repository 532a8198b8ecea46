package io.github.kdpbridge.compattests.parity;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.compattests.session.Comparison;
import io.github.kdpbridge.compattests.session.Difference;
import io.github.kdpbridge.compattests.session.Exchange;
import io.github.kdpbridge.compattests.session.SessionRequest;
import io.github.kdpbridge.compattests.verify.SessionJudge;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request of a session and both answers to it.
 *
 * @param request what was sent to both
 * @param bridged the exchange with the gateway
 * @param direct the exchange with generation 1 itself
 * @param gen2Requests what the gateway sent to generation 2 meanwhile, with requests for tokens, in order of arrival
 * @param differences bridged on the left, direct on the right; empty when the answers mean the same
 * @param known why they differ, if all of it is known to; null otherwise
 */
public record ParityStep(
        SessionRequest request,
        Exchange bridged,
        Exchange direct,
        List<RecordedRequest> gen2Requests,
        List<Difference> differences,
        @Nullable String known) {

    /** Copies the lists. */
    public ParityStep {
        requireNonNull(request);
        requireNonNull(bridged);
        requireNonNull(direct);
        gen2Requests = List.copyOf(gen2Requests);
        differences = List.copyOf(differences);
    }

    /** Whether both answers mean the same, apart from what is known to differ. */
    public boolean same() {
        return differences.isEmpty() || known != null;
    }

    /** Whether one side did it. */
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
            // Two sides that both never come to an end are not known to come to the same end.
            differences.add(new Difference("@until", outcome(bridged), outcome(direct)));
        }
        return new ParityStep(
                bridged.request(),
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
