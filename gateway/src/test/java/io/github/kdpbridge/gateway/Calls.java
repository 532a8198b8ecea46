package io.github.kdpbridge.gateway;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;

/** A gateway's configuration over a simulator, and the ways to call it that tests share. */
public final class Calls {
    public static final String UPLOAD = "/bulkenroll/v1/reseller/devices";
    public static final String KEY = "sim-gen1-key";
    public static final String BODY = """
            {"transactionId":"244303","resellerId":"4680000925","customerId":"1200000321","transactionType":"New",
             "devices":{"type":"IMEI","list":["351800000000701"]}}""";
    public static final MediaType JSON = MediaType.get("application/json");

    private Calls() {}

    public static GatewayConfig.Builder config(KdpSimulator knox) {
        return GatewayConfig.builder()
                .account(new Gen2Account(
                        ResellerId.of("4680000925"),
                        Set.of(Gen1Key.of(KEY)),
                        new Gen2Service(
                                knox.gen2BaseUrl().toString(),
                                OAuthTokenSource.of("sim-client", "sim-secret"),
                                Resilience.standard(),
                                Gen2Profile.standard())));
    }

    /** A client that speaks HTTP/2 without being asked, or HTTP/1.1. */
    public static OkHttpClient client(Protocol protocol) {
        return new OkHttpClient.Builder()
                .protocols(List.of(protocol))
                .retryOnConnectionFailure(false)
                .build();
    }

    public static Request upload(URI gateway, String body) {
        return request(gateway, UPLOAD).put(RequestBody.create(body, JSON)).build();
    }

    public static Request.Builder request(URI gateway, String path) {
        return new Request.Builder().url(gateway + path).header("X-WSM-API-TOKEN", KEY);
    }

    /** Sends bytes as they are and reads until the server closes the connection. */
    public static String raw(URI gateway, String bytes) throws IOException {
        try (Socket socket = connect(gateway)) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return read(socket);
        }
    }

    public static Socket connect(URI gateway) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    public static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
