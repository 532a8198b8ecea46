package io.github.kdpbridge.gateway.doctor;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ErrorCatalogue.Agreement;
import io.github.kdpbridge.core.error.ErrorCatalogue.Reading;
import io.github.kdpbridge.core.error.Generation;

/** Judges errors: their form, and whether number and name are in one row of the vendor's table. */
final class ErrorJudge {
    private final ErrorCatalogue errors;
    private final ProbeReport report;

    ErrorJudge(ErrorCatalogue errors, ProbeReport report) {
        this.errors = errors;
        this.report = report;
    }

    /** Returns whether an object reports an error. */
    boolean isError(JsonValue object) {
        JsonValue code = object.get("code");
        return code.isThere() && !code.text().equals(errors.code(Generation.GEN2, Condition.SUCCESS));
    }

    /**
     * Judges an error.
     *
     * @param httpStatus the HTTP status of the answer
     * @param object the object with code, message and data
     * @return its meaning; {@link Condition#UNKNOWN} if it is not known
     */
    Condition judge(int httpStatus, JsonValue object) {
        JsonValue code = only(object.get("code"));
        JsonValue message = only(object.get("message"));
        Reading reading = errors.read(
                httpStatus,
                code.text(),
                message.isThere() ? message.text() : null,
                only(object.get("data")).text());
        String deviation = deviation(object, reading.agreement());
        if (deviation.isEmpty()) {
            report.confirm(ProbedFact.ERROR_NAMES);
        } else {
            report.contradict(ProbedFact.ERROR_NAMES, deviation + named(code, message));
        }
        return reading.error().condition();
    }

    private static String deviation(JsonValue object, Agreement agreement) {
        JsonValue code = object.get("code");
        if (code.isArray()) {
            return "an error with its values in arrays";
        }
        if (!code.isNumber()) {
            return "an error whose code is not a number";
        }
        if (!object.get("message").isThere()) {
            return "an error without a name";
        }
        return switch (agreement) {
            case AGREED -> "";
            case NUMBER_UNKNOWN -> "an error whose number is in no row of the table";
            case NUMBER_OF_ANOTHER -> "an error with the number of another name";
            case NAME_UNKNOWN -> "an error whose name is in no row of the table";
            case UNKNOWN -> "an error that is in no row of the table";
        };
    }

    private static String named(JsonValue code, JsonValue message) {
        return ", " + code.text() + (message.text().isEmpty() ? "" : " " + message.text());
    }

    /** Returns the only item of an array, the form that some errors have. */
    private static JsonValue only(JsonValue value) {
        return value.items().size() == 1 ? value.items().get(0) : value;
    }
}
