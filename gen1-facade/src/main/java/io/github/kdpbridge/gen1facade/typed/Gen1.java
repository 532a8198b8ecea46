package io.github.kdpbridge.gen1facade.typed;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.OkHttpVersion;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;

/**
 * Creates a {@link Gen1ResellerApi}, and interprets its answers as callers of generation 1 do.
 *
 * <pre>{@code
 * Gen1ResellerApi gen1 = Gen1.connect(program);
 * Response<Gen1Receipt> response = gen1.upload(request).execute();
 * Gen1.error(response).ifPresent(error -> log.warn("{}", error));
 * }</pre>
 */
public final class Gen1 {
    static final String SUCCESS = "2000000";

    static final String SERVICE = "https://eu-be-reseller.samsungknox.com";
    private static final String ANY_KEY = "in-process";

    /** Compares programs by identity. Its values are weak too, because each of them holds its key. */
    private static final LoadingCache<DeploymentProgram, Gen1ResellerApi> SHARED =
            CacheBuilder.newBuilder().weakKeys().weakValues().build(CacheLoader.from(Gen1::connectShared));

    private static final LoadingCache<DeploymentProgram, DeploymentProgram> REMEMBERING =
            CacheBuilder.newBuilder().weakKeys().weakValues().build(CacheLoader.from(Gen1::remembering));

    private Gen1() {}

    /**
     * Returns generation 1 on a program, inside the process: on generation 2, if the program is a {@code Gen2Client}.
     * The caller closes the program. A program that does not record writes gets a ledger in memory, which ends with the
     * returned interface; see {@link io.github.kdpbridge.gen1facade.Gen1Handler}. A second interface on such a program would
     * have a ledger of its own, and send a repeated write once more: connect both to one {@link #remembering} program.
     *
     * <p>A {@code Gen2Client} checks identifiers before it sends them, which generation 1 left to the service: build it
     * with {@link io.github.kdpbridge.core.DeviceCheck#none()} to keep that. Time-outs are the program's.
     */
    public static Gen1ResellerApi connect(DeploymentProgram program) {
        return connect(program, new OkHttpClient());
    }

    /**
     * Returns generation 1 on a program as {@link #connect(DeploymentProgram)} does, the same one for the same program as long as
     * it is in use: for single calls that stay behind in code that has moved. Give it a program that records writes, such as
     * {@link #remembering}: the memory of another one may end after a call.
     */
    public static Gen1ResellerApi shared(DeploymentProgram program) {
        return SHARED.getUnchecked(program);
    }

    private static Gen1ResellerApi connectShared(DeploymentProgram program) {
        return connect(sharedProgram(program));
    }

    /**
     * Returns a program with the memory of {@link #shared}, the same one for the same program as long as it or that interface is in
     * use: itself if it records writes, or else with a ledger in memory, so keep it. The caller closes the given one. For code that has moved
     * and got its interface from {@link #shared} in several places. Thread-safe.
     */
    public static DeploymentProgram sharedProgram(DeploymentProgram program) {
        return program.remembersWrites() ? program : REMEMBERING.getUnchecked(program);
    }

    /**
     * Returns a program with the memory that {@link #connect(DeploymentProgram)} gives it: itself if it records writes, or else
     * with a ledger in memory, which ends with the returned program. The caller closes the given one.
     *
     * <p>All that is to share the memory uses the returned program: a repeated write gets the receipt of the first, and a status
     * names each device of a write. On the given program, a write is not recorded, and a status has what the service says.
     */
    public static DeploymentProgram remembering(DeploymentProgram program) {
        return program.remembersWrites() ? program : LedgerProgram.of(program, InMemoryLedger.create());
    }

    /**
     * Returns generation 1 on a program, inside the process, with the interceptors and the dispatcher of an existing
     * client. {@link Gen1CompatInterceptor} says which of its settings have no effect. The memory is as with {@link
     * #connect(DeploymentProgram)}.
     *
     * @param program the program; the caller closes it
     * @param http the client; the caller closes it
     */
    public static Gen1ResellerApi connect(DeploymentProgram program, OkHttpClient http) {
        Gen1CompatInterceptor interceptor = Gen1CompatInterceptor.on(program);
        return api(
                SERVICE,
                http.newBuilder()
                        .addInterceptor(new KeyHeader(ANY_KEY))
                        .addInterceptor(interceptor)
                        .build());
    }

    /**
     * Returns generation 1 at a URL: the real service, or a gateway. 10 s to connect, 30 s to read or write, 60 s for a
     * whole call.
     *
     * @param baseUrl the URL up to {@code /bulkenroll}
     * @param key the static key; secret, no message or answer holds it
     * @throws IllegalArgumentException if the URL or the key is malformed
     */
    public static Gen1ResellerApi connect(String baseUrl, String key) {
        return connect(
                baseUrl,
                key,
                new OkHttpClient.Builder()
                        .connectTimeout(Duration.ofSeconds(10))
                        .readTimeout(Duration.ofSeconds(30))
                        .writeTimeout(Duration.ofSeconds(30))
                        .callTimeout(Duration.ofSeconds(60))
                        .build());
    }

    /**
     * Returns generation 1 at a URL, with the time-outs, the proxy and the certificates of an existing client. Whatever
     * its settings, requests are never retried, and redirects never followed, because the key would go to the other
     * host.
     *
     * @param baseUrl the URL up to {@code /bulkenroll}
     * @param key the static key; secret, no message or answer holds it
     * @param http the client; the caller closes it
     * @throws IllegalArgumentException if the URL or the key is malformed
     */
    public static Gen1ResellerApi connect(String baseUrl, String key, OkHttpClient http) {
        return api(
                baseUrl,
                SingleAttempt.of(http).addInterceptor(new KeyHeader(key)).build());
    }

    static Gen1ResellerApi api(String baseUrl, OkHttpClient http) {
        OkHttpVersion.require();
        return new Retrofit.Builder()
                .baseUrl(directory(baseUrl))
                .callFactory(http)
                .addConverterFactory(MoshiConverterFactory.create(Answers.MOSHI))
                .validateEagerly(true)
                .build()
                .create(Gen1ResellerApi.class);
    }

    private static HttpUrl directory(String baseUrl) {
        HttpUrl url = HttpUrl.get(baseUrl.endsWith("/") ? baseUrl : baseUrl + "/");
        // The message does not quote a URL that may contain a secret.
        checkArgument(
                url.query() == null && url.fragment() == null && url.username().isEmpty(),
                "the base URL must have no query, fragment or user: %s",
                url.redact());
        return url;
    }

    /**
     * Returns whether a request succeeded: HTTP 200 and, on the receipt of an upload or a deletion, code 2000000
     * (observed). A complete transaction may still have failed for each of its devices.
     */
    public static boolean isSuccess(Response<?> response) {
        boolean ok = response.code() == HttpURLConnection.HTTP_OK && response.body() != null;
        return ok && !(response.body() instanceof Gen1Receipt receipt && !SUCCESS.equals(receipt.getCode()));
    }

    /**
     * Returns the error of a failed request, or empty after a success. Never throws; fields missing in the body are
     * null. The error body can still be read afterwards; if it was read before, only the status is left.
     */
    public static Optional<Gen1Error> error(Response<?> response) {
        if (isSuccess(response)) {
            return Optional.empty();
        }
        Gen1Error error = response.body() instanceof Gen1Receipt receipt ? error(receipt) : error(response.errorBody());
        error.setHttpStatus(response.code());
        return Optional.of(error);
    }

    private static Gen1Error error(Gen1Receipt receipt) {
        Gen1Error error = new Gen1Error();
        error.setTransactionId(receipt.getTransactionId());
        error.setState(receipt.getState());
        error.setCode(receipt.getCode());
        error.setMessage(receipt.getMessage());
        error.setData(receipt.getData());
        error.setUnknownFields(receipt.getUnknownFields());
        return error;
    }

    private static Gen1Error error(@Nullable ResponseBody body) {
        if (body == null) {
            return new Gen1Error();
        }
        ByteString text = ByteString.EMPTY;
        Gen1Error error;
        try (BufferedSource source = body.source().peek()) {
            text = source.readByteString();
            error = Answers.ERROR.fromJson(JsonReader.of(new Buffer().write(text)));
        } catch (IOException notOfGeneration1) {
            error = new Gen1Error();
        }
        error.setBody(text.size() == 0 ? null : text.utf8());
        return error;
    }
}
