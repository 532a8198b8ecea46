package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.Replay;
import io.github.kdpbridge.verify.session.ReplayException;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real server, which takes time: each accepted upload or deletion is awaited before the next request, so that the
 * next request finds it done, as on the simulator. A request without an answer is no error.
 */
final class PatientPeer implements Peer {
    private static final JsonTree ACCEPTED = new JsonTree.NumberNode("2000000");

    private final Peer server;
    private final Names names;
    private final Duration patience;
    private final List<Submission> uploads = new ArrayList<>();

    PatientPeer(Peer server, Names names, Duration patience) {
        this.server = server;
        this.names = names;
        this.patience = patience;
    }

    Names names() {
        return names;
    }

    @Override
    public Answer send(SessionRequest request) {
        SessionRequest there = names.outgoing(request);
        try {
            Answer answer = server.send(there);
            Submission.of(there).filter(any -> isAccepted(answer)).ifPresent(submission -> {
                if (!submission.deletion()) {
                    uploads.add(submission);
                }
                // The scenario asks for the state itself, and sees an incomplete one.
                boolean unused = settle(submission);
            });
            return names.incoming(answer);
        } catch (ReplayException e) {
            return names.incoming(Answer.missing(String.valueOf(e.getMessage())));
        }
    }

    private static boolean isAccepted(Answer answer) {
        return answer.status() == 200 && answer.json().get("code").equals(ACCEPTED);
    }

    private boolean settle(Submission submission) {
        long start = System.nanoTime();
        Replay replay = Replay.over(server);
        Exchange exchange = replay.send(submission.status());
        while (!exchange.settled() && System.nanoTime() - start < patience.toNanos()) {
            exchange = replay.send(submission.status());
        }
        return exchange.settled() && exchange.answer().status() == 200;
    }

    /**
     * Deletes the uploaded devices.
     *
     * @return the devices still there, a sentence each
     */
    List<String> cleanUp() {
        List<String> left = new ArrayList<>();
        for (Submission upload : uploads) {
            String id = upload.text("transactionId");
            String undeleted = "the devices of " + names.incoming(id) + " were not deleted";
            try {
                SessionRequest deletion = upload.undoing("undo-" + id.replace(names.run(), "") + "-" + names.run());
                boolean deleted = isAccepted(server.send(deletion))
                        && Submission.of(deletion).filter(this::settle).isPresent();
                if (!deleted) {
                    left.add(undeleted);
                }
            } catch (ReplayException e) {
                left.add(undeleted + ": " + e.getMessage());
            }
        }
        uploads.clear();
        return left;
    }
}
