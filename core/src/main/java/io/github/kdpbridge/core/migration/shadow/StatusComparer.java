package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two status of one transaction. */
final class StatusComparer {
    private final ErrorComparer errors;

    StatusComparer(ErrorComparer errors) {
        this.errors = errors;
    }

    /** The devices are compared only if both have ended: until then, each generation names what it likes. */
    void compare(String prefix, TransactionStatus gen1, TransactionStatus gen2, DifferenceList found) {
        if (!gen1.type().equals(gen2.type())) {
            found.add(
                    prefix + "type",
                    DifferenceKind.FACT,
                    found.masked(gen1.type().name()),
                    found.masked(gen2.type().name()));
        }
        if (gen1.complete() != gen2.complete()) {
            found.add(
                    prefix + "state",
                    DifferenceKind.FACT,
                    found.masked(gen1.state().name()),
                    found.masked(gen2.state().name()));
            return;
        }
        found.detail(prefix + "state", gen1.state(), gen2.state(), List.of());
        found.unknown(prefix, gen1.unknown(), gen2.unknown(), List.of());
        if (gen1.complete()) {
            errors.failures(prefix + "error", gen1.error(), gen2.error(), List.of(), found);
            devices(prefix + "devices[]", gen1, gen2, found);
        }
    }

    private void devices(String path, TransactionStatus gen1, TransactionStatus gen2, DifferenceList found) {
        Map<String, DeviceOutcome> one = byKey(gen1);
        Map<String, DeviceOutcome> two = byKey(gen2);
        Set<String> keys = new LinkedHashSet<>(one.keySet());
        keys.addAll(two.keySet());
        for (String key : keys) {
            device(path, new Pair(one.get(key), gen1), new Pair(two.get(key), gen2), found);
        }
        boolean all = gen1.coverage() == DeviceCoverage.ALL && gen2.coverage() == DeviceCoverage.ALL;
        if (all
                && one.keySet().equals(two.keySet())
                && !List.copyOf(one.keySet()).equals(List.copyOf(two.keySet()))) {
            found.add(path, DifferenceKind.ORDER, null, null);
        }
    }

    private void device(String path, Pair gen1, Pair gen2, DifferenceList found) {
        DeviceId id = gen1.outcome == null ? gen2.id() : gen1.id();
        if (gen1.isMissing() || gen2.isMissing()) {
            String shown = found.masked(id);
            found.add(path, DifferenceKind.MISSING, gen1.isMissing() ? null : shown, gen2.isMissing() ? null : shown);
            return;
        }
        List<DeviceId> named = List.of(id);
        errors.failures(path + ".error", gen1.error(), gen2.error(), named, found);
        if (gen1.outcome != null && gen2.outcome != null) {
            found.unknown(path + ".", gen1.unknown(), gen2.unknown(), named);
        }
    }

    private static Map<String, DeviceOutcome> byKey(TransactionStatus status) {
        Map<String, DeviceOutcome> devices = new LinkedHashMap<>();
        status.devices()
                .forEach(each -> devices.putIfAbsent(DeviceKey.of(each.id().value()), each));
        return devices;
    }

    /** What a status says of a device, named or not. */
    private record Pair(@Nullable DeviceOutcome outcome, TransactionStatus status) {
        DeviceId id() {
            return Objects.requireNonNull(outcome).id();
        }

        UnknownFields unknown() {
            return Objects.requireNonNull(outcome).unknown();
        }

        boolean isMissing() {
            return outcome == null && status.coverage() == DeviceCoverage.ALL && status.error() == null;
        }

        /** A device that is not named has the error of the transaction as a whole, or else none. */
        @Nullable ServiceError error() {
            return outcome == null ? status.error() : outcome.error();
        }
    }
}
