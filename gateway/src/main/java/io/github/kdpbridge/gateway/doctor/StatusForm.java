package io.github.kdpbridge.gateway.doctor;

import java.util.List;

/**
 * The transactions of a status, in any of its wrappers.
 *
 * @param page the object with the totals
 * @param transactions the transactions
 */
record StatusForm(JsonValue page, List<JsonValue> transactions) {
    private static final String TRANSACTIONS = "transactions";

    /** Finds the transactions of an answer, and judges the answer's form. */
    static StatusForm of(JsonValue body, ProbeReport report) {
        JsonValue inside = body.get("devices");
        if (inside.get(TRANSACTIONS).isArray()) {
            report.confirm(ProbedFact.STATUS_FORM);
            return new StatusForm(inside, inside.get(TRANSACTIONS).items());
        }
        if (body.get(TRANSACTIONS).isArray()) {
            report.contradict(ProbedFact.STATUS_FORM, "a page of transactions without an object devices around it");
            return new StatusForm(body, body.get(TRANSACTIONS).items());
        }
        if (body.get("transactionId").isThere()) {
            report.contradict(ProbedFact.STATUS_FORM, "one bare transaction");
            return new StatusForm(body, List.of(body));
        }
        report.contradict(
                ProbedFact.STATUS_FORM,
                "an answer without transactions",
                "The bridge cannot read it. Check wire.gen2.statusPath.");
        return new StatusForm(body, List.of());
    }
}
