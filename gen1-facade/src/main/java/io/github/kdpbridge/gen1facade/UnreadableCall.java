package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import java.util.concurrent.CompletionStage;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A malformed request. Its caller gets the reason only after the key has been checked. */
record UnreadableCall(Gen1Refusal refusal, boolean isWrite) implements Gen1Call {
    @Override
    public @Nullable String transactionId() {
        return null;
    }

    @Override
    public Gen1Names names() {
        return Gen1Names.none();
    }

    @Override
    public Request<?> request(AccountCheck account) {
        throw refusal;
    }

    @Override
    public CompletionStage<ByteString> answer(DeploymentProgram program) {
        throw refusal;
    }
}
