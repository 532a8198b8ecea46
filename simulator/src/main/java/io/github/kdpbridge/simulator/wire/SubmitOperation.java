package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.Submission;
import io.github.kdpbridge.simulator.world.World;
import java.util.Set;

/** Uploads or deletes devices. */
public final class SubmitOperation extends AccountOperation {
    private final SubmissionReader reader;
    private final Kind kind;
    private final Portal portal;

    /**
     * An operation.
     *
     * @param generation how it reads and answers
     * @param authentication finds the account of a request
     * @param paths the paths
     * @param kind what it does
     * @param portal the portal
     */
    public SubmitOperation(
            Generation generation, Authentication authentication, Set<String> paths, Kind kind, Portal portal) {
        super(authentication, "PUT", paths);
        this.reader = new SubmissionReader(generation);
        this.kind = kind;
        this.portal = portal;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        Submission submission = reader.read(kind, call);
        portal.submit(account, submission);
        return Reply.json(200, ReceiptDto.of(submission));
    }
}
