package io.github.kdpbridge.simulator;

import io.github.kdpbridge.simulator.http.AuthFault;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.json.JsonField;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A fault in the control API. */
record FaultDto(
        String path,
        String kind,
        @Nullable String auth,
        @Nullable Integer status,
        @Nullable Long delayMillis,
        int times,
        @Nullable Map<String, String> headers,
        @Nullable String body) {
    private static final Set<Fault.Kind> WAITING =
            Set.of(Fault.Kind.DELAY, Fault.Kind.DELAY_ANSWER, Fault.Kind.TRICKLE);
    private static final long LONGEST_DELAY_MILLIS = Duration.ofHours(1).toMillis();

    static FaultDto of(Fault fault) {
        AuthFault auth = fault.auth();
        return new FaultDto(
                fault.path(),
                fault.kind().wireName(),
                auth == null ? null : auth.name(),
                fault.kind() == Fault.Kind.STATUS ? fault.status() : null,
                WAITING.contains(fault.kind()) ? fault.delay().toMillis() : null,
                fault.times(),
                fault.headers().isEmpty() ? null : fault.headers(),
                auth == null ? fault.body() : null);
    }

    static Fault read(JsonObject body) throws JsonProblem {
        Fault fault = create(kind(body.field("kind")), body.field("path").text(), body);
        JsonField times = body.field("times");
        if (!times.isAbsent()) {
            fault = fault.times((int) times.number(1, Integer.MAX_VALUE));
        }
        JsonObject headers = body.field("headers").objectOrEmpty();
        for (String name : headers.names()) {
            fault = fault.header(name, headers.field(name).text());
        }
        JsonField text = body.field("body");
        return text.isAbsent() ? fault : fault.body(text.text());
    }

    private static Fault create(Fault.Kind kind, String path, JsonObject body) throws JsonProblem {
        return switch (kind) {
            case STATUS -> Fault.status(path, (int) body.field("status").number(200, 599));
            case AUTH -> Fault.auth(path, auth(body.field("auth")));
            case DELAY -> Fault.delay(path, delay(body));
            case DELAY_ANSWER -> Fault.delayAnswer(path, delay(body));
            case DROP_BEFORE -> Fault.dropBefore(path);
            case DROP_AFTER -> Fault.dropAfter(path);
            case TRUNCATE -> Fault.truncate(path);
            case TRICKLE -> Fault.trickle(path, delay(body));
            case ENDLESS -> Fault.endless(path);
        };
    }

    private static AuthFault auth(JsonField field) throws JsonProblem {
        String name = field.text();
        return Arrays.stream(AuthFault.values())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> field.problem("must be one of "
                        + Arrays.stream(AuthFault.values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static Duration delay(JsonObject body) throws JsonProblem {
        return Duration.ofMillis(body.field("delayMillis").number(0, LONGEST_DELAY_MILLIS));
    }

    private static Fault.Kind kind(JsonField field) throws JsonProblem {
        String name = field.text();
        return Arrays.stream(Fault.Kind.values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new JsonProblem(field.path() + " must be one of "
                        + Arrays.stream(Fault.Kind.values())
                                .map(Fault.Kind::wireName)
                                .collect(Collectors.joining(", "))));
    }
}
