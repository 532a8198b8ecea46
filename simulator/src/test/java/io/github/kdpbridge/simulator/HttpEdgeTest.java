package io.github.kdpbridge.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.simulator.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges of HTTP: wrong paths and methods, large bodies, and what is not HTTP at all. */
final class HttpEdgeTest {
    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.still()
            .world(World.standard().withSettings(new World.Settings(Duration.ZERO, 100_000)))
            .build());

    @ParameterizedTest
    @CsvSource({"/x", "/", "/bulkenroll/v3/reseller/devices", "/bulkenroll/v1/reseller/devices/"})
    void unknownPath_hasGen1Shape(String path) throws IOException {
        HttpResponse<String> answer = Caller.plain(KNOX.simulator()).get(path + "?transactionId=7");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"transactionId\":\"7\",\"state\":\"Rejected\",\"code\":4000000,"
                        + "\"message\":\"RESOURCE_INVALID_PARAM\",\"data\":\"no such path: " + path + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"/kcs/v1/rp/nothing", "/ams/v1/nothing"})
    void unknownGen2Path_hasGen2Shape(String path) throws IOException {
        HttpResponse<String> answer = Caller.plain(KNOX.simulator()).get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Trees.object(answer.body()))
                .containsEntry("code", 40000000.0)
                .containsEntry("data", "no such path: " + path)
                .containsKey("errorId");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /bulkenroll/v1/reseller/devices, 'PUT, GET'",
        "GET, /bulkenroll/v2/reseller/devices/delete, PUT",
        "PUT, /bulkenroll/v1/reseller/devices/status, GET",
        "POST, /kcs/v1/rp/devices/upload, PUT",
        "GET, /ams/v1/users/accesstoken, POST",
    })
    void wrongMethod_isToldTheRightOne(String method, String path, String allowed) throws IOException {
        HttpResponse<String> answer = Caller.plain(KNOX.simulator()).send(method, path, "");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(Trees.text(answer.body(), "data")).isEqualTo(method + " is not allowed here; use " + allowed);
    }

    @Test
    void bodyOverTheLimit_isRefused_whetherItSaysSoOrNot() throws IOException {
        String head = "PUT /bulkenroll/v1/reseller/devices HTTP/1.1\r\nHost: x\r\n";
        assertThat(raw(head + "Content-Length: 67108865\r\n\r\n", 0))
                .startsWith("HTTP/1.1 413 ")
                .contains("the body is over 67108864 bytes");
        assertThat(raw(head + "Transfer-Encoding: chunked\r\n\r\n4000001\r\n", 0x4000001))
                .startsWith("HTTP/1.1 413 ")
                .contains("the body is over 67108864 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NONSENSE                              | 400
            GET / HTTP/7.0                        | 505
            GET /a%zz HTTP/1.1                    | 400
            GET /a/%2e%2e/x HTTP/1.1               | 400
            PUT / HTTP/1.1~Content-Length: x      | 400
            """)
    void whatIsNotHttp_isAnsweredBriefly(String head, int status) throws IOException {
        String answer = raw(head.replace("~", "\r\nHost: x\r\n") + "\r\nHost: x\r\n\r\n", 0);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("Exception", "\tat ", "<html");
    }

    @Test
    void queryThatCannotBeDecoded_staysAsItCame() throws IOException {
        String answer = raw("GET /x?transactionId=%zz&transactionId=2&y HTTP/1.1\r\nHost: x\r\n\r\n", 0);

        assertThat(answer).startsWith("HTTP/1.1 404 ").contains("{\"transactionId\":\"%zz\",");
    }

    @Test
    void hundredThousandDevices_areOneRequest() throws IOException {
        Caller gen1 = Caller.gen1(KNOX.simulator(), Caller.KEY);
        String[] ids = IntStream.range(0, 100_000)
                .mapToObj(i -> String.format("35%013d", i))
                .toArray(String[]::new);

        assertThat(gen1.put(
                                "/bulkenroll/v1/reseller/devices",
                                Draft.of("1", ids).gen1())
                        .statusCode())
                .isEqualTo(200);
        String status = gen1.get("/bulkenroll/v1/reseller/devices/status?resellerId=4680000925&transactionId=1")
                .body();
        Map<String, Object> transaction =
                Trees.list(Trees.object(status), "transactions").get(0);
        assertThat(Trees.list(transaction, "devices").stream()
                        .map(it -> it.get("imei"))
                        .collect(Collectors.toList()))
                .containsExactly((Object[]) ids);
    }

    @Test
    void portInUse_isExplained() {
        Simulator first = KNOX.simulator();

        assertThatThrownBy(() -> Simulator.start(
                        SimulatorOptions.builder().port(first.port()).build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + first.port() + ": ");
    }

    @Test
    void closedSimulator_mayBeClosedAgain() {
        Simulator simulator = Simulator.start();
        assertThat(simulator.url()).hasToString("http://127.0.0.1:" + simulator.port());
        simulator.close();
        simulator.close();

        assertThatThrownBy(() -> Caller.plain(simulator).get("/_sim/clock")).isInstanceOf(IOException.class);
    }

    private static String raw(String head, int bodyBytes) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), KNOX.simulator().port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(US_ASCII));
            try {
                out.write(new byte[bodyBytes]);
            } catch (IOException answeredAlready) {
                // The answer comes before the whole body went out, and that is what the test looks at.
            }
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
