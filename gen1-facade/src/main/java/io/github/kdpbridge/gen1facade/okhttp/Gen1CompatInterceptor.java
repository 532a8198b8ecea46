package io.github.kdpbridge.gen1facade.okhttp;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.OkHttpVersion;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Header;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of an {@link okhttp3.OkHttpClient} for the hosts of generation 1 inside the process, and passes
 * on all others. Code that was written for generation 1 on OkHttp or Retrofit changes one line:
 *
 * <pre>{@code
 * OkHttpClient http = new OkHttpClient.Builder().addInterceptor(Gen1CompatInterceptor.on(program)).build();
 * }</pre>
 *
 * <p>The hosts are {@code eu-be-reseller.samsungknox.com} and {@code us-be-reseller.samsungknox.com} (documented), with
 * {@code http} or {@code https} and any port, and those that {@link #alsoFor} adds.
 *
 * <p>Add it after all other application interceptors, such as one that sets the key: later ones do not see requests for
 * these hosts. As nothing is sent, network interceptors, the cache, cookies, authenticators, proxies and time-outs for
 * connecting, reading and writing have no effect either. There are no redirects, and OkHttp retries nothing. Earlier
 * interceptors see the request and its answer as usual.
 *
 * <p>The work runs on the caller's thread, or on one of the dispatcher's. A call that is cancelled before it reaches
 * the program has no effect. One that is cancelled later, or times out, ends with the same {@link IOException} as with
 * a real service, but only after the program has answered, and the effects remain; so limit the program's own time
 * instead. Interrupts are handled by the program.
 *
 * <p>A body is held in memory as a whole, up to the size of a byte array. A failure to write it is thrown to the caller
 * before the program is called.
 *
 * <p>The program's own requests on the same thread always pass, so that a program for the real generation 1 may share
 * the client. Immutable, and safe for use by many threads.
 */
public final class Gen1CompatInterceptor implements Interceptor {
    private static final ImmutableSet<HostAndPort> SERVICE = ImmutableSet.of(
            HostAndPort.fromHost("eu-be-reseller.samsungknox.com"),
            HostAndPort.fromHost("us-be-reseller.samsungknox.com"));

    private static final String JSON_TYPE = "application/json";
    private static final MediaType JSON = MediaType.get(JSON_TYPE);
    private static final int CONTENT_TOO_LARGE = 413;
    private static final long UNKNOWN_LENGTH = -1;

    private final Gen1Handler handler;
    private final ImmutableSet<HostAndPort> hosts;

    @SuppressWarnings("ThreadLocalUsage") // per interceptor: a program may itself call a service through another one
    private final ThreadLocal<Boolean> answering = ThreadLocal.withInitial(() -> false);

    private Gen1CompatInterceptor(Gen1Handler handler, Set<HostAndPort> hosts) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.hosts = ImmutableSet.copyOf(hosts);
    }

    /**
     * Returns an interceptor for one account, with any key. A request without a key is refused all the same, as in
     * generation 1. A program that does not record writes gets a ledger in memory; see {@link Gen1Handler}. Two clients that are
     * to share it get the same interceptor, or interceptors on one handler.
     *
     * @throws IllegalStateException if the OkHttp of the program is older than 4.12, or of two versions
     */
    public static Gen1CompatInterceptor on(DeploymentProgram program) {
        return on(Gen1Handler.of(program));
    }

    /**
     * Returns an interceptor for the accounts of a handler, which checks the keys.
     *
     * @throws IllegalStateException if the OkHttp of the program is older than 4.12, or of two versions
     */
    public static Gen1CompatInterceptor on(Gen1Handler handler) {
        OkHttpVersion.require();
        return new Gen1CompatInterceptor(handler, SERVICE);
    }

    /**
     * Returns an interceptor that also answers for another host, for callers with a configurable URL.
     *
     * @param host a host for any port, or {@code host:port}; an IPv6 address with a port stands in brackets
     * @throws IllegalArgumentException if it is neither
     */
    public Gen1CompatInterceptor alsoFor(String host) {
        return new Gen1CompatInterceptor(
                handler,
                ImmutableSet.<HostAndPort>builder()
                        .addAll(hosts)
                        .add(host(host))
                        .build());
    }

    private static HostAndPort host(String text) {
        try {
            HostAndPort given = HostAndPort.fromString(text);
            // The canonical form of a URL: lower case, and no brackets around an IPv6 address.
            String name = new HttpUrl.Builder()
                    .scheme("https")
                    .host(given.getHost())
                    .build()
                    .host();
            return given.hasPort() ? HostAndPort.fromParts(name, given.getPort()) : HostAndPort.fromHost(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("neither a host nor host:port: '" + text + "'", e);
        }
    }

    /**
     * Answers a request, or passes it on.
     *
     * @throws IOException if the call is cancelled, or its body cannot be written
     * @throws IllegalStateException if this was added as a network interceptor
     */
    @Override
    public Response intercept(Chain chain) throws IOException {
        if (chain.connection() != null) {
            throw new IllegalStateException("Gen1CompatInterceptor answers before anything is sent: add it with"
                    + " addInterceptor, not with addNetworkInterceptor");
        }
        Request request = chain.request();
        if (!answers(request.url()) || answering.get()) {
            return chain.proceed(request);
        }
        long sentAt = System.currentTimeMillis();
        Gen1Response answer = answer(request, chain.call());
        return response(request, answer)
                .sentRequestAtMillis(sentAt)
                .receivedResponseAtMillis(System.currentTimeMillis())
                .build();
    }

    private boolean answers(HttpUrl url) {
        return hosts.contains(HostAndPort.fromHost(url.host()))
                || hosts.contains(HostAndPort.fromParts(url.host(), url.port()));
    }

    private Gen1Response answer(Request request, Call call) throws IOException {
        requireNotCanceled(call);
        Buffer body = written(request.body());
        requireNotCanceled(call);
        if (body.size() > Integer.MAX_VALUE) {
            return handler.refuse(CONTENT_TOO_LARGE, "the body is larger than " + Integer.MAX_VALUE + " bytes");
        }
        answering.set(true);
        try {
            return handler.handle(gen1(request, body.readByteString()));
        } finally {
            answering.remove();
        }
    }

    private static void requireNotCanceled(Call call) throws IOException {
        if (call.isCanceled()) {
            throw new IOException("Canceled");
        }
    }

    /** Writes a body once, as over HTTP/1.1: a body that is shorter or longer than its declared length is an error. */
    private static Buffer written(@Nullable RequestBody body) throws IOException {
        Buffer content = new Buffer();
        if (body == null) {
            return content;
        }
        if (body.isDuplex()) {
            throw new ProtocolException("a duplex body cannot be sent over HTTP/1.1");
        }
        long announced = body.contentLength();
        body.writeTo(content);
        if (announced != UNKNOWN_LENGTH && announced != content.size()) {
            throw new ProtocolException("expected " + announced + " bytes but received " + content.size());
        }
        return content;
    }

    private static Gen1Request gen1(Request request, ByteString body) {
        List<Gen1Header> headers = new ArrayList<>(request.headers().size());
        request.headers().forEach(header -> headers.add(new Gen1Header(header.getFirst(), header.getSecond())));
        HttpUrl url = request.url();
        return new Gen1Request(request.method(), url.encodedPath(), url.encodedQuery(), headers, body);
    }

    /** All answers have one media type; the cache saves parsing it. */
    private static @Nullable MediaType mediaType(@Nullable String type) {
        if (type == null) {
            return null;
        }
        return type.equals(JSON_TYPE) ? JSON : MediaType.parse(type);
    }

    private static Response.Builder response(Request request, Gen1Response answer) {
        String type = answer.header("Content-Type").orElse(null);
        Headers.Builder headers = new Headers.Builder();
        answer.allHeaders().forEach(header -> headers.addUnsafeNonAscii(header.name(), header.value()));
        ByteString body = request.method().equals("HEAD") ? ByteString.EMPTY : answer.body();
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(answer.status())
                .message(ReasonPhrase.of(answer.status()))
                .headers(headers.build())
                .body(ResponseBody.create(body, mediaType(type)));
    }
}
