package io.github.kdpbridge.simulator;

import io.github.kdpbridge.simulator.http.AuthFault;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Faults as the control API writes and reads them. */
final class FaultJson {
    private static final Set<Fault.Kind> WAITING =
            Set.of(Fault.Kind.DELAY, Fault.Kind.DELAY_ANSWER, Fault.Kind.TRICKLE);
    private static final long LONGEST_DELAY_MILLIS = Duration.ofHours(1).toMillis();

    private FaultJson() {}

    static Fields write(Fault fault) {
        AuthFault auth = fault.auth();
        return new Fields()
                .and("path", fault.path())
                .and("kind", fault.kind().wireName())
                .and("auth", auth == null ? null : auth.name())
                .and("status", fault.kind() == Fault.Kind.STATUS ? fault.status() : null)
                .and(
                        "delayMillis",
                        WAITING.contains(fault.kind()) ? fault.delay().toMillis() : null)
                .and("times", fault.times())
                .and("headers", fault.headers().isEmpty() ? null : fault.headers())
                .and("body", auth == null ? fault.body() : null);
    }

    static Fault read(JsonValue body) throws JsonProblem {
        Fault fault = create(kind(body.field("kind")), body.field("path").text(), body);
        JsonValue times = body.field("times");
        if (!times.isAbsent()) {
            fault = fault.times((int) times.number(1, Integer.MAX_VALUE));
        }
        JsonValue headers = body.field("headers").objectOrEmpty();
        for (String name : headers.names()) {
            fault = fault.header(name, headers.field(name).text());
        }
        JsonValue text = body.field("body");
        return text.isAbsent() ? fault : fault.body(text.text());
    }

    private static Fault create(Fault.Kind kind, String path, JsonValue body) throws JsonProblem {
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

    private static AuthFault auth(JsonValue field) throws JsonProblem {
        return choice(field, AuthFault.values(), AuthFault::name);
    }

    private static Duration delay(JsonValue body) throws JsonProblem {
        return Duration.ofMillis(body.field("delayMillis").number(0, LONGEST_DELAY_MILLIS));
    }

    private static Fault.Kind kind(JsonValue field) throws JsonProblem {
        return choice(field, Fault.Kind.values(), Fault.Kind::wireName);
    }

    private static <T> T choice(JsonValue field, T[] values, Function<T, String> name) throws JsonProblem {
        String text = field.text();
        return Arrays.stream(values)
                .filter(it -> name.apply(it).equals(text))
                .findFirst()
                .orElseThrow(() -> field.problem(
                        "must be one of " + Arrays.stream(values).map(name).collect(Collectors.joining(", "))));
    }
}
