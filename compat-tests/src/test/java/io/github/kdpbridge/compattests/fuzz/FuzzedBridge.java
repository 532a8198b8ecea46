package io.github.kdpbridge.compattests.fuzz;

import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The whole way from a caller of generation 1 to a service of generation 2, over a {@link ScriptedService}. */
final class FuzzedBridge implements AutoCloseable {
    static final String RESELLER = "4680000925";
    static final String KEY = "static-key-of-4680000925";
    static final String TOKEN = "token-that-nobody-may-see";

    private static final ByteString RECEIPT =
            ByteString.encodeUtf8("{\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}");

    final ScriptedService service = new ScriptedService();
    final Gen2Client client = Gen2Client.builder(ResellerId.of(RESELLER))
            .baseUrl("http://kdp.example/kcs/v1/rp")
            .http(service.http())
            .deviceCheck(DeviceCheck.none())
            .tokens(context -> new Token(
                    "x-knox-apitoken", TOKEN, Instant.now(), Instant.now().plus(Duration.ofDays(1))))
            .resilience(Resilience.builder()
                    .attempts(1)
                    .requestsPerSecond(1_000_000)
                    .breakerWindow(1_000_000)
                    .breakerFailurePercent(100)
                    .build())
            .build();

    /** Has a request answered whose upload or deletion the service accepts. */
    Gen1Response accepted(String method, String path, ByteString body) {
        service.answer(200, Map.of(), RECEIPT);
        return handle(method, path, null, body);
    }

    /** Has a request answered by a handler that remembers no other: the receipt of an earlier input would be its answer. */
    Gen1Response handle(String method, String path, @Nullable String query, ByteString body) {
        Gen1Handler handler = Gen1Handler.builder().account(KEY, client).build();
        return handler.handle(new Gen1Request(method, path, query, Map.of(Gen1Handler.KEY_HEADER, KEY), body));
    }

    @Override
    public void close() {
        client.close();
    }
}
