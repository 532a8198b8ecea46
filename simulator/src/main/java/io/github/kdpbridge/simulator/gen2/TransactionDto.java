package io.github.kdpbridge.simulator.gen2;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transaction of a status; without {@code devices} none failed (contract, section 5: documented). */
record TransactionDto(
        String transactionId,
        String state,
        @Nullable String type,
        @Nullable String operationType,
        @Nullable String orderNo,
        @Nullable Object code,
        @Nullable Object message,
        @Nullable Object data,
        @Nullable List<Map<String, @Nullable Object>> devices) {}
