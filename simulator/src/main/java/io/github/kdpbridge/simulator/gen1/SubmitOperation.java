package io.github.kdpbridge.simulator.gen1;

import io.github.kdpbridge.simulator.World;
import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.Submission;
import io.github.kdpbridge.simulator.wire.AccountOperation;
import io.github.kdpbridge.simulator.wire.Authentication;
import java.util.Set;

/** Uploads or deletes devices. */
final class SubmitOperation extends AccountOperation {
    private final Gen1SubmissionReader reader = new Gen1SubmissionReader();
    private final Kind kind;
    private final Portal portal;

    SubmitOperation(Authentication authentication, Set<String> paths, Kind kind, Portal portal) {
        super(authentication, "PUT", paths);
        this.kind = kind;
        this.portal = portal;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        Submission submission = reader.read(kind, call);
        portal.submit(account, submission);
        return Reply.json(200, ReceiptDto.of(submission.transactionId()));
    }
}
