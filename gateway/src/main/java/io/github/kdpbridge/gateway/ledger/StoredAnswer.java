package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Enums;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.ledger.Outcome;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service's answer to a write, stored as JSON. Moshi sets the fields; absent ones stay null. */
final class StoredAnswer {
    private static final JsonAdapter<StoredAnswer> JSON =
            new Moshi.Builder().build().adapter(StoredAnswer.class);

    /** Of a receipt; unknown fields as JSON text. */
    private @Nullable String transaction;

    private @Nullable String state;
    private @Nullable Map<String, String> unknown;

    /** Of a refusal. */
    private @Nullable String condition;

    private @Nullable String code;
    private @Nullable String message;
    private @Nullable String data;
    private @Nullable Integer httpStatus;

    /** When the id was first reported as taken, in milliseconds since 1970. */
    private @Nullable Long since;

    private StoredAnswer() {}

    /** The outcomes by their stored names. */
    enum Kind {
        OPEN,
        ACCEPTED,
        REFUSED,
        ABSENT,
        CONTESTED;

        static Kind of(Outcome outcome) {
            if (outcome instanceof Outcome.Accepted) {
                return ACCEPTED;
            }
            if (outcome instanceof Outcome.Refused) {
                return REFUSED;
            }
            if (outcome instanceof Outcome.Contested) {
                return CONTESTED;
            }
            return outcome instanceof Outcome.Open ? OPEN : ABSENT;
        }
    }

    /** Returns the JSON to store with the kind of an outcome; null for none. */
    static @Nullable String write(Outcome outcome) {
        StoredAnswer answer = new StoredAnswer();
        if (outcome instanceof Outcome.Accepted accepted) {
            Receipt receipt = accepted.receipt();
            answer.transaction = receipt.transaction().value();
            answer.state = receipt.state().name();
            answer.unknown =
                    receipt.unknown().isEmpty() ? null : receipt.unknown().json();
        } else if (outcome instanceof Outcome.Refused refused) {
            ServiceError error = refused.error();
            answer.condition = error.condition().name();
            answer.code = error.code();
            answer.message = error.message();
            answer.data = error.data();
            answer.httpStatus = refused.httpStatus();
        } else if (outcome instanceof Outcome.Contested contested) {
            answer.since = contested.since().toEpochMilli();
        } else {
            return null;
        }
        return JSON.toJson(answer);
    }

    /**
     * Reads the outcome of a write.
     *
     * @throws IllegalArgumentException if it is malformed, or one that only a later version knows; the message names the write
     */
    static Outcome read(ResultSet row) throws SQLException {
        String json = row.getString("answer");
        return switch (LaterVersion.required(
                Kind.class, row.getString("outcome"), "the outcome of write " + row.getString("id"))) {
            case OPEN -> Outcome.open();
            case ABSENT -> Outcome.absent();
            case ACCEPTED -> answer(json).accepted();
            case REFUSED -> answer(json).refused();
            case CONTESTED -> answer(json).contested();
        };
    }

    private static StoredAnswer answer(@Nullable String json) {
        try {
            StoredAnswer answer = json == null ? null : JSON.fromJson(json);
            if (answer == null) {
                throw new IllegalArgumentException("the ledger holds an outcome without its answer");
            }
            return answer;
        } catch (IOException | JsonDataException e) {
            throw new IllegalArgumentException("the ledger holds an answer that cannot be read: " + e.getMessage(), e);
        }
    }

    private Outcome accepted() {
        return new Outcome.Accepted(new Receipt(
                TransactionId.of(String.valueOf(transaction)),
                new TransactionState(String.valueOf(state)),
                unknown == null ? UnknownFields.none() : UnknownFields.of(unknown)));
    }

    private Outcome refused() {
        return new Outcome.Refused(
                new ServiceError(
                        condition(String.valueOf(condition)), String.valueOf(code), String.valueOf(message), data),
                httpStatus == null ? 0 : httpStatus);
    }

    private Outcome contested() {
        return new Outcome.Contested(Instant.ofEpochMilli(since == null ? 0 : since));
    }

    /**
     * Returns a condition by its name; UNKNOWN for a name of another version, whose code and text are stored as well.
     */
    static Condition condition(String name) {
        return Enums.getIfPresent(Condition.class, name).or(Condition.UNKNOWN);
    }
}
