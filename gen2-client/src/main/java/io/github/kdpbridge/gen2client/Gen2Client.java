package io.github.kdpbridge.gen2client;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.OkHttpVersion;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ServiceLoad;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen2client.bulk.BulkReceipt;
import io.github.kdpbridge.gen2client.bulk.BulkRequest;
import io.github.kdpbridge.gen2client.bulk.BulkUploader;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.http.Carriers;
import io.github.kdpbridge.serviceclient.http.ServiceUrl;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The program over generation 2, for one reseller.
 *
 * <p>All callers share one token, which is renewed before it expires. A request that the service refuses because of its
 * token had no effect, and is repeated once with a new one. {@link Resilience} says what else is repeated, and how much
 * is sent at once. When the answer to a write is lost, the service is asked for its transaction: one that it shows is
 * done, one that it does not show is sent again under the same id, which the service takes once. If it does not answer,
 * {@link KdpException#mayHaveTakenEffect()} of the exception is true.
 *
 * <p>A status names failed devices only (documented); {@link io.github.kdpbridge.core.Completion} adds the others. A
 * transaction that the status does not show may still be on its way. Generation 2 lists no resellers (documented): the
 * list is this account and its vendors, from the builder.
 *
 * <p>Safe for use by many threads; make one and share it. Call {@link #close()} at the end.
 */
public final class Gen2Client implements DeploymentProgram, AutoCloseable {
    private final ResellerId reseller;
    private final Connection connection;
    private final ServiceOperations operations;
    private final Gen2AsyncClient async;

    private Gen2Client(Builder builder, TokenSource tokens) {
        this.reseller = builder.reseller;
        this.connection = new Connection(builder, tokens);
        this.operations = new ServiceOperations(builder, connection, this::send);
        this.async = new Gen2AsyncClient(this, connection, builder.profile.statusLag());
    }

    /**
     * Starts a client for this reseller's account.
     *
     * @throws IllegalStateException if the OkHttp of the program is older than 4.12, or of two versions
     */
    public static Builder builder(ResellerId reseller) {
        OkHttpVersion.require();
        return new Builder(reseller);
    }

    @Override
    public ResellerId reseller() {
        return reseller;
    }

    @Override
    public <A> CompletionStage<A> send(Request<A> request) {
        return operations.send(request);
    }

    /**
     * Uploads any number of devices: cut into requests below the device limit, several of them at once, with
     * transaction ids derived from the caller's. {@link BulkUploader} has the settings.
     *
     * @param request the parts that all requests have in common
     * @param devices the devices; read as fast as they are sent, never held as a whole
     * @return the outcome of each request, with the devices of those to be sent again
     */
    public BulkReceipt uploadAll(BulkRequest request, Stream<DeviceId> devices) {
        return BulkUploader.builder(this).build().upload(request, devices);
    }

    /**
     * Waits for a transaction of a single-tier sale like {@link #awaitCompletion(StatusRequest, Duration, Consumer)}. A
     * receipt names no vendor; in a two-tier sale, give a {@link StatusRequest} that does.
     */
    public TransactionStatus awaitCompletion(Receipt receipt, Duration timeout) {
        return Waiting.on("status " + receipt.transaction(), false, () -> async.completion(receipt, timeout));
    }

    /** Waits like {@link #awaitCompletion(StatusRequest, Duration, Consumer)}, without progress. */
    public TransactionStatus awaitCompletion(StatusRequest request, Duration timeout) {
        return awaitCompletion(request, timeout, status -> {});
    }

    /**
     * Waits until a transaction is complete. Polls after 1 s, 1.5 s and so on, at most 30 s apart. Goes on while the
     * service cannot be reached, and for {@link Gen2Profile#statusLag} while it does not show the transaction.
     *
     * @param request the transaction, and its vendor in a two-tier sale
     * @param timeout the longest wait
     * @param progress receives each incomplete status, on the waiting thread
     * @return the status of the complete transaction: look at its failed devices
     * @throws CompletionTimeoutException if it takes longer
     * @throws KdpException if the service does not know the transaction
     */
    public TransactionStatus awaitCompletion(
            StatusRequest request, Duration timeout, Consumer<TransactionStatus> progress) {
        return Waiting.on(request.label(), false, () -> async.completion(request, timeout, progress));
    }

    /** Requests an access token, unless a fresh one is there; a {@link KdpException} says why there is none. */
    public void authenticate() {
        Waiting.on("access", false, connection::authenticate);
    }

    /** Returns this client with options for calls: a time limit, a listener, a request id. Nothing has to be closed. */
    public Gen2Calls with(CallOptions options) {
        return new Gen2Calls(this, connection, operations, options);
    }

    /** Returns the same operations as futures. */
    public Gen2AsyncClient async() {
        return async;
    }

    /** Returns the load of this client, for work that is to spare its callers. */
    public ServiceLoad load() {
        return connection.load();
    }

    /** Returns the account, without its credentials. */
    @Override
    public String toString() {
        return "Gen2Client[" + reseller + "]";
    }

    /** Ends the background work; requests that have not reached the service fail. What the caller brought stays open. */
    @Override
    public void close() {
        connection.close();
    }

    /** Collects the settings of a {@link Gen2Client}; not safe for several threads. */
    public static final class Builder {
        final ResellerId reseller;
        final List<ClientListener> listeners = new ArrayList<>();
        HttpUrl baseUrl = HttpUrl.get(Region.GLOBAL.baseUrl() + "/");
        Gen2Profile profile = Gen2Profile.standard();
        Resilience resilience = Resilience.standard();
        DeviceCheck deviceCheck = DeviceCheck.standard();
        ImmutableList<Reseller> vendors = ImmutableList.of();
        Clock clock = Clock.systemUTC();
        Ticker ticker = Ticker.systemTicker();

        @Nullable String name;

        @Nullable TokenSource tokens;

        @Nullable OkHttpClient http;

        @Nullable Executor executor;

        @Nullable Carriers carriers;

        private Builder(ResellerId reseller) {
            this.reseller = Objects.requireNonNull(reseller, "reseller");
        }

        /** The source of tokens; required. */
        @CanIgnoreReturnValue
        public Builder tokens(TokenSource tokens) {
            this.tokens = Objects.requireNonNull(tokens, "tokens");
            return this;
        }

        /** The account's name in the list of {@link Gen2Client#resellers}; none by default. */
        @CanIgnoreReturnValue
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** The resellers below the account in the list of {@link Gen2Client#resellers}; none by default. */
        @CanIgnoreReturnValue
        public Builder vendors(List<Reseller> vendors) {
            this.vendors = ImmutableList.copyOf(vendors);
            return this;
        }

        /** The region of the service; {@link Region#GLOBAL} by default. */
        @CanIgnoreReturnValue
        public Builder region(Region region) {
            return baseUrl(region.baseUrl());
        }

        /**
         * The URL of a service outside the regions. The token services are on the same host.
         *
         * @throws IllegalArgumentException if it is not an {@code http} or {@code https} URL, or has a user or a password
         */
        @CanIgnoreReturnValue
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = ServiceUrl.of(baseUrl.endsWith("/") ? baseUrl : baseUrl + "/");
            return this;
        }

        /** The assumed facts about the service; {@link Gen2Profile#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder profile(Gen2Profile profile) {
            this.profile = Objects.requireNonNull(profile, "profile");
            return this;
        }

        /** The gates, time-outs and repeats; {@link Resilience#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder resilience(Resilience resilience) {
            this.resilience = Objects.requireNonNull(resilience, "resilience");
            return this;
        }

        /** The check of identifiers before they are sent: {@link DeviceCheck#standard()}, or none for the service's. */
        @CanIgnoreReturnValue
        public Builder deviceCheck(DeviceCheck check) {
            this.deviceCheck = Objects.requireNonNull(check, "check");
            return this;
        }

        /** Adds a listener, for metrics for example. Events are logged in any case. */
        @CanIgnoreReturnValue
        public Builder listener(ClientListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** The clock that dates signed tokens; the system's by default. It measures no duration: it may be set. */
        @CanIgnoreReturnValue
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        @CanIgnoreReturnValue
        Builder ticker(Ticker ticker) {
            this.ticker = ticker;
            return this;
        }

        /** The transport, with its time-outs, proxy and certificates; stays the caller's to close. By default, the client's own. */
        @CanIgnoreReturnValue
        public Builder http(OkHttpClient http) {
            this.http = Objects.requireNonNull(http, "http");
            return this;
        }

        /** Runs {@link #send} and {@link #async()} while at the service; stays the caller's to close. By default, daemon threads. */
        @CanIgnoreReturnValue
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /** What carries the requests, but those for tokens, in place of OkHttp and the executor; stays the caller's to close. */
        @CanIgnoreReturnValue
        public Builder carriers(Carriers carriers) {
            this.carriers = Objects.requireNonNull(carriers, "carriers");
            return this;
        }

        /**
         * Returns the client. It connects with its first call.
         *
         * @throws IllegalStateException if no source of tokens was set
         */
        public Gen2Client build() {
            checkState(tokens != null, "the client of reseller %s has no source of tokens: call tokens", reseller);
            return new Gen2Client(this, tokens);
        }
    }
}
