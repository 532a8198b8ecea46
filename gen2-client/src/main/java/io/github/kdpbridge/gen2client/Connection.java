package io.github.kdpbridge.gen2client;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ServiceLoad;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.WriteGate;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.gen2client.token.ServerClock;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.token.TokenCache;
import io.github.kdpbridge.gen2client.token.TokenContext;
import io.github.kdpbridge.gen2client.token.TokenRequest;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Api;
import io.github.kdpbridge.gen2client.wire.TokenApi;
import io.github.kdpbridge.serviceclient.ServiceClient;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.event.Listeners;
import io.github.kdpbridge.serviceclient.event.LogListener;
import io.github.kdpbridge.serviceclient.event.UnknownCodes;
import io.github.kdpbridge.serviceclient.http.Carrier;
import io.github.kdpbridge.serviceclient.http.Outgoing;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** The state shared by a client's calls: the service client, the token, and the signs in answers. */
final class Connection implements AutoCloseable {
    private final ServiceClient client;
    private final Gen2Api api;
    private final Carrier carrier;
    private final TokenCache tokens;
    private final ClientListener listener;
    private final CallListeners ofCalls = new CallListeners();
    private final UnknownCodes unknownCodes;
    private final AccessCheck access;
    private final WriteGate writes = new WriteGate();

    Connection(Gen2Client.Builder builder, TokenSource source) {
        this.listener = new Listeners(ImmutableList.<ClientListener>builder()
                .add(new LogListener("io.github.kdpbridge.gen2client"))
                .add(ofCalls)
                .addAll(builder.listeners)
                .build());
        this.client = new ServiceClient(builder.resilience, builder.http, builder.executor, listener, builder.ticker);
        this.unknownCodes = new UnknownCodes(listener);
        ServerClock serverClock = new ServerClock(builder.clock);
        OkHttpClient once = client.http(serverClock);
        this.api = Gen2Api.create(builder.baseUrl, once, builder.reseller, builder.profile, listener::surprise);
        this.carrier =
                builder.carriers == null ? client::send : builder.carriers.carrier(builder.resilience, serverClock);
        this.access = new AccessCheck(token -> carrier.carry(api.probe(token)), listener);
        TokenContext context = new TokenContext(
                new TokenApi(once, builder.profile.errors(), listener::surprise),
                onSameHost(builder.baseUrl, builder.profile.tokenPath()),
                onSameHost(builder.baseUrl, builder.profile.oauthPath()),
                serverClock);
        this.tokens = new TokenCache(
                new TokenRequest(source, context, serverClock),
                client.scheduler(),
                listener,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    private static HttpUrl onSameHost(HttpUrl baseUrl, String path) {
        return Objects.requireNonNull(baseUrl.resolve(path), "url");
    }

    Gen2Api api() {
        return api;
    }

    ClientListener listener() {
        return listener;
    }

    /** Returns the listeners of single calls. */
    CallListeners ofCalls() {
        return ofCalls;
    }

    /** Runs work that holds a thread; see {@link ServiceClient#send}. */
    <T> CompletionStage<T> run(String operation, Supplier<T> work) {
        return client.send(operation, work);
    }

    ServiceLoad load() {
        return client.load();
    }

    WriteGate writes() {
        return writes;
    }

    Scheduler scheduler() {
        return client.scheduler();
    }

    /**
     * Sends a request through all gates. The token is requested behind the last one.
     *
     * @param call the call
     * @param request describes it, with the headers that carry the token
     */
    <T> CompletionStage<T> call(Call call, Function<Map<String, String>, Outgoing<T>> request) {
        return client.call(call, () -> authorized(call, request));
    }

    /** Requests a token, unless there is one. */
    CompletionStage<Token> authenticate() {
        return tokens.get("access");
    }

    private <T> CompletionStage<T> authorized(Call call, Function<Map<String, String>, Outgoing<T>> request) {
        return tokens.get(call.toString()).thenCompose(token -> {
            CompletionStage<T> sent = exchange(call, token, request, () -> {});
            return Stages.recover(
                    sent,
                    refused ->
                            isOfToken(refused) ? withAnother(call, request, token, refused) : Stages.failed(refused));
        });
    }

    /** Repeats a request whose token was refused with a new token, if there is one. */
    private <T> CompletionStage<T> withAnother(
            Call call, Function<Map<String, String>, Outgoing<T>> request, Token token, KdpException refused) {
        boolean ended = tokens.refused(call, token);
        return tokens.get(call.toString()).thenCompose(renewed -> {
            if (renewed.equals(token)) {
                return Stages.failed(refused);
            }
            Runnable taken = ended ? () -> tokens.helped(call) : () -> {};
            return exchange(call, renewed, request, taken);
        });
    }

    /**
     * Sends a request once.
     *
     * @param taken runs when the service has accepted the token
     */
    private <T> CompletionStage<T> exchange(
            Call call, Token token, Function<Map<String, String>, Outgoing<T>> request, Runnable taken) {
        CompletionStage<T> sent = Stages.begin(() -> carrier.carry(request.apply(token.headers())))
                .thenApply(answer -> {
                    taken.run();
                    if (answer instanceof Receipt) {
                        access.writeAccepted();
                    }
                    return answer;
                });
        return Stages.recover(sent, e -> {
            unknownCodes.inRefusal(call, e);
            if (isOfToken(e)) {
                return Stages.failed(e);
            }
            if (isOfTheRequest(e)) {
                taken.run();
            }
            return access.judge(call, e, token.headers()).thenCompose(Stages::failed);
        });
    }

    /** Any 401 is, whatever its body: a proxy may have written it. */
    private static boolean isOfToken(KdpException e) {
        if (e.httpStatus() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return true;
        }
        return e instanceof RefusedException refusal
                && refusal.condition().isOfToken()
                && !refusal.mayHaveTakenEffect();
    }

    /** Whether the service judged the request itself, which implies that it accepted the token. */
    private static boolean isOfTheRequest(KdpException e) {
        return e instanceof RefusedException refusal && refusal.httpStatus() < 500 && !isOfToken(refusal);
    }

    /** Reports unknown codes in statuses. */
    void inspect(Call call, List<TransactionStatus> statuses) {
        unknownCodes.inStatuses(call, statuses);
    }

    @Override
    public void close() {
        tokens.close();
        carrier.close();
        client.close();
    }
}
