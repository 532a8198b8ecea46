package io.github.kdpbridge.compattests.fault;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.compattests.fault.Reply.Meaning;
import io.github.kdpbridge.compattests.fault.Stage.Effect;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen of one operation in one trouble, and the judgement of it: from what the answers promise and the portal
 * holds, never from how the bridge works.
 *
 * @param operation what was asked
 * @param during what the caller was told while the trouble lasted, not empty
 * @param after what the caller was told when it was over; empty if there was nothing left to ask
 * @param end what is in the portal when nothing more is under way
 * @param accepted the transactions that the service accepted, in their order
 * @param unsettled what the bridge's ledger does not know, although all is over
 * @param note how the bridge came to its first answer, if not as usual
 */
record Observation(
        AskedOperation operation,
        List<Told> during,
        List<Told> after,
        Effect end,
        List<String> accepted,
        List<String> unsettled,
        String note) {
    Observation {
        requireNonNull(operation);
        during = List.copyOf(during);
        after = List.copyOf(after);
        requireNonNull(end);
        accepted = List.copyOf(accepted);
        unsettled = List.copyOf(unsettled);
        requireNonNull(note);
    }

    /** Returns what the table says: what the caller was told, and what came of it. */
    String text() {
        List<String> labels = new ArrayList<>(
                during.stream().map(told -> told.reply().label()).distinct().toList());
        boolean atOnce = during.get(0).reply().is(Meaning.DONE);
        if (atOnce) {
            return "done" + note;
        }
        labels.remove("done");
        labels.add(last().is(Meaning.DONE) ? "then done" : "then " + last().label());
        return String.join(", ", labels);
    }

    private Reply last() {
        List<Told> told = after.isEmpty() ? during : after;
        return told.get(told.size() - 1).reply();
    }

    /** Returns what is not as promised; empty when all is well. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        during.forEach(told -> judge(told, problems));
        after.forEach(told -> judge(told, problems));
        if (!last().is(Meaning.DONE)) {
            problems.add("the caller is never told that it is done: " + last().label());
        }
        if (operation.writes() && end != Effect.ONCE) {
            problems.add("lost: the effect is " + end + " in the end");
        }
        if (!accepted.equals(expected())) {
            problems.add("the service accepted " + accepted + ", not " + expected());
        }
        unsettled.forEach(entry -> problems.add("the ledger does not agree: " + entry));
        return problems;
    }

    private void judge(Told told, List<String> problems) {
        Reply reply = told.reply();
        if (reply.is(Meaning.WRONG)) {
            problems.add(reply.label());
        }
        if (!operation.writes()) {
            return;
        }
        if (reply.is(Meaning.DONE) && told.effect() != Effect.ONCE) {
            problems.add("the caller was told \"" + reply.label() + "\", but the effect was " + told.effect());
        }
        boolean denied = reply.is(Meaning.NOTHING_DONE) || reply.is(Meaning.REFUSED);
        if (denied && told.effect() != Effect.NONE) {
            problems.add("the caller was told \"" + reply.label() + "\", but the effect was " + told.effect());
        }
    }

    private List<String> expected() {
        List<String> expected = new ArrayList<>();
        if (operation != AskedOperation.UPLOAD) {
            expected.add(Story.EARLIER);
        }
        if (operation.writes()) {
            expected.add(Story.TRANSACTION);
        }
        return expected;
    }
}
