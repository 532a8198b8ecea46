package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Looks a request's devices over before they are sent, so that a slip of the keyboard costs no transaction.
 *
 * <p>A service may accept what {@link #standard()} finds fault with: the vendor's own sample, 351800000000702, has a
 * wrong check digit. {@link #none()} turns the check off, and then the service alone judges.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface DeviceCheck {
    /**
     * Returns what is wrong with each device that is not right, in the order of the devices; empty if all are right.
     * Each entry is one line that shows no more of an identifier than its last four characters. Of a request without
     * any device, the one entry says that.
     */
    List<String> problems(Devices devices);

    /**
     * Refuses a request with wrong devices. The message counts them and tells of the first three; of a request without
     * devices, it says what {@link #problems(Devices)} does.
     *
     * @param operation what the devices are for, in words: {@code upload 244303}
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
     * Returns the check that judges each identifier by {@link DeviceId#problem()}. A kind that this library does not
     * know is not judged, nor are repeated identifiers: those are the service's to judge. A request without devices is
     * refused, because the service may call it complete although nothing was done.
     */
    static DeviceCheck standard() {
        return devices -> {
            if (devices.count() == 0) {
                return ImmutableList.of("it names no device, so there is nothing to do");
            }
            ImmutableList.Builder<String> problems = ImmutableList.builder();
            IntFunction<? extends CharSequence> identifiers = devices.characters();
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

    /** Returns the check that finds no fault with anything. */
    static DeviceCheck none() {
        return devices -> List.of();
    }
}
