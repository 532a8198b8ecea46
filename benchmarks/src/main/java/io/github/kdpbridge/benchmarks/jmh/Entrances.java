package io.github.kdpbridge.benchmarks.jmh;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import okio.ByteString;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * The ways in, over a stub of generation 2 in another process ({@code -Dkdp.stub}) or over answers from memory. Only the
 * pace is not the default, as it would be all that is measured.
 */
final class Entrances {
    private static final String GEN1 = "https://eu-be-reseller.samsungknox.com/";
    private static final MediaType JSON = MediaType.get("application/json");

    private static final ByteString TOKEN =
            ByteString.encodeUtf8("{\"access_token\":\"made-up-token\",\"token_type\":\"bearer\",\"expires_in\":3600}");

    private Entrances() {}

    /** Returns the stub's base URL, with a slash at its end. */
    static String stub() {
        String url = System.getProperty("kdp.stub");
        if (url == null) {
            throw new IllegalStateException(
                    "kdp.stub is not set: run bin/bench jmh, or give -jvmArgsAppend -Dkdp.stub=URL of a stub of generation 2");
        }
        return url.endsWith("/") ? url : url + "/";
    }

    /** Returns a client whose receipts name no transaction, so that they fit any. */
    static Gen2Client client() {
        return builder(stub() + "unnamed/").build();
    }

    /** Returns a client whose requests are all answered from memory, with the same bytes, so that no socket is in it. */
    static Gen2Client clientInMemory(ByteString answer) {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    write(chain.request().body());
                    return new Response.Builder()
                            .request(chain.request())
                            .protocol(Protocol.HTTP_1_1)
                            .code(200)
                            .message("OK")
                            .body(ResponseBody.create(
                                    chain.request().url().encodedPath().startsWith("/ams/") ? TOKEN : answer, JSON))
                            .build();
                })
                .build();
        return builder("http://stub.invalid/").http(http).build();
    }

    private static void write(@Nullable RequestBody body) throws IOException {
        if (body != null) {
            try (BufferedSink nowhere = Okio.buffer(Okio.blackhole())) {
                body.writeTo(nowhere);
            }
        }
    }

    private static Gen2Client.Builder builder(String host) {
        return Gen2Client.builder(Loads.RESELLER)
                .baseUrl(host + "kcs/v1/rp")
                .tokens(TokenSource.oauth2("made-up-client", "made-up-secret"))
                .resilience(resilience());
    }

    static Resilience resilience() {
        return Resilience.builder()
                .requestsPerSecond(1_000_000)
                .concurrentRequests(512)
                .build();
    }

    /** Returns legacy code that the interceptor answers. */
    static LegacyService intercepted(DeploymentProgram program) {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(Gen1CompatInterceptor.on(program))
                .build();
        return LegacyService.at(GEN1, http);
    }

    /** Returns what was answered; a refusal would be quick, and mean nothing. */
    static <T> T body(Call<T> call) throws IOException {
        retrofit2.Response<T> response = call.execute();
        T body = response.body();
        if (body == null) {
            throw new IllegalStateException("the request was refused with " + response.code());
        }
        return body;
    }
}
