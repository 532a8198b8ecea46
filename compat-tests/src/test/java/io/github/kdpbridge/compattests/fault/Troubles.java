package io.github.kdpbridge.compattests.fault;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.compattests.fault.Trouble.Traits;
import io.github.kdpbridge.simulator.http.AuthFault;
import io.github.kdpbridge.simulator.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All that goes wrong, in the order of the tables. */
final class Troubles {
    /**
     * How long the bridge waits for an impatient answer; half of it without a byte. So long that a busy machine, on which a
     * process stands still for some hundred milliseconds, does not make a good answer late.
     */
    static final Duration REQUEST_TIMEOUT = Duration.ofMillis(2400);

    private static final Duration NEVER = Duration.ofHours(1);
    /** So long after the bridge has given up that it cannot be in time, however busy the machine is. */
    private static final Duration LATE = Duration.ofSeconds(9);

    private static final Duration EACH_BYTE = Duration.ofMillis(100);
    private static final List<String> TOKENS = List.of("/ams/v1/users/accesstoken", "/ams/v1/oauth2/token");
    private static final int ALWAYS = Integer.MAX_VALUE;

    static final ImmutableList<Trouble> ALL = ImmutableList.<Trouble>builder()
            .add(Trouble.of("host name unknown", Traits.BY_NAME, (stage, operation) -> stage.forgetName()))
            .add(Trouble.of("connections refused", Traits.COLD, Troubles::refuse))
            .add(Trouble.of("connections lost, and then refused", Traits.USUAL, Troubles::refuse))
            .addAll(both("connection closed before the effect", Traits.USUAL, Fault::dropBefore))
            .addAll(both("connection closed after the effect", Traits.USUAL, Fault::dropAfter))
            .addAll(both("time-out, no effect", Traits.IMPATIENT, path -> Fault.delay(path, NEVER)))
            .addAll(both("time-out after the effect", Traits.IMPATIENT, path -> Fault.delayAnswer(path, NEVER)))
            .addAll(both("time-out, effect later", Traits.LATE, path -> Fault.delay(path, LATE)))
            .addAll(both("slow body", Traits.IMPATIENT, path -> Fault.trickle(path, EACH_BYTE)))
            .addAll(both("truncated body", Traits.USUAL, Fault::truncate))
            .addAll(both("endless body", Traits.USUAL, Fault::endless))
            .addAll(tokenRefused(AuthFault.EXPIRED_BEARER))
            .addAll(tokenRefused(AuthFault.BAD_SIGNED_TOKEN))
            .addAll(tokenRefused(AuthFault.BAD_SIGNED_TOKEN_MISPRINTED))
            .addAll(tokenRefused(AuthFault.ACCESS_TOKEN_EXPIRED_403))
            .addAll(tokenRefused(AuthFault.ACCESS_TOKEN_INVALID_403))
            .addAll(tokenRefused(AuthFault.ACCESS_TOKEN_403_SHORT))
            .addAll(tokenRefused(AuthFault.CLOCK_ARRAYS))
            .add(accessRefused(AuthFault.IP_RESTRICTED))
            .add(accessRefused(AuthFault.REFERER_RESTRICTED))
            .add(accessRefused(AuthFault.NO_SCOPE))
            .add(accessRefused(AuthFault.NO_SCOPE_OAUTH))
            .add(accessRefused(AuthFault.TOO_MANY))
            .add(accessRefused(AuthFault.UNPROCESSABLE))
            .add(accessRefused(AuthFault.NOT_ACCEPTABLE))
            .add(accessRefused(AuthFault.NOT_IMPLEMENTED))
            .add(Trouble.once("403", Traits.USUAL, refusal(403, 40300000, "AUTHORIZATION_FAIL")))
            .addAll(both("429", Traits.USUAL, path -> Fault.status(path, 429)))
            .add(Trouble.once("429, `Retry-After: 1`", Traits.USUAL, waiting(429, "1")))
            .add(Trouble.lasting("429, `Retry-After: 60`", Traits.USUAL, waiting(429, "60")))
            .addAll(both("500", Traits.USUAL, refusal(500, 50000000, "INTERNAL_SERVER_ERROR")))
            .addAll(both("502 with HTML", Traits.USUAL, Troubles::badGateway))
            .addAll(both("503", Traits.USUAL, path -> Fault.status(path, 503)))
            .add(Trouble.once("503, `Retry-After: 1`", Traits.USUAL, waiting(503, "1")))
            .add(Trouble.lasting("503, `Retry-After: 60`", Traits.USUAL, waiting(503, "60")))
            .add(Trouble.of("token expired", Traits.STALE_TOKEN, (stage, operation) -> {}))
            .add(Trouble.of(
                    "token service down", Traits.COLD, (stage, operation) -> tokenService(stage, Fault::dropBefore)))
            .add(Trouble.of(
                    "token service down, token expired",
                    Traits.STALE_TOKEN,
                    (stage, operation) -> tokenService(stage, path -> Fault.status(path, 503))))
            .addAll(noToken(
                    AuthFault.BAD_SIGNED_TOKEN,
                    AuthFault.CLOCK_ARRAYS,
                    AuthFault.JWT_REUSED,
                    AuthFault.VALIDITY,
                    AuthFault.IP_RESTRICTED,
                    AuthFault.REFERER_RESTRICTED,
                    AuthFault.INVALID_CLIENT,
                    AuthFault.INVALID_SCOPE,
                    AuthFault.UNAUTHORIZED_CLIENT,
                    AuthFault.TOO_MANY,
                    AuthFault.UNPROCESSABLE,
                    AuthFault.NOT_ACCEPTABLE,
                    AuthFault.NOT_IMPLEMENTED))
            .add(Trouble.clock("clock an hour slow", Duration.ofHours(1)))
            .add(Trouble.clock("clock an hour fast", Duration.ofHours(-1)))
            .addAll(clockSet("clock set back an hour", Duration.ofHours(-1)))
            .addAll(clockSet("clock set ahead an hour", Duration.ofHours(1)))
            .build();

    private Troubles() {}

    private static ImmutableList<Trouble> both(String name, Traits traits, Function<String, Fault> fault) {
        return ImmutableList.of(Trouble.once(name, traits, fault), Trouble.lasting(name, traits, fault));
    }

    /** The service refuses the bridge's token: a new one may help. */
    private static ImmutableList<Trouble> tokenRefused(AuthFault fault) {
        return both(name(fault), Traits.TOKEN, path -> Fault.auth(path, fault));
    }

    /** The service refuses the bridge itself, whatever it asks for. */
    private static Trouble accessRefused(AuthFault fault) {
        return Trouble.lasting(name(fault), Traits.TOKEN, path -> Fault.auth(path, fault));
    }

    private static List<Trouble> noToken(AuthFault... faults) {
        return Stream.of(faults)
                .map(fault -> Trouble.of(
                        "no token: " + name(fault),
                        Traits.REFUSED,
                        (stage, operation) -> tokenService(stage, path -> Fault.auth(path, fault))))
                .toList();
    }

    /** The service has an address for each scheme of tokens. */
    private static void tokenService(Stage stage, Function<String, Fault> fault) {
        TOKENS.forEach(path -> stage.simulator().fault(fault.apply(path).times(ALWAYS)));
    }

    /** Alone, and where the bridge needs a new token then, which has to be dated. */
    private static ImmutableList<Trouble> clockSet(String name, Duration by) {
        AuthFault expired = AuthFault.EXPIRED_BEARER;
        return ImmutableList.of(
                Trouble.of(name, Traits.CLOCK_SET, (stage, operation) -> stage.setClock(by)),
                Trouble.of(name + ", then " + name(expired) + ", once", Traits.CLOCK_SET, (stage, operation) -> {
                    stage.setClock(by);
                    stage.simulator().fault(Fault.auth(operation.path(), expired));
                }));
    }

    private static String name(AuthFault fault) {
        return "%d `%s`".formatted(fault.status(), fault.name());
    }

    private static Function<String, Fault> refusal(int status, int code, String message) {
        return path -> Fault.status(path, status)
                .body("{\"errorId\":\"e-1\",\"code\":%d,\"message\":\"%s\",\"data\":\"simulated\"}"
                        .formatted(code, message));
    }

    private static Function<String, Fault> waiting(int status, String seconds) {
        return path -> Fault.status(path, status).header("Retry-After", seconds);
    }

    private static void refuse(Stage stage, AskedOperation operation) {
        stage.simulator().refuseConnections();
    }

    private static Fault badGateway(String path) {
        return Fault.status(path, 502)
                .header("Content-Type", "text/html")
                .body("<html><body><h1>502 Bad Gateway</h1></body></html>");
    }
}
