package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.http.Fault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything below {@code /_sim/}. */
final class ControlTest {
    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.instant());

    private Caller control;

    @BeforeEach
    void caller(Simulator simulator) {
        control = Caller.plain(simulator);
    }

    @Test
    void devices_areInTheOrderOfTypeAndId() throws IOException {
        Caller gen1 = Caller.gen1(KNOX.simulator(), Caller.KEY);
        gen1.put(
                "/bulkenroll/v2/reseller/devices",
                Draft.of("1", "R58M1234567")
                        .with("type", "\"SN\"")
                        .with("vendorId", "\"7850000063\"")
                        .gen1());
        gen1.put(
                "/bulkenroll/v1/reseller/devices",
                Draft.of("2", "351800000000703", "351800000000702").gen1());

        assertThat(ok(control.get("/_sim/devices")))
                .isEqualTo(
                        "[{\"id\":\"351800000000702\",\"type\":\"IMEI\",\"resellerId\":\"4680000925\","
                                + "\"customerId\":\"1200000321\",\"transactionId\":\"2\",\"generation\":\"gen1\"},"
                                + "{\"id\":\"351800000000703\",\"type\":\"IMEI\",\"resellerId\":\"4680000925\","
                                + "\"customerId\":\"1200000321\",\"transactionId\":\"2\",\"generation\":\"gen1\"},"
                                + "{\"id\":\"R58M1234567\",\"type\":\"SN\",\"resellerId\":\"4680000925\","
                                + "\"customerId\":\"1200000321\",\"vendorId\":\"7850000063\",\"transactionId\":\"1\",\"generation\":\"gen1\"}]");
    }

    @Test
    void requests_areRecordedInOrder_andForgotten() throws IOException {
        Caller.gen2(KNOX.simulator()).get("/kcs/v1/rp/devices/status?transactionId=%31");
        control.get("/elsewhere");

        assertThat(ok(control.get("/_sim/requests")))
                .isEqualTo("[{\"generation\":\"token\",\"method\":\"POST\",\"path\":\"/ams/v1/oauth2/token\","
                        + "\"query\":null,\"status\":200,\"time\":\"2026-11-22T10:00:00Z\"},"
                        + "{\"generation\":\"gen2\",\"method\":\"GET\",\"path\":\"/kcs/v1/rp/devices/status\","
                        + "\"query\":\"transactionId=%31\",\"status\":400,\"time\":\"2026-11-22T10:00:00Z\"},"
                        + "{\"generation\":\"gen1\",\"method\":\"GET\",\"path\":\"/elsewhere\","
                        + "\"query\":null,\"status\":404,\"time\":\"2026-11-22T10:00:00Z\"}]");
        assertThat(ok(control.send("DELETE", "/_sim/requests", ""))).isEqualTo("[]");
        assertThat(KNOX.simulator().requests()).isEmpty();
    }

    @Test
    void clock_advances_andGoesBackOnReset() throws IOException {
        assertThat(ok(control.post("/_sim/clock", "{\"advanceSeconds\":90}")))
                .isEqualTo("{\"now\":\"2026-11-22T10:01:30Z\"}");
        HttpResponse<String> later = control.get("/_sim/clock");
        assertThat(later.body()).isEqualTo("{\"now\":\"2026-11-22T10:01:30Z\"}");
        assertThat(later.headers().firstValue("Date")).hasValue("Sun, 22 Nov 2026 10:01:30 GMT");
        assertThat(later.headers().firstValue("Server")).isEmpty();

        assertThat(ok(control.post("/_sim/reset", ""))).isEqualTo("{\"now\":\"2026-11-22T10:00:00Z\"}");
    }

    @Test
    void reset_goesBackToTheStartOfTheWorld() throws IOException {
        Caller gen2 = Caller.gen2(KNOX.simulator());
        Draft draft = Draft.of("1", "351800000000702");
        gen2.put("/kcs/v1/rp/devices/upload", draft.gen2());
        KNOX.simulator().fault(Fault.truncate("/x"));

        ok(control.post("/_sim/reset", ""));

        assertThat(KNOX.simulator().devices()).isEmpty();
        assertThat(KNOX.simulator().faults()).isEmpty();
        assertThat(KNOX.simulator().requests()).isEmpty();
        assertThat(gen2.put("/kcs/v1/rp/devices/upload", draft.gen2()).statusCode())
                .isEqualTo(401);
        assertThat(Caller.gen2(KNOX.simulator())
                        .put("/kcs/v1/rp/devices/upload", draft.gen2())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void faults_areGivenShownUsedAndForgotten() throws IOException {
        ok(control.post(
                "/_sim/faults",
                "{\"path\":\"/a\",\"kind\":\"status\",\"status\":503,\"times\":2,"
                        + "\"headers\":{\"Retry-After\":1},\"body\":\"busy\"}"));
        ok(control.post("/_sim/faults", "{\"path\":\"/a\",\"kind\":\"delay\",\"delayMillis\":0}"));
        ok(control.post("/_sim/faults", "{\"path\":\"/b\",\"kind\":\"drop-before\"}"));
        ok(control.post("/_sim/faults", "{\"path\":\"/b\",\"kind\":\"drop-after\"}"));
        ok(control.post("/_sim/faults", "{\"path\":\"/b\",\"kind\":\"truncate\"}"));
        ok(control.post("/_sim/faults", "{\"path\":\"/c\",\"kind\":\"delay-answer\",\"delayMillis\":7}"));
        ok(control.post("/_sim/faults", "{\"path\":\"/c\",\"kind\":\"trickle\",\"delayMillis\":8}"));
        ok(control.post("/_sim/faults", "{\"path\":\"/c\",\"kind\":\"endless\"}"));
        ok(control.post("/_sim/faults", "{\"path\":\"/d\",\"kind\":\"auth\",\"auth\":\"TOO_MANY\",\"times\":3}"));

        HttpResponse<String> met = control.get("/a");
        assertThat(met.statusCode()).isEqualTo(503);
        assertThat(met.body()).isEqualTo("busy");
        assertThat(met.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(Trees.objects(ok(control.get("/_sim/faults"))))
                .isEqualTo(List.of(
                        Map.of(
                                "path",
                                "/a",
                                "kind",
                                "status",
                                "status",
                                503.0,
                                "times",
                                1.0,
                                "headers",
                                Map.of("Retry-After", "1"),
                                "body",
                                "busy"),
                        Map.of("path", "/a", "kind", "delay", "delayMillis", 0.0, "times", 1.0),
                        Map.of("path", "/b", "kind", "drop-before", "times", 1.0),
                        Map.of("path", "/b", "kind", "drop-after", "times", 1.0),
                        Map.of("path", "/b", "kind", "truncate", "times", 1.0),
                        Map.of("path", "/c", "kind", "delay-answer", "delayMillis", 7.0, "times", 1.0),
                        Map.of("path", "/c", "kind", "trickle", "delayMillis", 8.0, "times", 1.0),
                        Map.of("path", "/c", "kind", "endless", "times", 1.0),
                        Map.of("path", "/d", "kind", "auth", "auth", "TOO_MANY", "times", 3.0)));
        assertThat(ok(control.send("DELETE", "/_sim/faults", ""))).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            /_sim/faults | ''                                        | it is empty
            /_sim/faults | []                                        | it is not an object
            /_sim/faults | {"path":"/a"}                             | kind must be a string
            /_sim/faults | {"path":"/a","kind":"fire"}               | kind must be one of status, auth, delay, delay-answer, drop-before, drop-after, truncate, trickle, endless
            /_sim/faults | {"path":"/a","kind":"auth"}               | auth must be a string
            /_sim/faults | {"path":"/a","kind":"auth","auth":"no"}   | auth must be one of EXPIRED_BEARER, BAD_SIGNED_TOKEN, BAD_SIGNED_TOKEN_MISPRINTED, ACCESS_TOKEN_EXPIRED_403, ACCESS_TOKEN_INVALID_403, ACCESS_TOKEN_403_SHORT, CLOCK_ARRAYS, JWT_REUSED, VALIDITY, IP_RESTRICTED, REFERER_RESTRICTED, NO_SCOPE, NO_SCOPE_OAUTH, INVALID_CLIENT, INVALID_SCOPE, UNAUTHORIZED_CLIENT, TOO_MANY, UNPROCESSABLE, NOT_ACCEPTABLE, NOT_IMPLEMENTED
            /_sim/faults | {"kind":"truncate"}                       | path must be a string
            /_sim/faults | {"path":"/a","kind":"status"}             | status must be a whole number from 200 to 599
            /_sim/faults | {"path":"/a","kind":"delay","delayMillis":-1} | delayMillis must be a whole number from 0 to 3600000
            /_sim/faults | {"path":"/a","kind":"truncate","times":0} | times must be a whole number from 1 to 2147483647
            /_sim/faults | {"path":"/a","kind":"truncate","headers":7} | headers must be an object
            /_sim/faults | {"path":"/_sim/x","kind":"truncate"}      | path must be a path of the service, such as /kcs/v1/rp/devices/upload, not /_sim/x
            /_sim/clock  | {"advanceSeconds":-1}                     | advanceSeconds must be a whole number from 0 to 315360000
            """)
    void badInput_isExplained(String path, String body, String error) throws IOException {
        HttpResponse<String> answer = control.post(path, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Trees.object(answer.body())).isEqualTo(Map.of("error", error));
    }

    @Test
    void wrongPathOrMethod_isExplained() throws IOException {
        HttpResponse<String> path = control.get("/_sim/device");
        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(path.body())
                .isEqualTo("{\"error\":\"no such path: /_sim/device; use one of /_sim/devices, /_sim/transactions,"
                        + " /_sim/requests, /_sim/reset, /_sim/clock, /_sim/dialect, /_sim/faults\"}");
        HttpResponse<String> method = control.get("/_sim/reset");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).hasValue("POST");
        assertThat(method.body()).isEqualTo("{\"error\":\"GET is not allowed here; use POST\"}");
    }

    private static String ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
