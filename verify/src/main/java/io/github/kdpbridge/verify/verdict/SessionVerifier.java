package io.github.kdpbridge.verify.verdict;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.peer.PortalPeer;
import io.github.kdpbridge.verify.peer.RecordedSession;
import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.SessionRequest;
import io.github.kdpbridge.verify.verdict.Finding.Pair;
import io.github.kdpbridge.verify.verdict.Finding.Portals;
import io.github.kdpbridge.verify.verdict.Verification.Subject;
import io.github.kdpbridge.verify.verdict.Verifier.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sends a recorded session to two peers, one after the other, and compares answer by answer. */
public final class SessionVerifier {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z_]{2,60}|Progress|Complete|Rejected");
    private static final Map<String, Operation<?, ?>> OPERATIONS = Map.of(
            "PUT devices", Operation.UPLOAD,
            "PUT devices/delete", Operation.DELETE,
            "GET devices/status", Operation.STATUS,
            "GET devices", Operation.DEVICES,
            "POST customers", Operation.CUSTOMERS,
            "POST resellers", Operation.RESELLERS);

    private final RecordedSession session;

    public SessionVerifier(RecordedSession session) {
        this.session = requireNonNull(session);
    }

    /**
     * Sends the session to the left peer, then to the right one.
     *
     * @param started the start time for the report
     * @param progress is called for each peer
     */
    public Verification verify(PortalPeer left, PortalPeer right, Instant started, Progress progress) {
        Scenario scenario = session.scenario();
        progress.done(0, 2);
        ScenarioRun leftRun = ScenarioRun.of(scenario, left);
        progress.done(1, 2);
        ScenarioRun rightRun = ScenarioRun.of(scenario, right);
        progress.done(2, 2);
        SessionJudge judge = new SessionJudge(KnownDifferences.readForSessions());
        List<Finding> findings = new ArrayList<>();
        for (Pair pair : Verifier.pairs(leftRun, rightRun)) {
            findings.add(finding(findings.size() + 1, pair, judge));
        }
        Portals portals = Verifier.portals(leftRun, rightRun);
        if (portals.left() != null && portals.right() != null) {
            Optional<String> reason = judge.reason(portals);
            findings.add(new Finding(
                    "the portal in the end",
                    "portal",
                    "in the end",
                    outcome(portals.differences(), reason),
                    reason.orElse(null),
                    List.of(),
                    portals));
        }
        List<String> notes = new ArrayList<>(session.notes());
        notes.addAll(left.notes());
        notes.addAll(right.notes());
        return new Verification(
                Subject.OUTCOMES, left.name(), right.name(), Evidence.of(left, right), started, findings, notes);
    }

    private static Finding finding(int number, Pair pair, SessionJudge judge) {
        Exchange left = pair.left().exchange();
        Optional<String> reason = judge.reason(left, pair.right().exchange(), pair.differences());
        return new Finding(
                number + ". " + left.request().name(),
                operation(left.request()),
                condition(left.answer()),
                outcome(pair.differences(), reason),
                reason.orElse(null),
                List.of(pair),
                Portals.unseen());
    }

    private static Outcome outcome(List<Difference> differences, Optional<String> reason) {
        return differences.isEmpty() ? Outcome.SAME : reason.isPresent() ? Outcome.KNOWN : Outcome.DIFFERENT;
    }

    private static String operation(SessionRequest request) {
        String path = request.target().replaceFirst("\\?.*", "").replaceFirst("/bulkenroll/v[0-9]+/reseller/", "");
        Operation<?, ?> operation = OPERATIONS.get(request.method() + " " + path);
        return operation == null ? "other" : operation.name();
    }

    /** The left answer in a few words: the status, and the name of the error or the state. */
    private static String condition(Answer answer) {
        if (answer.isMissing()) {
            return "no answer";
        }
        List<JsonTree> transactions = answer.json().get("transactions").items();
        JsonTree word = transactions.isEmpty()
                ? answer.json().get("message")
                : transactions.get(0).get("state");
        if (word instanceof JsonTree.TextNode && NAME.matcher(word.text()).matches()) {
            return answer.status() + " " + word.text();
        }
        return Integer.toString(answer.status());
    }
}
