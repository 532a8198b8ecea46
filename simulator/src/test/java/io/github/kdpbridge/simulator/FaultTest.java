package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.simulator.http.AuthFault;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.portal.AcceptedTransaction;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultTest {
    private static final String UPLOAD = "/bulkenroll/v1/reseller/devices";
    private static final String IMEI = "351800000000702";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.instant());

    @Test
    void status_answersWithoutEffect_asOftenAsAsked() throws IOException {
        KNOX.simulator()
                .fault(Fault.status(UPLOAD, 503).header("Retry-After", "2").times(2));

        HttpResponse<String> first = upload();
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.body()).isEmpty();
        assertThat(first.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(upload().statusCode()).isEqualTo(503);
        assertThat(KNOX.simulator().devices()).isEmpty();
        assertThat(upload().statusCode()).isEqualTo(200);
        assertThat(KNOX.simulator().faults()).isEmpty();
        assertThat(KNOX.simulator().requests())
                .extracting(RecordedRequest::status)
                .containsExactly(503, 503, 200);
    }

    @Test
    void status_mayHaveABody() throws IOException {
        KNOX.simulator().fault(Fault.status(UPLOAD, 500).body("{\"x\":1}"));
        KNOX.simulator().fault(Fault.status(UPLOAD, 502).body("<p>").header("content-type", "text/html"));

        HttpResponse<String> json = upload();
        assertThat(json.body()).isEqualTo("{\"x\":1}");
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
        HttpResponse<String> html = upload();
        assertThat(html.statusCode()).isEqualTo(502);
        assertThat(html.headers().allValues("Content-Type")).containsExactly("text/html");
    }

    @Test
    void delay_servesLater() throws IOException {
        KNOX.simulator().fault(Fault.delay(UPLOAD, Duration.ofMillis(50)));

        long before = System.nanoTime();
        assertThat(upload().statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        assertThat(KNOX.simulator().devices()).hasSize(1);
    }

    @Test
    void dropBefore_closesWithoutEffect() {
        KNOX.simulator().fault(Fault.dropBefore(UPLOAD));

        assertThatThrownBy(FaultTest::upload).isInstanceOf(IOException.class);

        assertThat(KNOX.simulator().devices()).isEmpty();
        assertThat(KNOX.simulator().requests())
                .extracting(RecordedRequest::status)
                .containsOnlyNulls()
                .hasSize(1);
    }

    @Test
    void transactions_areThoseThatWereAccepted_whateverBecameOfTheAnswer() throws IOException {
        KNOX.simulator().fault(Fault.dropBefore(UPLOAD));
        assertThatThrownBy(FaultTest::upload).isInstanceOf(IOException.class);
        assertThat(KNOX.simulator().transactions()).isEmpty();

        KNOX.simulator().fault(Fault.dropAfter(UPLOAD));
        assertThatThrownBy(FaultTest::upload).isInstanceOf(IOException.class);
        assertThat(upload().statusCode()).isEqualTo(409);

        assertThat(KNOX.simulator().transactions())
                .containsExactly(new AcceptedTransaction(
                        Caller.RESELLER, Caller.CUSTOMER, "1", Generation.ONE, Kind.UPLOAD, TestWorlds.START));
    }

    @Test
    void dropAfter_closesAfterTheEffect() throws IOException {
        KNOX.simulator().fault(Fault.dropAfter(UPLOAD));

        assertThatThrownBy(FaultTest::upload).isInstanceOf(IOException.class);

        assertThat(KNOX.simulator().devices()).hasSize(1);
        assertThat(KNOX.simulator().requests())
                .extracting(RecordedRequest::status)
                .containsOnlyNulls()
                .hasSize(1);
        assertThat(upload().statusCode()).isEqualTo(409);
    }

    @Test
    void truncate_promisesMoreThanItSends() {
        KNOX.simulator().fault(Fault.truncate(UPLOAD));

        assertThatThrownBy(FaultTest::upload)
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("fixed content-length: 75, bytes received: 37");

        assertThat(KNOX.simulator().devices()).hasSize(1);
        assertThat(KNOX.simulator().requests())
                .extracting(RecordedRequest::status)
                .containsExactly(200);
    }

    @Test
    void delayAnswer_takesEffectBeforeItsAnswerIsOut() throws IOException {
        KNOX.simulator().fault(Fault.delayAnswer(UPLOAD, Duration.ofHours(1)));

        CompletableFuture<Integer> answer =
                CompletableFuture.supplyAsync(() -> unchecked(FaultTest::upload).statusCode());
        while (KNOX.simulator().devices().isEmpty()) {
            Thread.onSpinWait();
        }

        assertThat(answer).isNotDone();
        assertThat(upload().statusCode()).isEqualTo(409);
        assertThat(KNOX.simulator().requests())
                .extracting(RecordedRequest::status)
                .containsExactly(null, 409);
    }

    @Test
    void delayAnswer_answersAsUsualInTheEnd() throws IOException {
        KNOX.simulator().fault(Fault.delayAnswer(UPLOAD, Duration.ofMillis(1)));

        assertThat(upload().body())
                .isEqualTo("{\"transactionId\":\"1\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}");
    }

    @Test
    void trickle_sendsTheWholeAnswerByteByByte() throws IOException {
        KNOX.simulator().fault(Fault.trickle(UPLOAD, Duration.ofMillis(1)));

        long before = System.nanoTime();
        HttpResponse<String> answer = upload();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(75));
        assertThat(answer.body())
                .isEqualTo("{\"transactionId\":\"1\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}");
        assertThat(KNOX.simulator().devices()).hasSize(1);
    }

    @Test
    void endless_doesTheWorkAndGoesOnAfterTheAnswerWithoutEndingIt() throws IOException {
        KNOX.simulator().fault(Fault.endless(UPLOAD));

        HttpURLConnection connection = (HttpURLConnection)
                URI.create(KNOX.simulator().url() + UPLOAD).toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setRequestProperty("X-WSM-API-TOKEN", Caller.KEY);
        connection.setDoOutput(true);
        connection.getOutputStream().write(Draft.of("1", IMEI).gen1().getBytes(StandardCharsets.UTF_8));
        try (InputStream answer = connection.getInputStream()) {
            String begun = new String(answer.readNBytes(1 << 20), StandardCharsets.UTF_8);

            assertThat(begun).hasSize(1 << 20);
            assertThat(begun.strip())
                    .isEqualTo(
                            "{\"transactionId\":\"1\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"");
        } finally {
            connection.disconnect();
        }
        assertThat(KNOX.simulator().devices()).hasSize(1);
    }

    @Test
    void refusedConnections_areAcceptedAgainOnTheSamePort() throws IOException {
        try (Simulator simulator = Simulator.start()) {
            Caller caller = Caller.gen1(simulator, Caller.KEY);
            caller.put(UPLOAD, Draft.of("1", IMEI).gen1());

            simulator.refuseConnections();
            simulator.refuseConnections();
            assertThatThrownBy(() -> caller.get("/")).isInstanceOf(ConnectException.class);
            assertThat(simulator.devices()).hasSize(1);

            simulator.acceptConnections();
            simulator.acceptConnections();
            assertThat(caller.put(UPLOAD, Draft.of("1", IMEI).gen1()).statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void refusedConnections_endWithTheSimulator() throws IOException {
        Simulator simulator = Simulator.start();
        simulator.refuseConnections();
        simulator.close();

        try (ServerSocket other = new ServerSocket(simulator.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EXPIRED_BEARER              | 401 | {"error":"Invalid authentication token"}
            BAD_SIGNED_TOKEN            | 401 | {"code":4012250,"message":"ACCESS_TOKEN_BAD_REQUEST","data":"ACCESS_TOKEN_BAD_REQUEST"}
            BAD_SIGNED_TOKEN_MISPRINTED | 401 | {"code":40122050,"message":"ACCESS_TOKEN_BAD_REQUEST","data":"ACCESS_TOKEN_BAD_REQUEST"}
            ACCESS_TOKEN_EXPIRED_403    | 403 | {"code":4032251,"message":"ACCESS_TOKEN_EXPIRED","data":"Provided Access token has expired."}
            ACCESS_TOKEN_INVALID_403    | 403 | {"code":4032252,"message":"ACCESS_TOKEN_INVALID","data":"Provided Access token is invalid."}
            ACCESS_TOKEN_403_SHORT      | 403 | {"code":403225,"message":"ACCESS_TOKEN_EXPIRED","data":"Provided Access token has expired."}
            CLOCK_ARRAYS                | 403 | {"code":[4030000],"message":["AUTHENTICATION_FAIL"],"data":["Failed to parse jwt token: access token has expired"]}
            JWT_REUSED                  | 400 | {"code":4002250,"message":"API_KEY_NON_UNIQUE_JWTID","data":"Cannot use the same jwt again."}
            VALIDITY                    | 400 | {"code":4002251,"message":"ACCESS_TOKEN_TIMEOUT_VALIDITY_RESOURCE_INVALID_PARAM","data":"validityForAccessTokenInMinutes must be a whole number from 1 to 30"}
            IP_RESTRICTED               | 404 | {"code":4042251,"message":"API_KEY_RESTRICTION_IP","data":"The IP address is restricted."}
            REFERER_RESTRICTED          | 404 | {"code":4042252,"message":"API_KEY_RESTRICTION_REFERER","data":"The referer is restricted."}
            NO_SCOPE                    | 403 | {"errorId":"0A1B2C3D4E5F60718293A4B5C6D7E8F9","code":40300000,"message":"AUTHORIZATION_FAIL","data":"The current user is unauthorized to use this service."}
            NO_SCOPE_OAUTH              | 403 | {"error":"insufficient_scope"}
            INVALID_CLIENT              | 401 | {"error":"invalid_client"}
            INVALID_SCOPE               | 400 | {"error":"invalid_scope"}
            UNAUTHORIZED_CLIENT         | 400 | {"error":"unauthorized_client"}
            TOO_MANY                    | 429 | {"error":"Too many requests"}
            UNPROCESSABLE               | 422 | {"error":"Unprocessable entity"}
            NOT_ACCEPTABLE              | 406 | {"error":"Not acceptable"}
            NOT_IMPLEMENTED             | 501 | {"error":"Not implemented"}
            """)
    void auth_answersAsTheServiceDoes_withoutEffect(AuthFault auth, int status, String body) throws IOException {
        KNOX.simulator().fault(Fault.auth(UPLOAD, auth).header("Retry-After", "1"));

        HttpResponse<String> answer = upload();

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(KNOX.simulator().devices()).isEmpty();
        assertThat(upload().statusCode()).isEqualTo(200);
    }

    @Test
    void auth_meetsTheTokenServicesToo() throws IOException {
        KNOX.simulator()
                .fault(Fault.auth("/ams/v1/oauth2/token", AuthFault.INVALID_SCOPE)
                        .times(2));
        String form = "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret";
        Caller caller = Caller.plain(KNOX.simulator());

        assertThat(caller.post("/ams/v1/oauth2/token", form).body()).isEqualTo("{\"error\":\"invalid_scope\"}");
        assertThat(KNOX.simulator().faults()).hasToString("[auth /ams/v1/oauth2/token x1]");
        assertThat(caller.post("/ams/v1/oauth2/token", form).statusCode()).isEqualTo(400);
        assertThat(caller.post("/ams/v1/oauth2/token", form).statusCode()).isEqualTo(200);
    }

    @Test
    void otherPaths_areSpared_andFaultsCanBeCleared() throws IOException {
        KNOX.simulator().fault(Fault.dropBefore("/kcs/v1/rp/devices/upload"));

        assertThat(upload().statusCode()).isEqualTo(200);
        assertThat(KNOX.simulator().faults()).hasToString("[drop-before /kcs/v1/rp/devices/upload x1]");
        KNOX.simulator().clearFaults();
        assertThat(KNOX.simulator().faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/_sim/devices", "kcs", "''"})
    void pathThatIsNoneOfTheService_isMisuse(String path) {
        assertThatThrownBy(() -> Fault.truncate(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("path must be a path of the service, such as /kcs/v1/rp/devices/upload, not " + path);
    }

    @Test
    void impossibleNumbers_areMisuse() {
        assertThatThrownBy(() -> Fault.status(UPLOAD, 100)).hasMessage("status must be from 200 to 599, not 100");
        assertThatThrownBy(() -> Fault.status(UPLOAD, 600)).hasMessage("status must be from 200 to 599, not 600");
        assertThatThrownBy(() -> Fault.delay(UPLOAD, Duration.ofMillis(-1)))
                .hasMessage("delay must not be negative, but is PT-0.001S");
        assertThatThrownBy(() -> Fault.trickle(UPLOAD, Duration.ofMillis(-2)))
                .hasMessage("delay must not be negative, but is PT-0.002S");
        assertThatThrownBy(() -> Fault.truncate(UPLOAD).times(0)).hasMessage("times must be 1 or more, not 0");
    }

    /** No test waits for the exception when the simulator stops. */
    private static HttpResponse<String> unchecked(Callable<HttpResponse<String>> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> upload() throws IOException {
        return Caller.gen1(KNOX.simulator(), Caller.KEY)
                .put(UPLOAD, Draft.of("1", IMEI).gen1());
    }
}
