package io.github.kdpbridge.gen1client;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.OkHttpVersion;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ServiceLoad;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.gen1client.wire.Gen1Endpoints;
import io.github.kdpbridge.gen1client.wire.Gen1Refusals;
import io.github.kdpbridge.gen1client.wire.ReceiptReading;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.serviceclient.ServiceClient;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.event.Listeners;
import io.github.kdpbridge.serviceclient.event.LogListener;
import io.github.kdpbridge.serviceclient.event.UnknownCodes;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import io.github.kdpbridge.serviceclient.http.RelayedAnswer;
import io.github.kdpbridge.serviceclient.http.ServiceUrl;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The old service, for one reseller: it passes requests of callers on and their answers back, and answers questions of its
 * own.
 *
 * <p>A relayed answer is the service's own: status, body and all headers but those of the connection. The request is the
 * caller's, with the key of this account if one is set. {@link Resilience} says how fast requests go out and how many at once.
 * A relayed read is repeated if that is safe. A relayed write is sent once: a repeat is the caller's to send and the old
 * service's to judge.
 *
 * <p>As {@link DeploymentReads} it asks with its own key, and gives the values of the port, for a comparison with the other
 * generation.
 *
 * <p>Safe for use by many threads; make one and share it. {@link #close()} it at the end.
 */
public final class Gen1Upstream implements DeploymentReads, AutoCloseable {
    private final ResellerId reseller;
    private final RelayMessages messages;
    private final Gen1Refusals refusals;
    private final ReceiptReading receipts;
    private final Gen1Endpoints endpoints;
    private final @Nullable String key;
    private final ServiceClient client;
    private final OkHttpClient http;
    private final UnknownCodes unknownCodes;

    private Gen1Upstream(Builder builder) {
        this.reseller = builder.reseller;
        this.key = builder.key;
        this.messages = new RelayMessages(builder.baseUrl, builder.key, builder.hops);
        this.refusals = new Gen1Refusals(builder.profile.errors());
        this.receipts = new ReceiptReading(builder.profile.errors());
        this.endpoints = new Gen1Endpoints(builder.baseUrl, builder.reseller, builder.profile);
        ClientListener listener = new Listeners(ImmutableList.<ClientListener>builder()
                .add(new LogListener("io.github.kdpbridge.gen1client"))
                .addAll(builder.listeners)
                .build());
        this.client =
                new ServiceClient(builder.resilience, builder.http, builder.executor, listener, Ticker.systemTicker());
        this.http = client.http(chain -> chain.proceed(chain.request()));
        this.unknownCodes = new UnknownCodes(listener);
    }

    /**
     * Starts an upstream.
     *
     * @param reseller the account of the callers
     * @param baseUrl the URL up to {@code /bulkenroll}
     * @throws IllegalArgumentException if it is not an {@code http} or {@code https} URL
     * @throws IllegalStateException if the OkHttp of the program is older than 4.12, or of two versions
     */
    public static Builder builder(ResellerId reseller, String baseUrl) {
        OkHttpVersion.require();
        return new Builder(reseller, baseUrl);
    }

    @Override
    public ResellerId reseller() {
        return reseller;
    }

    /**
     * Passes a request on.
     *
     * @param call the operation, and for a write its transaction as the caller wrote it, by which the receipt is judged
     * @param request the request
     * @return the last answer. Of a write, no failure means that the service accepted it; otherwise the failure says whether
     *     it refused it, or may have accepted it. Fails with a {@link KdpException} if there is no whole answer, and with
     *     {@link Reason#LOOP} if this process has passed the request on before
     */
    public CompletionStage<RelayedAnswer> relay(Call call, RelayedRequest request) {
        return Stages.begin(() -> {
                    messages.refuseLoop(call.toString(), request);
                    Request message = messages.message(request);
                    Exchange exchange = exchange(call);
                    return client.relay(call, () -> judged(call, exchange, exchange.raw(message)));
                })
                .thenApply(relayed -> new RelayedAnswer(RelayMessages.endToEnd(relayed.answer()), relayed.failure()));
    }

    /** Refuses, with {@link Reason#LOOP}, a request that this process has passed on before: it would wait for itself. */
    public void refuseLoop(RelayedRequest request) {
        messages.refuseLoop(request.toString(), request);
    }

    private RelayedAnswer judged(Call call, Exchange exchange, RawAnswer answer) {
        KdpException failure = failure(call, exchange, answer);
        if (failure != null) {
            unknownCodes.inRefusal(call, failure);
        }
        return new RelayedAnswer(answer, failure);
    }

    private @Nullable KdpException failure(Call call, Exchange exchange, RawAnswer answer) {
        if (!call.operation().isWrite()) {
            return exchange.failure(answer);
        }
        try {
            receipts.check(call.subject(), exchange, answer);
            return null;
        } catch (KdpException e) {
            return e;
        }
    }

    /**
     * Asks the old service.
     *
     * @return the answer; fails with {@link Reason#CREDENTIALS} if no key is set, and with an
     *     {@link UnsupportedOperationException} for profiles, which generation 1 does not list
     */
    @Override
    public <A> CompletionStage<A> read(ReadRequest<A> request) {
        return Stages.begin(() -> {
            Call call = Call.of(request);
            Request question = endpoints
                    .question(request)
                    .newBuilder()
                    .header(Gen1Handler.KEY_HEADER, requiredKey(call))
                    .build();
            return client.call(call, () -> client.send(call.toString(), () -> asked(call, request, question)));
        });
    }

    private String requiredKey(Call call) {
        if (key == null) {
            throw new RefusedLocallyException(
                    call.toString(), Reason.CREDENTIALS, "there is no key of the old service to ask with", null);
        }
        return key;
    }

    private <A> A asked(Call call, ReadRequest<A> request, Request question) {
        Exchange exchange = exchange(call);
        try {
            A answer = endpoints.read(request, exchange, exchange.raw(question));
            unknownCodes.inAnswer(call, answer);
            return answer;
        } catch (KdpException e) {
            unknownCodes.inRefusal(call, e);
            throw e;
        }
    }

    /**
     * Reads an answer that was relayed to a caller, without asking again.
     *
     * @param request the question as the port asks it
     * @param answer the answer to the same question
     * @throws KdpException if it is a refusal, or not as expected
     * @throws UnsupportedOperationException for profiles, which generation 1 does not list
     */
    public <A> A meaning(ReadRequest<A> request, RawAnswer answer) {
        return endpoints.read(request, exchange(Call.of(request)), answer);
    }

    private Exchange exchange(Call call) {
        return new Exchange(http, call.toString(), call.operation().isWrite(), refusals);
    }

    /** Returns the load of this upstream, for work that is to spare its callers. */
    public ServiceLoad load() {
        return client.load();
    }

    /** Ends all waits. Requests that have not reached the service fail. What the caller brought stays open. */
    @Override
    public void close() {
        client.close();
    }

    /** Collects the settings of a {@link Gen1Upstream}; not safe for several threads. */
    public static final class Builder {
        private final ResellerId reseller;
        private final HttpUrl baseUrl;
        private final List<ClientListener> listeners = new ArrayList<>();
        private Gen1Profile profile = Gen1Profile.standard();
        private Resilience resilience = Resilience.standard();
        private Hops hops = Hops.OF_THIS_PROCESS;

        private @Nullable String key;

        private @Nullable OkHttpClient http;

        private @Nullable Executor executor;

        private Builder(ResellerId reseller, String baseUrl) {
            this.reseller = Objects.requireNonNull(reseller, "reseller");
            this.baseUrl = ServiceUrl.of(baseUrl);
        }

        /**
         * The account's key at the old service, which replaces those of callers; secret. By default each request keeps its
         * own, and the upstream cannot ask by itself.
         *
         * @throws IllegalArgumentException if no header can carry it
         */
        @CanIgnoreReturnValue
        public Builder key(String key) {
            var unused = Gen1Key.of(key);
            this.key = key;
            return this;
        }

        /** What generation 1 looks like where that is assumed; {@link Gen1Profile#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder profile(Gen1Profile profile) {
            this.profile = Objects.requireNonNull(profile, "profile");
            return this;
        }

        /** How the service is treated, and what happens when it fails; {@link Resilience#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder resilience(Resilience resilience) {
            this.resilience = Objects.requireNonNull(resilience, "resilience");
            return this;
        }

        /** Adds a listener to the upstream's work, metrics for example; the log is told in any case. */
        @CanIgnoreReturnValue
        public Builder listener(ClientListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * The name of the process in the header that tells of a loop, a word; by default one that no other process has, and
         * that all upstreams of this one share.
         *
         * @throws IllegalArgumentException if it is not a word of letters, digits, points, dashes and underscores
         */
        @CanIgnoreReturnValue
        public Builder hop(String name) {
            this.hops = Hops.of(name);
            return this;
        }

        /** The transport, which stays the caller's to close; by default one with the time-outs of {@link #resilience}. */
        @CanIgnoreReturnValue
        public Builder http(OkHttpClient http) {
            this.http = Objects.requireNonNull(http, "http");
            return this;
        }

        /**
         * What runs requests that no thread waits for, while they are at the service; it stays the caller's to close. By
         * default daemon threads of the upstream's own.
         */
        @CanIgnoreReturnValue
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /** Returns the upstream, which connects with its first request. */
        public Gen1Upstream build() {
            return new Gen1Upstream(this);
        }
    }
}
