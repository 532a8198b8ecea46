package io.github.kdpbridge.compattests.verify;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.compattests.json.JsonTree;
import io.github.kdpbridge.compattests.scenario.Scenario;
import io.github.kdpbridge.compattests.session.Answer;
import io.github.kdpbridge.compattests.session.Difference;
import io.github.kdpbridge.compattests.session.SessionRequest;
import io.github.kdpbridge.compattests.target.KnownDifferences;
import io.github.kdpbridge.compattests.target.ScenarioRun;
import io.github.kdpbridge.compattests.target.Targets;
import io.github.kdpbridge.compattests.verify.Finding.Pair;
import io.github.kdpbridge.compattests.verify.Finding.Portals;
import io.github.kdpbridge.compattests.verify.Verification.Subject;
import io.github.kdpbridge.compattests.verify.Verifier.Progress;
import io.github.kdpbridge.simulator.world.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends a recorded session to two sides, one after the other, and compares answer by answer. */
public final class SessionVerifier {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z_]{2,60}|Progress|Complete|Rejected");
    private static final Map<String, String> OPERATIONS = Map.of(
            "PUT devices", "upload",
            "PUT devices/delete", "delete",
            "GET devices/status", "status",
            "GET devices", "list devices",
            "POST customers", "list customers",
            "POST resellers", "list resellers");

    private final RecordedSession session;

    /** Takes a session. */
    public SessionVerifier(RecordedSession session) {
        this.session = requireNonNull(session);
    }

    /** Returns the simulator's generation 1, over a world in which the session makes sense. */
    public Side generation1() {
        return Side.local(Side.GENERATION_1, Targets.generation1(world()));
    }

    /** Returns the gateway in front of the simulator's generation 2, over the same world. */
    public Side gateway() {
        return Side.local(Side.GATEWAY, Targets.gatewayWithLedger(world()));
    }

    private World world() {
        return SessionWorld.of(session);
    }

    /**
     * Returns a server to send the session to. What it uploads stays there.
     *
     * @param url where it is
     * @param account whose keys take the place of the recorded ones
     * @param runs gives ten digits or more, which no other session ever had at this account
     * @param patience how long a transaction may be in progress
     * @param control the simulator behind it, which is made anew before; null if it is not one
     * @throws IllegalArgumentException if the URL is not of this form
     */
    public UrlSide at(
            URI url, Account account, Supplier<String> runs, Duration patience, @Nullable SimulatorControl control) {
        return UrlSide.ofSession(url, (scenario, run) -> session.names(account, run), runs, patience, control);
    }

    /**
     * Sends the session to the left side, then to the right one.
     *
     * @param started when it begins
     * @param progress hears of each side
     */
    public Verification verify(Side left, Side right, Instant started, Progress progress) {
        Scenario scenario = session.scenario();
        progress.done(0, 2);
        ScenarioRun leftRun = left.run(scenario);
        progress.done(1, 2);
        ScenarioRun rightRun = right.run(scenario);
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
        SessionRequest request = pair.left().request();
        Optional<String> reason = judge.reason(pair.left(), pair.right(), pair.differences());
        return new Finding(
                number + ". " + request.name(),
                operation(request),
                condition(pair.left().answer()),
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
        return OPERATIONS.getOrDefault(request.method() + " " + path, "other");
    }

    /** What the left side says, in a few words: the status, and the name of the error or the state. */
    private static String condition(Answer answer) {
        if (answer.status() == PatientSender.NO_ANSWER) {
            return "no answer";
        }
        if (JsonTree.parse(answer.body()).orElse(null) instanceof JsonTree.ObjectNode body) {
            JsonTree word = body.fields().get("message");
            if (body.fields().get("transactions") instanceof JsonTree.ArrayNode all
                    && !all.items().isEmpty()
                    && all.items().get(0) instanceof JsonTree.ObjectNode transaction) {
                word = transaction.fields().get("state");
            }
            if (word instanceof JsonTree.TextNode text
                    && NAME.matcher(text.value()).matches()) {
                return answer.status() + " " + text.value();
            }
        }
        return Integer.toString(answer.status());
    }
}
