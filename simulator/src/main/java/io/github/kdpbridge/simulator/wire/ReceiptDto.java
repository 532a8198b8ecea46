package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Submission;
import org.jspecify.annotations.Nullable;

/** An accepted upload or delete; generation 2 says which of the two it was (contract, section 4: documented). */
record ReceiptDto(
        String transactionId,
        String state,
        int code,
        String message,
        @Nullable String operationType) {
    static ReceiptDto of(Submission submission) {
        return new ReceiptDto(
                submission.transactionId(),
                "Progress",
                2000000,
                "SUCCESS",
                submission.generation() == Generation.TWO ? submission.kind().name() : null);
    }
}
