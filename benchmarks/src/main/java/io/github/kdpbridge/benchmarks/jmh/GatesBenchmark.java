package io.github.kdpbridge.benchmarks.jmh;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.async.Timer;
import io.github.kdpbridge.gen2client.event.Call;
import io.github.kdpbridge.gen2client.event.ClientListener;
import io.github.kdpbridge.gen2client.resilience.Pipeline;
import io.github.kdpbridge.gen2client.token.ServerClock;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.token.TokenCache;
import io.github.kdpbridge.gen2client.token.TokenContext;
import io.github.kdpbridge.gen2client.token.TokenRequest;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.gen2client.wire.TokenApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What every call of the client passes, whatever it asks for. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class GatesBenchmark {
    private static final HttpUrl NOWHERE = HttpUrl.get("http://stub.invalid/");

    private final Call call = new Call(Operation.UPLOAD, "T-1");
    private final ClientListener nobody = new ClientListener() {};
    private final Timer timer = new Timer(Ticker.systemTicker(), Runnable::run);
    private final Pipeline pipeline = new Pipeline(Entrances.resilience(), timer, nobody);
    private final ServerClock clock = new ServerClock(Clock.systemUTC());
    private final TokenCache tokens = new TokenCache(
            new TokenRequest(
                    context -> {
                        Instant now = context.clock().instant();
                        return new Token("Authorization", "Bearer made-up-token", now, now.plus(Duration.ofHours(1)));
                    },
                    new TokenContext(
                            TokenApi.create(
                                    NOWHERE,
                                    new OkHttpClient(),
                                    Gen2Profile.standard().errors()),
                            NOWHERE,
                            NOWHERE,
                            clock),
                    clock),
            timer,
            nobody,
            () -> 0.5);

    /** Ends what runs in the background. */
    @TearDown
    public void close() {
        tokens.close();
        timer.close();
    }

    /** Retry, breaker, rate limit and concurrency limit around nothing. */
    @Benchmark
    public CompletionStage<Call> resilience() {
        return pipeline.run(call, () -> CompletableFuture.completedFuture(call));
    }

    /** A token that is fresh. */
    @Benchmark
    public CompletionStage<Token> token() {
        return tokens.get("upload T-1");
    }
}
