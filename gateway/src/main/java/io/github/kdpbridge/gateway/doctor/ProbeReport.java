package io.github.kdpbridge.gateway.doctor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What an account showed of each fact. One sign that a fact does not hold outweighs all that it does. */
final class ProbeReport {
    private static final String COPES = "The bridge copes with it; nothing has to be set.";

    private final Set<ProbedFact> seen = new HashSet<>();
    private final Map<ProbedFact, Otherwise> otherwise = new HashMap<>();

    /** What was seen in place of a fact, and what to do about it. */
    private record Otherwise(String text, String advice) {}

    /** Takes note that a fact holds. */
    void confirm(ProbedFact fact) {
        seen.add(fact);
    }

    /** Takes note of what is there in place of a fact, with which the bridge copes. */
    void contradict(ProbedFact fact, String text) {
        contradict(fact, text, COPES);
    }

    /**
     * Takes note of what is there in place of a fact.
     *
     * @param text what was seen, never an identifier
     * @param advice what to write into the configuration
     */
    void contradict(ProbedFact fact, String text, String advice) {
        otherwise.putIfAbsent(fact, new Otherwise(text, advice));
    }

    /** Tells a finding for each fact. */
    void tell(String account, Consumer<Finding> findings) {
        for (ProbedFact fact : ProbedFact.ALL) {
            String subject = account + ", " + fact.key();
            Otherwise other = otherwise.get(fact);
            if (other != null) {
                findings.accept(Finding.warning(subject, "otherwise: " + other.text(), other.advice()));
            } else if (seen.contains(fact)) {
                findings.accept(Finding.good(subject, "as documented: " + fact.text()));
            } else {
                findings.accept(Finding.unknown(subject, "not shown by this account"));
            }
        }
    }
}
