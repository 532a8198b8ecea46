package io.github.kdpbridge.core.migration.shadow;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ErrorRow;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The codes and HTTP statuses that the old service really sends where generation 2 tells a condition, from pairs of
 * answers to one question. Immutable.
 *
 * @param codes how often each code of generation 1 came for a condition of generation 2
 * @param httpStatuses how often each HTTP status did, for refusals of a request
 */
public record LearntCodes(Map<Condition, Map<String, Long>> codes, Map<Condition, Map<String, Long>> httpStatuses) {
    /** A longer number is no code of the service; it may be an identifier. */
    private static final Pattern CODE = Pattern.compile("[0-9]{1,8}");

    private static final String CODE_SETTING = "wire.errors.CONDITION.gen1 = VALUE";
    private static final String STATUS_SETTING = "wire.errors.CONDITION.httpStatus = VALUE";

    private static final Pattern ERROR_STATUS = Pattern.compile("[45][0-9][0-9]");
    /** The different codes of a condition; an answer may have any. */
    private static final int MOST = 20;

    /** A lack of access is about the operator's own credentials for generation 2, not about the question. */
    private static final Set<Condition> NOT_LEARNT =
            Sets.immutableEnumSet(Condition.UNKNOWN, Condition.SUCCESS, Condition.FORBIDDEN);

    private static final LearntCodes NONE = new LearntCodes(Map.of(), Map.of());

    public LearntCodes {
        codes = copy(codes);
        httpStatuses = copy(httpStatuses);
    }

    /** Has learnt no code and no status. */
    public static LearntCodes none() {
        return NONE;
    }

    /** How the traffic fits a row of the catalogue. */
    public enum Seen {
        /** The old service sends what the catalogue says. */
        SO,
        /** It sends something else. */
        OTHERWISE,
        /** It was not seen. */
        NOT
    }

    /**
     * What was learnt of a condition.
     *
     * @param condition the condition that generation 2 told
     * @param seen whether generation 1 has the catalogue's code and HTTP status for it
     * @param codes how often each code of generation 1 came
     * @param httpStatuses how often each HTTP status came with a refusal
     * @param settings the lines of the gateway's configuration that correct the catalogue; none if it is right, or if
     *     generation 1 has several codes or statuses, among which a person must choose
     */
    public record Row(
            Condition condition,
            Seen seen,
            Map<String, Long> codes,
            Map<String, Long> httpStatuses,
            List<String> settings) {}

    /** Learns from two refusals of one question; generation 1's must be one that the service sent as such. */
    private LearntCodes refused(RefusedException gen1, RefusedException gen2) {
        return gen1.isFinal() ? with(gen2.error(), gen1.error(), Integer.toString(gen1.httpStatus())) : this;
    }

    /** Learns from the devices that failed in both status of a transaction. */
    private LearntCodes status(TransactionStatus gen1, TransactionStatus gen2) {
        Map<String, ServiceError> failed = new HashMap<>();
        for (DeviceOutcome device : gen2.failed()) {
            failed.putIfAbsent(DeviceKey.of(device.id().value()), device.error());
        }
        LearntCodes learnt = this;
        for (DeviceOutcome device : gen1.failed()) {
            ServiceError two = failed.get(DeviceKey.of(device.id().value()));
            if (two != null && device.error() != null) {
                learnt = learnt.with(two, device.error(), null);
            }
        }
        return learnt;
    }

    /** Learns from two answers to one question: refusals, or two status of a transaction. */
    public LearntCodes pair(Answer<?> gen1, Answer<?> gen2) {
        RefusedException first = gen1.refusal();
        RefusedException second = gen2.refusal();
        if (first != null && second != null) {
            return refused(first, second);
        }
        return gen1.value() instanceof TransactionStatus one && gen2.value() instanceof TransactionStatus two
                ? status(one, two)
                : this;
    }

    /** Returns the sums of the counts of both. */
    public LearntCodes plus(LearntCodes other) {
        return new LearntCodes(sum(codes, other.codes), sum(httpStatuses, other.httpStatuses));
    }

    /** Returns a row for each condition of a catalogue that both generations can tell, in its order. */
    public List<Row> rows(ErrorCatalogue catalogue) {
        return catalogue.rows().stream()
                .filter(row -> row.condition() != Condition.SUCCESS)
                .map(row -> row(row, catalogue))
                .toList();
    }

    /** Returns the lines of the gateway's configuration that correct a catalogue. */
    public List<String> settings(ErrorCatalogue catalogue) {
        return rows(catalogue).stream().flatMap(row -> row.settings().stream()).toList();
    }

    private Row row(ErrorRow row, ErrorCatalogue catalogue) {
        Condition condition = row.condition();
        Map<String, Long> ofCode = codes.getOrDefault(condition, Map.of());
        Map<String, Long> ofStatus = httpStatuses.getOrDefault(condition, Map.of());
        String code = catalogue.code(Generation.GEN1, condition);
        String status = Integer.toString(catalogue.httpStatus(Generation.GEN1, condition));
        boolean asSaid =
                List.of(code).containsAll(ofCode.keySet()) && List.of(status).containsAll(ofStatus.keySet());
        List<String> settings = new ArrayList<>();
        setting(settings, condition, CODE_SETTING, ofCode, code, CODE);
        setting(settings, condition, STATUS_SETTING, ofStatus, status, ERROR_STATUS);
        return new Row(
                condition,
                ofCode.isEmpty() ? Seen.NOT : asSaid ? Seen.SO : Seen.OTHERWISE,
                ofCode,
                ofStatus,
                List.copyOf(settings));
    }

    private static void setting(
            List<String> settings,
            Condition condition,
            String line,
            Map<String, Long> seen,
            String said,
            Pattern accepted) {
        if (seen.size() == 1 && !seen.containsKey(said)) {
            String value = seen.keySet().iterator().next();
            if (accepted.matcher(value).matches()) {
                settings.add(line.replace("CONDITION", condition.name()).replace("VALUE", value));
            }
        }
    }

    private LearntCodes with(ServiceError gen2, ServiceError gen1, @Nullable String httpStatus) {
        Condition condition = gen2.condition();
        if (NOT_LEARNT.contains(condition) || !CODE.matcher(gen1.code()).matches()) {
            return this;
        }
        Map<Condition, Map<String, Long>> status =
                httpStatus == null ? Map.of() : Map.of(condition, Map.of(httpStatus, 1L));
        return plus(new LearntCodes(Map.of(condition, Map.of(gen1.code(), 1L)), status));
    }

    private static Map<Condition, Map<String, Long>> sum(
            Map<Condition, Map<String, Long>> one, Map<Condition, Map<String, Long>> other) {
        Map<Condition, Map<String, Long>> sums = new EnumMap<>(Condition.class);
        one.forEach((condition, counts) -> sums.put(condition, new TreeMap<>(counts)));
        other.forEach((condition, counts) -> {
            Map<String, Long> sum = sums.computeIfAbsent(condition, any -> new TreeMap<>());
            counts.forEach((value, count) -> {
                if (sum.size() < MOST || sum.containsKey(value)) {
                    sum.merge(value, count, Long::sum);
                }
            });
        });
        return sums;
    }

    private static Map<Condition, Map<String, Long>> copy(Map<Condition, Map<String, Long>> counts) {
        ImmutableMap.Builder<Condition, Map<String, Long>> copy = ImmutableMap.builder();
        counts.forEach((condition, each) -> copy.put(condition, ImmutableMap.copyOf(each)));
        return copy.buildOrThrow();
    }
}
