package io.github.kdpbridge.core.error;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.error.ErrorRow.Wording;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names, numbers and HTTP statuses that each generation gives to each condition (contract, section 8).
 *
 * <p>{@link #standard()} holds generation 2's documented table, and the known part of generation 1's; several numbers
 * of generation 1 are assumed. {@link #withCode} and {@link #withHttpStatus} correct a row.
 *
 * <p>The vendor prints numbers wrong and names right. {@link #read} therefore lets the name decide.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class ErrorCatalogue {
    /** Eight digits: an HTTP status, and five more. */
    private static final Pattern GEN2_CODE = Pattern.compile("[1-5][0-9]{7}");

    private static final String IDENTIFIER = "%1$s";
    private static final int STATUS_DIGITS = 3;
    private static final int LAST_DIGITS = 4;

    private static final ErrorCatalogue STANDARD = new ErrorCatalogue(ErrorTable.rows());

    private final ImmutableMap<Condition, ErrorRow> rows;
    private final Vocabulary gen2;
    private final Vocabulary gen1Requests;
    private final Vocabulary gen1Devices;

    private ErrorCatalogue(Map<Condition, ErrorRow> rows) {
        this.rows = Maps.immutableEnumMap(rows);
        this.gen2 = Vocabulary.gen2(this.rows.values());
        this.gen1Requests = Vocabulary.gen1(this.rows.values(), ErrorLevel.REQUEST);
        this.gen1Devices = Vocabulary.gen1(this.rows.values(), ErrorLevel.DEVICE);
    }

    /** Returns the catalogue of the documented rows, and of assumed ones where there is no documentation. */
    public static ErrorCatalogue standard() {
        return STANDARD;
    }

    /** Returns all rows, in the order of the conditions. */
    public ImmutableList<ErrorRow> rows() {
        return rows.values().asList();
    }

    /**
     * Returns the row of a condition.
     *
     * @throws IllegalArgumentException for {@link Condition#UNKNOWN}, which has none
     */
    public ErrorRow row(Condition condition) {
        ErrorRow row = rows.get(Objects.requireNonNull(condition, "condition"));
        checkArgument(row != null, "%s is not in the catalogue", condition);
        return row;
    }

    /**
     * Returns the number that a generation gives to a condition.
     *
     * @throws IllegalArgumentException if it gives none
     */
    public String code(Generation generation, Condition condition) {
        return wording(generation, condition).code();
    }

    /**
     * Returns the name that a generation gives to a condition.
     *
     * @throws IllegalArgumentException if it gives none
     */
    public String name(Generation generation, Condition condition) {
        return wording(generation, condition).name();
    }

    /**
     * Returns the HTTP status of a request that a generation refuses for a condition.
     *
     * @throws IllegalArgumentException if it does not know the condition
     */
    public int httpStatus(Generation generation, Condition condition) {
        return wording(generation, condition).httpStatus();
    }

    /**
     * Interprets a number, a name and an HTTP status of generation 2 by these rules, in order (contract, section 8):
     *
     * <ol>
     *   <li>a name of the table decides, for any number;
     *   <li>{@code AUTHORIZATION_FAIL} stands for two conditions: the HTTP status decides, then the first digits;
     *   <li>with an unknown name, a number of the table decides;
     *   <li>where name and number are of two rows, the name decides;
     *   <li>where both are unknown, the condition is {@link Condition#UNKNOWN}.
     * </ol>
     *
     * @param httpStatus the HTTP status of the answer
     * @param code the number, as the service sent it
     * @param message the name, as the service sent it; null if it sent none
     * @param data the text for people; null if the service sent none
     */
    public Reading read(int httpStatus, String code, @Nullable String message, @Nullable String data) {
        Reading reading = gen2.read(httpStatus, code, message, data);
        ServiceError error = reading.error();
        boolean ofReseller =
                error.condition() == Condition.RESOURCE_INVALID_PARAM && data != null && data.contains("resellerId");
        return ofReseller
                ? new Reading(
                        new ServiceError(Condition.RESELLER_ID_MISSING, code, error.message(), data),
                        reading.agreement())
                : reading;
    }

    /**
     * Interprets a number, a name and an HTTP status of generation 1 by the same rules. Generation 1 has one word for several
     * conditions (assumed): a word of a device's error is one of devices, and one of a request's error the condition of that
     * name.
     *
     * @param level whether the error is about the request or one device
     * @param httpStatus the HTTP status of the answer
     * @param code the number, as the service sent it
     * @param message the name, as the service sent it; null if it sent none
     * @param data the text for people; null if the service sent none
     */
    public Reading readGen1(
            ErrorLevel level, int httpStatus, String code, @Nullable String message, @Nullable String data) {
        Vocabulary words = level == ErrorLevel.REQUEST ? gen1Requests : gen1Devices;
        return words.read(httpStatus, code, message, data);
    }

    /**
     * Translates an error of generation 2 to generation 1.
     *
     * <p>A condition without a row keeps its name and text. Its number becomes the first three and the last four of its
     * eight digits, as with the conditions that both generations number (assumed); any other number stays as it is.
     *
     * @param identifier the subject of the error, for texts that name it: a device, a customer, a transaction; null to
     *     keep generation 2's text
     * @param field the name of the identifier's field in generation 1, {@code imei} for example
     */
    public ServiceError inGen1(ServiceError error, @Nullable String identifier, String field) {
        ErrorRow row = rows.get(error.condition());
        if (row == null) {
            return new ServiceError(error.condition(), sevenDigits(error.code()), error.message(), error.data());
        }
        String template = row.gen1Text();
        return new ServiceError(
                error.condition(),
                row.gen1().code(),
                row.gen1().name(),
                template == null || (identifier == null && template.contains(IDENTIFIER))
                        ? error.data()
                        : template.formatted(identifier, field));
    }

    private static String sevenDigits(String code) {
        return GEN2_CODE.matcher(code).matches()
                ? code.substring(0, STATUS_DIGITS) + code.substring(code.length() - LAST_DIGITS)
                : code;
    }

    /**
     * Returns a catalogue in which a generation gives another number to a condition.
     *
     * @throws IllegalArgumentException if the number is empty, or the generation does not know the condition
     */
    public ErrorCatalogue withCode(Generation generation, Condition condition, String code) {
        Objects.requireNonNull(code, "code");
        checkArgument(!code.isEmpty(), "the code of %s is empty", condition);
        Wording changed = wording(generation, condition).withCode(code);
        ErrorRow row = row(condition);
        return with(
                generation == Generation.GEN1
                        ? new ErrorRow(condition, row.level(), row.gen2(), changed, row.gen1Text(), row.evidence())
                        : new ErrorRow(condition, row.level(), changed, row.gen1(), row.gen1Text(), row.evidence()));
    }

    /** Returns a catalogue in which generation 1 refuses a request for a condition with another HTTP status. */
    public ErrorCatalogue withHttpStatus(Condition condition, int httpStatus) {
        checkArgument(httpStatus >= 100 && httpStatus <= 599, "not an HTTP status: %s", httpStatus);
        ErrorRow row = row(condition);
        Wording changed = new Wording(row.gen1().code(), row.gen1().name(), httpStatus);
        return with(new ErrorRow(condition, row.level(), row.gen2(), changed, row.gen1Text(), row.evidence()));
    }

    private ErrorCatalogue with(ErrorRow changed) {
        Map<Condition, ErrorRow> copy = new LinkedHashMap<>(rows);
        copy.put(changed.condition(), changed);
        return new ErrorCatalogue(copy);
    }

    private Wording wording(Generation generation, Condition condition) {
        Wording wording = row(condition).wording(generation);
        checkArgument(wording != null, "%s has no word for %s", generation, condition);
        return wording;
    }

    /** How number and name of an error fit the table. */
    public enum Agreement {
        /** Both are in one row, or the number is and there is no name. */
        AGREED,
        /** The name is known, the number is in no row: a misprint. */
        NUMBER_UNKNOWN,
        /** The name is known, the number belongs to another row. */
        NUMBER_OF_ANOTHER,
        /** The number is known, the name is not. */
        NAME_UNKNOWN,
        /** Neither is known. */
        UNKNOWN
    }

    /**
     * An error, as read.
     *
     * @param error the error
     * @param agreement how its number and name fit the table
     */
    public record Reading(ServiceError error, Agreement agreement) {
        public Reading {
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(agreement, "agreement");
        }
    }
}
