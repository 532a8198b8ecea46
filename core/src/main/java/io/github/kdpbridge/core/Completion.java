package io.github.kdpbridge.core;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Completes a status that names failed devices only: all submitted devices in their order, the unnamed ones as done
 * (contract, section 5).
 *
 * <p>A failed device is matched with a submitted one by its exact text, then by its {@link DeviceKey}, then without the
 * last of 15 characters, the check digit of an IMEI. A failed device that matches two submitted ones, or none, makes
 * the answer not understood: the outcome of the others is unknown.
 */
public final class Completion {
    private static final int OK = 200;
    /** A JSON string that may be an identifier. */
    private static final Pattern TEXT = Pattern.compile("\"[0-9A-Za-z _-]+\"");

    private final TransactionStatus shown;
    private final Surprises surprises;
    private final Map<String, DeviceOutcome> failed = new HashMap<>();
    private final Set<DeviceOutcome> missing = new LinkedHashSet<>();

    private Completion(TransactionStatus shown, Surprises surprises) {
        this.shown = shown;
        this.surprises = surprises;
        for (DeviceOutcome device : shown.failed()) {
            if (failed.putIfAbsent(device.id().value(), device) == null) {
                missing.add(device);
            }
        }
    }

    /**
     * Returns the status with the outcome of each submitted device. If the transaction as a whole is in error, each
     * device has that error.
     *
     * @param submitted the devices, as the caller named them
     * @param shown the service's status
     * @param surprises receives identifiers that are spelled otherwise or were never submitted
     * @throws AnswerNotUnderstoodException if a failed device was never submitted
     */
    public static TransactionStatus of(Devices submitted, TransactionStatus shown, Surprises surprises) {
        if (shown.error() != null) {
            return shown.with(DeviceOutcomes.failed(submitted, shown.error()), DeviceCoverage.ALL);
        }
        return new Completion(shown, surprises).outcomes(submitted);
    }

    private TransactionStatus outcomes(Devices submitted) {
        if (missing.isEmpty()) {
            return shown.with(DeviceOutcomes.succeeded(submitted), DeviceCoverage.ALL);
        }
        List<String> identifiers = submitted.identifiers();
        @Nullable DeviceOutcome[] found = new DeviceOutcome[identifiers.size()];
        match(identifiers, found, UnaryOperator.identity());
        matchMissing(identifiers, found, DeviceKey::of);
        matchMissing(identifiers, found, id -> DeviceKey.withoutLast(DeviceKey.of(id)));
        matchByOtherIdentifiers(identifiers, found);
        if (!missing.isEmpty()) {
            surprises.seen(Assumption.DEVICE_FIELDS, "a failed device that was never submitted");
            throw notUnderstood("%d failed devices of it were never submitted, so nothing can be said of the others"
                    .formatted(missing.size()));
        }
        DeviceOutcomes.Builder outcomes = new DeviceOutcomes.Builder();
        for (int i = 0; i < found.length; i++) {
            outcomes.add(outcome(new DeviceId(submitted.type(), identifiers.get(i)), found[i]));
        }
        return shown.with(outcomes.build(), DeviceCoverage.ALL);
    }

    /** The service may name a failed device by other identifiers than the submitted one. */
    private void matchByOtherIdentifiers(List<String> identifiers, @Nullable DeviceOutcome[] found) {
        if (missing.isEmpty()) {
            return;
        }
        failed.clear();
        for (DeviceOutcome device : missing) {
            device.unknown().json().values().stream()
                    .filter(TEXT.asMatchPredicate())
                    .map(json -> DeviceKey.of(json.substring(1, json.length() - 1)))
                    .forEach(key -> failed.putIfAbsent(key, device));
        }
        match(identifiers, found, DeviceKey::of);
    }

    /** Two submitted spellings that differ only in case and separators are one device. */
    private void requireOneOf(List<String> identifiers, @Nullable DeviceOutcome[] found, UnaryOperator<String> key) {
        Map<String, String> submitted = new HashMap<>();
        for (int i = 0; i < found.length; i++) {
            String name = key.apply(identifiers.get(i));
            if (failed.containsKey(name)) {
                String one = DeviceKey.of(identifiers.get(i));
                if (!one.equals(submitted.getOrDefault(name, one))) {
                    throw notUnderstood("a failed device of it may be either of two that were submitted");
                }
                submitted.put(name, one);
            }
        }
    }

    private AnswerNotUnderstoodException notUnderstood(String why) {
        return new AnswerNotUnderstoodException("status " + shown.transaction(), OK, why, null, false);
    }

    private DeviceOutcome outcome(DeviceId id, @Nullable DeviceOutcome failure) {
        if (failure == null) {
            return DeviceOutcome.success(id);
        }
        if (!failure.id().value().equals(id.value())) {
            surprises.seen(Assumption.IDENTIFIER_SPELLING, "an identifier that is spelled otherwise than it was sent");
        }
        return new DeviceOutcome(id, failure.error(), failure.unknown());
    }

    private void match(List<String> identifiers, @Nullable DeviceOutcome[] found, UnaryOperator<String> key) {
        if (failed.isEmpty()) {
            return;
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null) {
                found[i] = failed.get(key.apply(identifiers.get(i)));
                if (found[i] != null) {
                    missing.remove(found[i]);
                }
            }
        }
    }

    /** Two failed devices with one key may be one submitted device in two spellings. */
    private void matchMissing(List<String> identifiers, @Nullable DeviceOutcome[] found, UnaryOperator<String> key) {
        if (missing.isEmpty()) {
            return;
        }
        failed.clear();
        missing.forEach(device -> failed.putIfAbsent(key.apply(device.id().value()), device));
        requireOneOf(identifiers, found, key);
        match(identifiers, found, key);
        Set<String> matched = new HashSet<>();
        failed.forEach((name, device) -> {
            if (!missing.contains(device)) {
                matched.add(name);
            }
        });
        missing.removeIf(device -> matched.contains(key.apply(device.id().value())));
    }
}
