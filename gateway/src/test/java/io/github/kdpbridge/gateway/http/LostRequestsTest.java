package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request for which there is no memory is over: its caller is told, the log knows, and nothing that it holds is kept. */
@ExpectedLog("bodies over [0-9]+ bytes are refused, .*: the heap is too small for larger ones")
class LostRequestsTest {
    private static final int LOST = 3;

    private final HeldProgram program = new HeldProgram();

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "H2_PRIOR_KNOWLEDGE"})
    @ExpectedLog("PUT /bulkenroll/v1/reseller/devices failed")
    void requestsThatCannotBeJudged_areAnsweredWith500_andTheNextIsServed(Protocol protocol) throws Exception {
        GatewayConfig config = GatewayConfig.builder().anyKey(program).build();
        Gen1Handler handler = Gen1Handler.of(program);
        AtomicInteger asked = new AtomicInteger();
        program.letEnd(1);
        try (GatewayMeters meters = new GatewayMeters()) {
            Supplier<Gen1Handler> forgetful = () -> {
                int number = asked.incrementAndGet(); // one to judge it, one to answer
                if (number <= 2 * LOST && number % 2 == 1) {
                    throw new OutOfMemoryError("a test");
                }
                return handler;
            };
            try (Entrance entrance = new Entrance(config, null, forgetful, new ByteBudget(1 << 20), meters)) {
                entrance.start(config.listen());
                URI url = entrance.url();
                OkHttpClient http = Calls.client(protocol);
                for (int i = 0; i < LOST; i++) {
                    assertThat(status(http, url)).isEqualTo(500);
                }
                assertThat(status(http, url)).isEqualTo(200);
            }
            assertThat(meters.scrape())
                    .contains("kdp_gateway_requests_active 0.0")
                    .contains("kdp_gateway_answers_total{reseller=\"none\",status=\"5xx\"} " + LOST + ".0");
        }
    }

    private static int status(OkHttpClient http, URI url) throws IOException {
        try (Response response = http.newCall(Calls.upload(url, Calls.BODY)).execute()) {
            return response.code();
        }
    }
}
