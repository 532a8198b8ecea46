package io.github.kdpbridge.gen2client;

import static com.google.common.base.Preconditions.checkState;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Profile;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.token.TokenCache;
import io.github.kdpbridge.gen2client.token.TokenContext;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Api;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program over generation 2, for one reseller.
 *
 * <p>Tokens are asked for once for any number of callers and renewed ahead of their end. A request that the service
 * answers with 401 is repeated once with a new token, because it provably had no effect; nothing else is ever sent
 * twice.
 *
 * <p>Safe for use by many threads; make one and share it. {@link #close()} it at the end.
 */
public final class Gen2Client implements DeploymentProgram, AutoCloseable {
    /** The global service, which the vendor recommends (documented). */
    public static final String GLOBAL_URL = "https://api.samsungknox.com/kcs/v1/rp";

    private static final Logger LOG = LoggerFactory.getLogger(Gen2Client.class);

    private final ResellerId reseller;
    private final Gen2Api api;
    private final TokenCache tokens;
    private final @Nullable OkHttpClient ownHttp;

    private Gen2Client(Builder builder, TokenSource source) {
        this.reseller = builder.reseller;
        OkHttpClient given = builder.http;
        OkHttpClient http = given == null ? defaultHttp() : given;
        this.ownHttp = given == null ? http : null;
        this.api = Gen2Api.create(builder.baseUrl, http, builder.profile);
        HttpUrl tokenUrl = Objects.requireNonNull(builder.baseUrl.resolve(builder.profile.tokenPath()), "tokenUrl");
        this.tokens = new TokenCache(
                source,
                new TokenContext(api, tokenUrl, builder.clock),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Starts a client for this reseller's account. */
    public static Builder builder(ResellerId reseller) {
        return new Builder(reseller);
    }

    @Override
    public ResellerId reseller() {
        return reseller;
    }

    @Override
    public Receipt upload(UploadRequest request) {
        return call("upload " + request.transaction(), token -> api.upload(token, reseller, request));
    }

    @Override
    public Receipt delete(DeleteRequest request) {
        return call("delete " + request.transaction(), token -> api.delete(token, reseller, request));
    }

    @Override
    public TransactionStatus status(StatusRequest request) {
        return call("status " + request.transaction(), token -> api.status(token, reseller, request));
    }

    @Override
    public Page<ListedDevice> devices(DeviceQuery query, PageRequest page) {
        return call("device list, " + page, token -> api.lists().devices(token, reseller, query, page));
    }

    @Override
    public Page<Customer> customers(CustomerQuery query, PageRequest page) {
        return call("customer list, " + page, token -> api.lists().customers(token, reseller, query, page));
    }

    @Override
    public Page<Reseller> resellers(PageRequest page) {
        return call("reseller list, " + page, token -> api.lists().resellers(token, reseller, page));
    }

    /**
     * Lists a customer's Knox Mobile Enrollment profiles, whose aliases an upload can name (documented, July 2020;
     * generation 1 has nothing like it). The service is not known to cut this list into pages.
     *
     * @throws KdpException if the service did not give the list
     */
    public List<Profile> kmeProfiles(CustomerId customer) {
        return call("KME profiles of " + customer, token -> api.lists().kmeProfiles(token, reseller, customer));
    }

    /** Ends the background work and, unless the caller brought the transport, closes its connections. */
    @Override
    public void close() {
        tokens.close();
        if (ownHttp != null) {
            ownHttp.dispatcher().executorService().shutdown();
            ownHttp.connectionPool().evictAll();
        }
    }

    private <T> T call(String operation, Function<Map<String, String>, T> request) {
        Token token = tokens.get(operation);
        try {
            return request.apply(token.headers());
        } catch (RefusedException e) {
            if (e.httpStatus() != HttpURLConnection.HTTP_UNAUTHORIZED) {
                throw e;
            }
            LOG.info("{}: the service refused the token; once more with a new one", operation);
            tokens.refused(token);
            return request.apply(tokens.get(operation).headers());
        }
    }

    private static OkHttpClient defaultHttp() {
        return new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(30))
                .writeTimeout(Duration.ofSeconds(30))
                .callTimeout(Duration.ofSeconds(60))
                .connectionPool(new ConnectionPool(64, 5, TimeUnit.MINUTES))
                .build();
    }

    /** Collects the settings of a {@link Gen2Client}; not safe for several threads. */
    public static final class Builder {
        private final ResellerId reseller;
        private HttpUrl baseUrl = directory(GLOBAL_URL);
        private Gen2Profile profile = Gen2Profile.standard();
        private Clock clock = Clock.systemUTC();
        private @Nullable TokenSource tokens;
        private @Nullable OkHttpClient http;

        private Builder(ResellerId reseller) {
            this.reseller = Objects.requireNonNull(reseller, "reseller");
        }

        /** Where tokens come from; there is no default. */
        @CanIgnoreReturnValue
        public Builder tokens(TokenSource tokens) {
            this.tokens = Objects.requireNonNull(tokens, "tokens");
            return this;
        }

        /**
         * Where the service is; {@link #GLOBAL_URL} by default.
         *
         * @throws IllegalArgumentException if it is not an {@code http} or {@code https} URL
         */
        @CanIgnoreReturnValue
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = directory(baseUrl);
            return this;
        }

        /** What the service looks like where that is assumed; {@link Gen2Profile#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder profile(Gen2Profile profile) {
            this.profile = Objects.requireNonNull(profile, "profile");
            return this;
        }

        /** The clock that tokens are measured by; the system's by default. */
        @CanIgnoreReturnValue
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The transport, with its time-outs, proxy and certificates. It stays the caller's to close. By default the
         * client makes its own: 10 s to connect, 30 s to read or write, 60 s for a whole request.
         */
        @CanIgnoreReturnValue
        public Builder http(OkHttpClient http) {
            this.http = Objects.requireNonNull(http, "http");
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

        private static HttpUrl directory(String url) {
            return HttpUrl.get(url.endsWith("/") ? url : url + "/");
        }
    }
}
