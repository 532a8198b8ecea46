package io.github.kdpbridge.gateway.admin;

import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.gateway.admin.message.AdminJson;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer to an operator.
 *
 * @param status the HTTP status
 * @param json the body
 * @param error what was not done as it was asked for, in one line; null if all was
 */
public record AdminAnswer(int status, String json, @Nullable String error) {
    private static final int OK = 200;

    public AdminAnswer {
        Objects.requireNonNull(json, "json");
    }

    static <T> AdminAnswer of(Class<T> type, T message) {
        return new AdminAnswer(OK, AdminJson.write(type, message), null);
    }

    /** Returns what was done with units; as a refusal if that is nothing. */
    static AdminAnswer of(Acted acted) {
        String error = Refusals.of(acted);
        int status = Refusals.status(acted);
        String json = status == OK
                ? AdminJson.write(Acted.class, acted)
                : AdminJson.write(
                        Told.NotDone.class,
                        new Told.NotDone(String.valueOf(error), acted.units(), acted.stopped(), acted.act()));
        return new AdminAnswer(status, json, error);
    }

    /** Returns a refusal. */
    public static AdminAnswer refusal(int status, String error) {
        return refusal(status, error, null);
    }

    static AdminAnswer refusal(int status, String error, @Nullable String reason) {
        return new AdminAnswer(status, AdminJson.write(Told.Refusal.class, new Told.Refusal(error, reason)), error);
    }
}
