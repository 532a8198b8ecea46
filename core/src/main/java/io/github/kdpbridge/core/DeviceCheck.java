package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Checks a request's devices before they are sent, so that a typing mistake costs no transaction.
 *
 * <p>A service may accept devices that {@link #standard()} refuses: the vendor's own sample, 351800000000702, has a
 * wrong check digit. {@link #none()} turns the check off, and leaves the judgement to the service.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface DeviceCheck {
    /**
     * Returns the problems of the invalid devices, in the order of the devices; empty if there are none. Each entry is
     * one line with at most the last four characters of an identifier. A request without devices has one entry, which
     * says that.
     */
    List<String> problems(Devices devices);

    /**
     * Refuses a request with invalid devices. The message gives their number and the first three problems; for a
     * request without devices, the entry of {@link #problems(Devices)}.
     *
     * @param operation the operation and its subject: {@code upload 244303}
     * @throws RefusedLocallyException with {@link Reason#INVALID_REQUEST} if there are {@link #problems(Devices)}
     */
    default void check(String operation, Devices devices) {
        List<String> problems = problems(devices);
        if (problems.isEmpty()) {
            return;
        }
        if (devices.count() == 0) {
            throw new RefusedLocallyException(operation, Reason.INVALID_REQUEST, problems.get(0), null);
        }
        String told = problems.stream().limit(3).collect(Collectors.joining("; "));
        throw new RefusedLocallyException(
                operation,
                Reason.INVALID_REQUEST,
                "of %d device identifiers, %d cannot be right: %s%s"
                        .formatted(devices.count(), problems.size(), told, problems.size() > 3 ? "; …" : ""),
                null);
    }

    /**
     * Returns the check by {@link DeviceId#problem()}. Unknown kinds and repeated identifiers are left to the service.
     * A request without devices is refused, because the service may call it complete although nothing was done.
     */
    static DeviceCheck standard() {
        return devices -> {
            if (devices.count() == 0) {
                return ImmutableList.of("it names no device, so there is nothing to do");
            }
            if (devices.type().equals(DeviceType.IMEI) && devices.identifiers().areImeis()) {
                return ImmutableList.of();
            }
            ImmutableList.Builder<String> problems = ImmutableList.builder();
            IntFunction<? extends CharSequence> identifiers =
                    devices.identifiers().characters();
            for (int i = 0; i < devices.count(); i++) {
                CharSequence value = identifiers.apply(i);
                String problem = DeviceId.problem(devices.type(), value);
                if (problem != null) {
                    problems.add(new DeviceId(devices.type(), value.toString()).masked() + " " + problem);
                }
            }
            return problems.build();
        };
    }

    /** Returns the check that accepts everything. */
    static DeviceCheck none() {
        return devices -> List.of();
    }
}
