package io.github.kdpbridge.serviceclient.event;

import io.github.kdpbridge.core.DeviceOutcomes;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the codes in an answer that the error catalogue does not know.
 *
 * @param listener receives them
 */
public record UnknownCodes(ClientListener listener) {
    /** Reports the codes in the answer to a request: a status, or a page of them; any other has none. */
    public void inAnswer(Call call, Object answer) {
        if (answer instanceof TransactionStatus status) {
            inStatuses(call, List.of(status));
        } else if (answer instanceof Page<?> page) {
            inStatuses(
                    call,
                    page.items().stream()
                            .filter(TransactionStatus.class::isInstance)
                            .map(TransactionStatus.class::cast)
                            .toList());
        }
    }

    /** Reports the codes of transactions and devices, each once. */
    public void inStatuses(Call call, List<TransactionStatus> statuses) {
        Map<String, ServiceError> first = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (TransactionStatus status : statuses) {
            count(status.error(), 1, first, counts);
            for (DeviceOutcomes.Run run :
                    DeviceOutcomes.copyOf(status.devices()).runs()) {
                count(run.error(), run.identifiers().size(), first, counts);
            }
        }
        first.forEach((code, error) -> tell(call, error, counts.getOrDefault(code, 1L)));
    }

    private static void count(
            @Nullable ServiceError error, long times, Map<String, ServiceError> first, Map<String, Long> counts) {
        if (error != null && error.condition() == Condition.UNKNOWN) {
            first.putIfAbsent(error.code(), error);
            counts.merge(error.code(), times, Long::sum);
        }
    }

    /** Reports the code of a refusal. */
    public void inRefusal(Call call, KdpException failure) {
        if (failure instanceof RefusedException refusal && refusal.condition() == Condition.UNKNOWN) {
            tell(call, refusal.error(), 1);
        }
    }

    /** Leaves out the text for people, which may name a device. */
    private void tell(Call call, ServiceError error, long count) {
        listener.unknownCode(call, new ServiceError(error.condition(), error.code(), error.message(), null), count);
    }
}
