package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares an error of generation 1 with the translation of generation 2's. */
final class ErrorComparer {
    /** A longer code is no number of the service. */
    private static final Pattern CODE = Pattern.compile("[0-9]{1,8}");

    private static final Pattern PLACEHOLDER = Pattern.compile("%[12]\\$s");

    private final ErrorCatalogue errors;

    ErrorComparer(ErrorCatalogue errors) {
        this.errors = errors;
    }

    void refusals(@Nullable RefusedException gen1, @Nullable RefusedException gen2, DifferenceList found) {
        ServiceError one = gen1 == null ? null : gen1.error();
        ServiceError two = gen2 == null ? null : gen2.error();
        compare("refusal", DifferenceKind.REFUSAL, one, two, List.of(), found);
        if (gen1 != null && gen2 != null && means(gen1.error(), gen2.error())) {
            int expected = row(gen2.condition())
                    .map(condition -> errors.httpStatus(Generation.GEN1, condition))
                    .orElse(gen2.httpStatus());
            if (gen1.httpStatus() != expected) {
                found.add("refusal.httpStatus", DifferenceKind.CODE, gen1.httpStatus(), expected);
            }
        }
    }

    /** Compares the errors of a device or a transaction, either of which may be none. */
    void failures(
            String path,
            @Nullable ServiceError gen1,
            @Nullable ServiceError gen2,
            Collection<DeviceId> named,
            DifferenceList found) {
        compare(path, DifferenceKind.FAILURE, gen1, gen2, named, found);
    }

    private void compare(
            String path,
            DifferenceKind otherwise,
            @Nullable ServiceError gen1,
            @Nullable ServiceError gen2,
            Collection<DeviceId> named,
            DifferenceList found) {
        if (gen1 == null && gen2 == null) {
            return;
        }
        if (gen1 == null || gen2 == null || !means(gen1, gen2)) {
            found.add(path, otherwise, shown(gen1, found), shown(gen2, found));
            return;
        }
        ServiceError expected = errors.inGen1(gen2, null, "");
        if (!gen1.code().equals(expected.code())) {
            found.add(path + ".code", DifferenceKind.CODE, code(gen1, found), code(expected, found));
        }
        found.detail(path + ".message", gen1.message(), expected.message(), named);
        if (!fits(gen1.data(), gen2.condition())) {
            found.detail(path + ".data", gen1.data(), expected.data(), named);
        }
    }

    /** Whether both errors have one meaning: generation 1 has one code for several conditions. */
    boolean means(ServiceError gen1, ServiceError gen2) {
        return (gen1.condition() != Condition.UNKNOWN && gen1.condition() == gen2.condition())
                || gen1.code().equals(errors.inGen1(gen2, null, "").code());
    }

    /** Whether a text is the one that generation 1 has for a condition, whatever identifier it names. */
    private boolean fits(@Nullable String text, Condition condition) {
        String template = row(condition).map(it -> errors.row(it).gen1Text()).orElse(null);
        if (text == null || template == null) {
            return false;
        }
        String pattern = PLACEHOLDER
                .splitAsStream(template)
                .map(Pattern::quote)
                .reduce((left, right) -> left + ".*" + right)
                .orElse("");
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches();
    }

    private static Optional<Condition> row(Condition condition) {
        return Optional.of(condition).filter(it -> it != Condition.UNKNOWN);
    }

    private static String shown(@Nullable ServiceError error, DifferenceList found) {
        return error == null ? "done" : error.condition() + " (code " + code(error, found) + ")";
    }

    private static String code(ServiceError error, DifferenceList found) {
        return CODE.matcher(error.code()).matches() ? error.code() : found.masked(error.code());
    }
}
