package io.github.kdpbridge.gateway.doctor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Records the server and the time of a service's first answer. */
final class Witness implements Interceptor {
    private final Clock clock;
    private volatile @Nullable String server;
    private volatile @Nullable Duration ahead;

    Witness(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Instant sent = clock.instant();
        Response response = chain.proceed(chain.request());
        Instant received = clock.instant();
        if (server == null) {
            Instant date = response.headers().getInstant("Date");
            Instant middle = sent.plus(Duration.between(sent, received).dividedBy(2));
            ahead = date == null ? null : Duration.between(middle, date);
            server = server(chain.request().url());
        }
        return response;
    }

    static String server(HttpUrl url) {
        return url.host() + ":" + url.port();
    }

    /** Returns host and port of the first answer; empty if there was none. */
    Optional<String> server() {
        return Optional.ofNullable(server);
    }

    /** Returns how far the service's clock is ahead of this machine's; empty if the answer had no date. */
    Optional<Duration> ahead() {
        return Optional.ofNullable(ahead);
    }
}
