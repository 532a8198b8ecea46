package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.Replay;
import io.github.kdpbridge.verify.session.ReplayException;
import io.github.kdpbridge.verify.session.Sender;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sends requests to a service that takes its time: an accepted upload or deletion is waited for before anything else is
 * sent, so that whatever follows finds it done, as on the simulator. A request without an answer has status 0.
 */
public final class PatientSender implements Sender {
    /** The status of a request that nobody answered. */
    public static final int NO_ANSWER = 0;

    private static final JsonTree ACCEPTED = new JsonTree.NumberNode("2000000");

    private final Sender sender;
    private final Names names;
    private final Duration patience;
    private final List<Submission> uploads = new ArrayList<>();

    PatientSender(Sender sender, Names names, Duration patience) {
        this.sender = sender;
        this.names = names;
        this.patience = patience;
    }

    @Override
    public Answer send(SessionRequest request) {
        SessionRequest there = names.outgoing(request);
        Answer answer;
        try {
            answer = sender.send(there);
            Optional<Submission> accepted = Submission.of(there).filter(accepted(answer));
            if (accepted.isPresent()) {
                if (!accepted.get().deletion()) {
                    uploads.add(accepted.get());
                }
                settle(accepted.get());
            }
        } catch (ReplayException e) {
            answer = new Answer(NO_ANSWER, List.of(), String.valueOf(e.getMessage()), Duration.ZERO);
        }
        return names.incoming(answer);
    }

    private static Predicate<Submission> accepted(Answer answer) {
        return submission -> answer.status() == 200
                && JsonTree.parse(answer.body()).orElse(ACCEPTED) instanceof JsonTree.ObjectNode receipt
                && ACCEPTED.equals(receipt.fields().get("code"));
    }

    /** Waits for its end; whether it came is seen by whoever asks for the state. */
    private boolean settle(Submission submission) {
        long start = System.nanoTime();
        Replay replay = Replay.over(sender);
        Exchange exchange = replay.send(submission.status());
        while (!exchange.settled() && System.nanoTime() - start < patience.toNanos()) {
            exchange = replay.send(submission.status());
        }
        return exchange.settled() && exchange.answer().status() == 200;
    }

    /**
     * Deletes what was uploaded.
     *
     * @param run the number of the run at this side
     * @return what is still there, a sentence each
     */
    List<String> cleanUp(String run) {
        List<String> left = new ArrayList<>();
        for (Submission upload : uploads) {
            String id = "undo-" + upload.text("transactionId").replace(run, "") + "-" + run;
            try {
                SessionRequest deletion = upload.undoing(id);
                Optional<Submission> accepted = Submission.of(deletion).filter(accepted(sender.send(deletion)));
                if (accepted.isEmpty() || !settle(accepted.get())) {
                    left.add("the devices of " + names.incoming(upload.text("transactionId")) + " were not deleted");
                }
            } catch (ReplayException e) {
                left.add("the devices of " + names.incoming(upload.text("transactionId")) + " were not deleted: "
                        + e.getMessage());
            }
        }
        uploads.clear();
        return left;
    }
}
