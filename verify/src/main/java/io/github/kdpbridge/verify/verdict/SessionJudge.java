package io.github.kdpbridge.verify.verdict;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.verify.peer.RecordedSession;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds known differences between the answers to a session. A session does not name its cases, so they are derived from
 * the answers. For one session, in its order.
 */
public final class SessionJudge {
    private static final String ANSWERED = "session/answered";
    private static final String REFUSED = "session/refused";
    private static final String REPEATED = "session/repeated";
    private static final String PROFILES = "session/profiles";
    private static final String PORTAL = "portal";
    private static final Comparison COMPARISON = Comparison.strict();

    private final KnownDifferences known;
    /** The bridge's side of each exchange that both sides accepted. */
    private final List<Exchange> accepted = new ArrayList<>();

    public SessionJudge(KnownDifferences known) {
        this.known = requireNonNull(known);
    }

    /**
     * Returns why two answers may differ; empty if they do not, or may not.
     *
     * @param left the exchange with generation 1
     * @param right the exchange with the bridge
     * @param differences between both
     */
    public Optional<String> reason(Exchange left, Exchange right, List<Difference> differences) {
        String name = name(left, right);
        if (left.answer().succeeded() && right.answer().succeeded()) {
            accepted.add(right);
        }
        return reason(
                name,
                differences.stream().map(difference -> difference.ofStep(1)).toList());
    }

    /** Returns why the contents of two portals may differ; empty if they do not, or may not. */
    public Optional<String> reason(Finding.Portals portals) {
        return portals.differences().isEmpty()
                ? Optional.empty()
                : portalReason(withoutProfiles(portals.left()).equals(withoutProfiles(portals.right())));
    }

    /**
     * Returns why two portals may differ; empty if they may not.
     *
     * @param onlyInProfiles whether they hold the same devices otherwise
     */
    public Optional<String> portalReason(boolean onlyInProfiles) {
        return reason(onlyInProfiles ? PROFILES : ANSWERED, List.of(PORTAL));
    }

    private static List<String> withoutProfiles(@Nullable List<String> portal) {
        return portal == null
                ? List.of()
                : portal.stream()
                        .map(device -> device.replaceFirst(" profiles=.*", ""))
                        .toList();
    }

    private String name(Exchange left, Exchange right) {
        if (left.answer().succeeded()) {
            return ANSWERED;
        }
        if (!right.answer().succeeded()) {
            return REFUSED;
        }
        boolean repeated = accepted.stream()
                .anyMatch(before -> isSame(before.request(), right.request())
                        && COMPARISON.compare(before.answer(), right.answer()).isEmpty());
        return repeated ? REPEATED : ANSWERED;
    }

    private static boolean isSame(SessionRequest one, SessionRequest other) {
        return one.method().equals(other.method())
                && one.target().equals(other.target())
                && RecordedSession.key(one).equals(RecordedSession.key(other))
                && one.body() != null
                && other.body() != null
                && COMPARISON.compare(one.body(), other.body()).isEmpty();
    }

    private Optional<String> reason(String name, List<String> places) {
        return places.isEmpty() || !known.cover(name, places)
                ? Optional.empty()
                : Optional.ofNullable(known.reasons(name, places));
    }
}
