package io.github.kdpbridge.gateway.doctor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The evidence of one account for each fact. One contradiction outweighs all confirmations. */
final class ProbeReport {
    private static final String COPES = "The bridge copes with it; nothing has to be set.";

    private final Set<ProbedFact> seen = new HashSet<>();
    private final Map<ProbedFact, Otherwise> otherwise = new HashMap<>();

    /** A contradiction, and what to do about it. */
    private record Otherwise(String text, String advice) {}

    /** Records that a fact holds. */
    void confirm(ProbedFact fact) {
        seen.add(fact);
    }

    /** Records a contradiction that the bridge copes with. */
    void contradict(ProbedFact fact, String text) {
        contradict(fact, text, COPES);
    }

    /**
     * Records a contradiction.
     *
     * @param text the observation, never an identifier
     * @param advice the setting that corrects it
     */
    void contradict(ProbedFact fact, String text, String advice) {
        otherwise.putIfAbsent(fact, new Otherwise(text, advice));
    }

    /** Reports a finding for each fact. */
    void tell(String account, Consumer<Finding> findings) {
        for (ProbedFact fact : ProbedFact.ALL) {
            String subject = account + ", " + fact.key();
            Otherwise other = otherwise.get(fact);
            if (other != null) {
                findings.accept(Finding.warning(subject, "otherwise: " + other.text(), other.advice()));
            } else if (seen.contains(fact)) {
                findings.accept(Finding.good(subject, "as expected: " + fact.text()));
            } else {
                findings.accept(Finding.unknown(subject, "not shown by this account"));
            }
        }
    }
}
