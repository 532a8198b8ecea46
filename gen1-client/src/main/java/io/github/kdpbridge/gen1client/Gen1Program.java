package io.github.kdpbridge.gen1client;

import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.gen1client.wire.DeletionBody;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.serviceclient.event.Call;
import java.util.concurrent.CompletionStage;
import okhttp3.Headers;

/**
 * The old service as a program, for requests that no caller wrote: it asks all questions but those for profiles, and deletes
 * devices. Other writes are passed on as their callers wrote them, or not at all.
 */
public final class Gen1Program {
    private final Gen1Upstream upstream;
    private final Gen1Profile profile;
    private final String path;

    private Gen1Program(Gen1Upstream upstream, Gen1Profile profile) {
        this.upstream = upstream;
        this.profile = profile;
        this.path = profile.deletePaths().iterator().next();
    }

    /**
     * Returns the program.
     *
     * @param upstream the old service, with a key; stays the caller's to close
     * @param profile what generation 1 looks like
     */
    public static DeploymentProgram of(Gen1Upstream upstream, Gen1Profile profile) {
        return Handlers.reading(upstream)
                .on(Operation.DELETE, new Gen1Program(upstream, profile)::delete)
                .build()
                .program(upstream.reseller());
    }

    private CompletionStage<Receipt> delete(DeleteRequest deletion) {
        RelayedRequest request = new RelayedRequest(
                "PUT",
                path,
                Headers.of("Content-Type", "application/json"),
                DeletionBody.of(deletion, upstream.reseller(), profile));
        return upstream.relay(Call.of(deletion), request)
                .thenCompose(relayed -> relayed.failure() == null
                        ? Stages.of(() -> new Receipt(deletion.transaction(), TransactionState.PROGRESS))
                        : Stages.failed(relayed.failure()));
    }
}
