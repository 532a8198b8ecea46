package io.github.kdpbridge.core.error;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which code each generation gives to each condition, the HTTP status it comes with, and the way back.
 *
 * <p>{@link #standard()} holds what is publicly known of the service; several codes are assumed, because the vendor
 * publishes no number. Whoever finds one wrong mends it with {@link #withCode} or {@link #withHttpStatus}.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class ErrorCatalogue {
    private static final ErrorCatalogue STANDARD = new ErrorCatalogue(table(
            new Row(Condition.SUCCESS, 200, ErrorLevel.REQUEST, "2000000", "2000000"),
            new Row(Condition.RESOURCE_INVALID_PARAM, 400, ErrorLevel.REQUEST, "4000000", "40000000"),
            new Row(Condition.RESELLER_ID_MISSING, 400, ErrorLevel.REQUEST, "4002101", "40000000"),
            new Row(Condition.DEVICE_INVALID, 400, ErrorLevel.DEVICE, "4002102", "40000004"),
            new Row(Condition.CUSTOMER_ID_INVALID, 400, ErrorLevel.REQUEST, "4002104", "40000011"),
            new Row(Condition.RESELLER_CUSTOMER_DEVICE_NOT_FOUND, 400, ErrorLevel.DEVICE, "40000044", "40000044"),
            new Row(Condition.AUTHORIZATION_FAIL, 403, ErrorLevel.REQUEST, "4030000", "40300000"),
            new Row(Condition.RESELLER_NOT_FOUND, 404, ErrorLevel.REQUEST, "4042101", "40400001"),
            new Row(Condition.CUSTOMER_NOT_FOUND, 404, ErrorLevel.REQUEST, "4042104", "40400004"),
            new Row(Condition.TRANSACTION_NOT_FOUND, 404, ErrorLevel.REQUEST, "4042105", "40400005"),
            new Row(Condition.RESELLER_DEVICE_ALREADY_EXISTS, 409, ErrorLevel.DEVICE, "4092100", "40900000"),
            new Row(Condition.DUPLICATE_TRANSACTION_ID, 409, ErrorLevel.REQUEST, "4092101", "40900001"),
            new Row(Condition.DEVICE_COUNT_EXCEEDED, 400, ErrorLevel.REQUEST, "4002106", "40000006"),
            new Row(Condition.ACCESS_TOKEN_BAD_REQUEST, 401, ErrorLevel.REQUEST, "4012250", "4012250"),
            new Row(Condition.INTERNAL_SERVER_ERROR, 500, ErrorLevel.REQUEST, "5000000", "50000000")));

    /** In the order of the table: of two conditions that share a code, the first is what the bare code means. */
    private final ImmutableMap<Condition, Row> rows;

    /** What the bare codes of each generation mean: a status may have very many. */
    private final ImmutableMap<Generation, ImmutableMap<String, Condition>> conditions;

    private ErrorCatalogue(Map<Condition, Row> rows) {
        this.rows = Maps.immutableEnumMap(rows);
        this.conditions = Maps.toMap(EnumSet.allOf(Generation.class), this::conditions);
    }

    private ImmutableMap<String, Condition> conditions(Generation generation) {
        Map<String, Condition> byCode = new LinkedHashMap<>();
        rows.values().forEach(row -> byCode.putIfAbsent(row.code(generation), row.condition()));
        return ImmutableMap.copyOf(byCode);
    }

    private static Map<Condition, Row> table(Row... rows) {
        return Maps.uniqueIndex(List.of(rows), Row::condition);
    }

    /** Returns the catalogue of what is publicly known, and of what is assumed where nothing is. */
    public static ErrorCatalogue standard() {
        return STANDARD;
    }

    /**
     * Returns the code that a generation gives to a condition.
     *
     * @throws IllegalArgumentException for {@link Condition#UNKNOWN}, which has no code of its own
     */
    public String code(Generation generation, Condition condition) {
        return row(condition).code(generation);
    }

    /**
     * Returns the HTTP status that a condition comes with, in either generation. A condition of
     * {@link ErrorLevel#DEVICE} comes inside an answer with status 200 when it speaks of one device.
     *
     * @throws IllegalArgumentException for {@link Condition#UNKNOWN}, which has the status that it came with
     */
    public int httpStatus(Condition condition) {
        return row(condition).httpStatus();
    }

    /**
     * Returns what a condition speaks of.
     *
     * @throws IllegalArgumentException for {@link Condition#UNKNOWN}
     */
    public ErrorLevel level(Condition condition) {
        return row(condition).level();
    }

    /**
     * Returns what a code means in a generation, or {@link Condition#UNKNOWN}.
     *
     * @param data the text that came with the code; generation 2 has no code of its own for a missing reseller id and
     *     names the parameter here (assumed)
     */
    public Condition condition(Generation generation, String code, @Nullable String data) {
        Objects.requireNonNull(code, "code");
        Condition found = Objects.requireNonNull(conditions.get(generation)).getOrDefault(code, Condition.UNKNOWN);
        boolean sharesResellerIdMissing = found == Condition.RESOURCE_INVALID_PARAM
                && code(generation, Condition.RESELLER_ID_MISSING).equals(code);
        return sharesResellerIdMissing && data != null && data.contains("resellerId")
                ? Condition.RESELLER_ID_MISSING
                : found;
    }

    /**
     * Returns what a generation's code and texts mean.
     *
     * @param message the name of the condition as the service sent it; null if it sent none
     * @param data the text for people; null if the service sent none
     */
    public ServiceError error(Generation generation, String code, @Nullable String message, @Nullable String data) {
        return new ServiceError(condition(generation, code, data), code, message == null ? "" : message, data);
    }

    /** Returns a catalogue in which a generation gives another code to a condition. */
    public ErrorCatalogue withCode(Generation generation, Condition condition, String code) {
        Objects.requireNonNull(code, "code");
        checkArgument(!code.isEmpty(), "the code of %s is empty", condition);
        return with(row(condition).withCode(generation, code));
    }

    /** Returns a catalogue in which a condition comes with another HTTP status. */
    public ErrorCatalogue withHttpStatus(Condition condition, int httpStatus) {
        checkArgument(httpStatus >= 100 && httpStatus <= 599, "not an HTTP status: %s", httpStatus);
        Row row = row(condition);
        return with(new Row(condition, httpStatus, row.level(), row.gen1Code(), row.gen2Code()));
    }

    private ErrorCatalogue with(Row changed) {
        Map<Condition, Row> copy = Maps.newEnumMap(rows);
        copy.put(changed.condition(), changed);
        return new ErrorCatalogue(copy);
    }

    private Row row(Condition condition) {
        Row row = rows.get(Objects.requireNonNull(condition, "condition"));
        checkArgument(row != null, "%s is not in the catalogue", condition);
        return row;
    }

    /** One line of the table. */
    private record Row(Condition condition, int httpStatus, ErrorLevel level, String gen1Code, String gen2Code) {
        String code(Generation generation) {
            return generation == Generation.GEN1 ? gen1Code : gen2Code;
        }

        Row withCode(Generation generation, String code) {
            return generation == Generation.GEN1
                    ? new Row(condition, httpStatus, level, code, gen2Code)
                    : new Row(condition, httpStatus, level, gen1Code, code);
        }
    }
}
