package io.github.kdpbridge.core.error;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.error.ErrorCatalogue.Agreement;
import io.github.kdpbridge.core.error.ErrorCatalogue.Reading;
import io.github.kdpbridge.core.error.ErrorRow.Wording;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names and numbers of one generation. If rows share one, the first row has it.
 *
 * @param byName the condition of each name
 * @param byCode the condition of each number
 */
record Vocabulary(ImmutableMap<String, Condition> byName, ImmutableMap<String, Condition> byCode) {
    static Vocabulary gen2(Collection<ErrorRow> rows) {
        return of(rows.stream(), Generation.GEN2);
    }

    static Vocabulary gen1(Collection<ErrorRow> rows, ErrorLevel level) {
        return of(rows.stream().sorted(Comparator.comparingInt(row -> rank(row, level))), Generation.GEN1);
    }

    /** Generation 1 has no tokens, so what it says is never about one. */
    private static int rank(ErrorRow row, ErrorLevel level) {
        Condition condition = row.condition();
        boolean ownName = row.gen1().name().equals(condition.name());
        if (ownName && (condition.isOfToken() || condition.isOfAccess())) {
            return 4;
        }
        return (row.level() == level ? 0 : 2) + (ownName ? 0 : 1);
    }

    private static Vocabulary of(Stream<ErrorRow> rows, Generation generation) {
        Map<String, Condition> names = new LinkedHashMap<>();
        Map<String, Condition> codes = new LinkedHashMap<>();
        rows.forEach(row -> {
            Wording wording = row.wording(generation);
            if (wording != null) {
                names.putIfAbsent(wording.name(), row.condition());
                codes.putIfAbsent(wording.code(), row.condition());
            }
        });
        return new Vocabulary(ImmutableMap.copyOf(names), ImmutableMap.copyOf(codes));
    }

    /** Interprets an error; {@link ErrorCatalogue#read} has the rules. */
    Reading read(int httpStatus, String code, @Nullable String message, @Nullable String data) {
        Objects.requireNonNull(code, "code");
        String name = message == null ? "" : message.strip();
        Condition named = byName.get(name);
        Condition numbered = byCode.get(code.strip());
        if (named != null && isAuthorizationFailure(named)) {
            named = authorizationFailure(httpStatus, code);
        }
        Condition condition = named != null ? named : Objects.requireNonNullElse(numbered, Condition.UNKNOWN);
        ServiceError error = new ServiceError(condition, code, message == null ? "" : message, data);
        return new Reading(error, agreement(name, named, numbered));
    }

    private static Agreement agreement(String name, @Nullable Condition named, @Nullable Condition numbered) {
        if (named == null) {
            return numbered == null ? Agreement.UNKNOWN : name.isEmpty() ? Agreement.AGREED : Agreement.NAME_UNKNOWN;
        }
        if (numbered == null) {
            return Agreement.NUMBER_UNKNOWN;
        }
        boolean sameNumber = numbered == named || (isAuthorizationFailure(named) && isAuthorizationFailure(numbered));
        return sameNumber ? Agreement.AGREED : Agreement.NUMBER_OF_ANOTHER;
    }

    private static boolean isAuthorizationFailure(Condition condition) {
        return condition == Condition.UNAUTHENTICATED || condition == Condition.FORBIDDEN;
    }

    private static Condition authorizationFailure(int httpStatus, String code) {
        if (httpStatus == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return Condition.UNAUTHENTICATED;
        }
        if (httpStatus == HttpURLConnection.HTTP_FORBIDDEN) {
            return Condition.FORBIDDEN;
        }
        return code.startsWith("401") ? Condition.UNAUTHENTICATED : Condition.FORBIDDEN;
    }
}
