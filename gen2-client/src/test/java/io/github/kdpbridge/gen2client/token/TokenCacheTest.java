package io.github.kdpbridge.gen2client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Timer;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.TestTicker;
import io.github.kdpbridge.gen2client.wire.TokenApi;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExpectedLog(
        "thread kdp-token ended with java.lang.NoClassDefFoundError: a class of the listener") // twice, the second late
class TokenCacheTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final HttpUrl URL = HttpUrl.get("http://kdp.invalid/");
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Call UPLOAD = new Call(Operation.UPLOAD, "7");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicReference<Duration> elapsed = new AtomicReference<>(Duration.ZERO);
    private final AtomicInteger issued = new AtomicInteger();
    private final TokenSource source = mock(TokenSource.class);
    private final ServerClock clock = new ServerClock(clock());
    private final Timer timer = new Timer(TestTicker.showing(() -> elapsed.get()), Runnable::run);
    /** One for each request that gave no token, once the cache knows. */
    private final Semaphore refusals = new Semaphore(0);

    private final AtomicBoolean listenerFails = new AtomicBoolean();
    private final ClientListener listener = new ClientListener() {
        @Override
        public void token(boolean obtained) {
            if (!obtained) {
                refusals.release();
            }
            if (listenerFails.get()) {
                throw new NoClassDefFoundError("a class of the listener");
            }
        }
    };
    private final TokenCache cache = new TokenCache(request(), timer, listener, () -> 0.0);

    @AfterEach
    void close() {
        cache.close();
        timer.close();
    }

    private TokenRequest request() {
        return new TokenRequest(source, new TokenContext(api(), URL, URL, clock), clock);
    }

    private Token get(TokenCache tokens) {
        return Waiting.on("upload 7", true, () -> tokens.get("upload 7"));
    }

    private static TokenApi api() {
        return new TokenApi(new OkHttpClient(), ErrorCatalogue.standard(), Surprises.ignored());
    }

    private Clock clock() {
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenAnswer(call -> now.get());
        return clock;
    }

    private void advance(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
        elapsed.updateAndGet(before -> before.plus(time));
    }

    private Token next() {
        return new Token(
                "t", "token-" + issued.incrementAndGet(), now.get(), now.get().plus(Duration.ofMinutes(30)));
    }

    private void sourceWorks() {
        when(source.request(any())).thenAnswer(call -> next());
    }

    private String value() {
        return get(cache).value();
    }

    /** The background thread publishes a new token shortly after the source returned it. */
    private void awaitValue(String value) throws InterruptedException {
        CountDownLatch published = new CountDownLatch(1);
        Thread watcher = new Thread(() -> {
            while (!value().equals(value)) {
                Thread.onSpinWait();
            }
            published.countDown();
        });
        watcher.setDaemon(true);
        watcher.start();
        assertThat(published.await(WAIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void freshToken_isSharedWithoutAsking() {
        sourceWorks();

        assertThat(value()).isEqualTo("token-1");
        advance(Duration.ofMinutes(20));
        assertThat(value()).isEqualTo("token-1");
        verify(source, times(1)).request(any());
    }

    @Test
    void staleToken_isHandedOutWhileANewOneIsFetched() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        when(source.request(any())).thenAnswer(call -> next()).thenAnswer(call -> {
            release.await();
            return next();
        });
        assertThat(value()).isEqualTo("token-1");

        advance(Duration.ofMinutes(21));
        assertThat(value()).isEqualTo("token-1");
        assertThat(value()).isEqualTo("token-1");
        release.countDown();

        awaitValue("token-2");
        verify(source, times(2)).request(any());
    }

    /** The shortest life that there is (documented). */
    @Test
    void tokenOfAMinute_isRenewedAsOftenAsItMustBe() {
        when(source.request(any()))
                .thenAnswer(call -> new Token(
                        "t",
                        "token-" + issued.incrementAndGet(),
                        now.get(),
                        now.get().plusSeconds(60)));

        for (int second = 0; second < 600; second++) {
            value();
            advance(Duration.ofSeconds(1));
        }

        assertThat(issued.get()).isBetween(10, 15);
    }

    @Test
    void signedTokenThatWasUsedBefore_isSignedAnewOnce() {
        ServiceError usedBefore =
                new ServiceError(Condition.API_KEY_NON_UNIQUE_JWTID, "4002250", "API_KEY_NON_UNIQUE_JWTID", null);
        when(source.request(any()))
                .thenThrow(new RefusedException("token request", usedBefore, 400, null, false))
                .thenAnswer(call -> next());

        assertThat(value()).isEqualTo("token-1");
        verify(source, times(2)).request(any());
    }

    @Test
    void spentToken_isNeverHandedOut() {
        sourceWorks();
        assertThat(value()).isEqualTo("token-1");

        advance(Duration.ofMinutes(29).plusSeconds(30));

        assertThat(value()).isEqualTo("token-2");
    }

    @Test
    @ExpectedLog("no new token: token request got no answer: silence")
    void failedRenewal_keepsTheOldTokenAndTriesAgainLater() throws Exception {
        when(source.request(any()))
                .thenAnswer(call -> next())
                .thenThrow(new UnreachableException("token request", "silence", null, false))
                .thenAnswer(call -> next());
        assertThat(value()).isEqualTo("token-1");
        advance(Duration.ofMinutes(21));

        assertThat(value()).isEqualTo("token-1");
        refusals.acquire();
        verify(source, times(2)).request(any());
        advance(Duration.ofSeconds(2));
        awaitValue("token-2");
    }

    @Test
    void everyWaiterLearnsWhyThereIsNoToken() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        when(source.request(any())).thenAnswer(call -> {
            release.await();
            throw new UnreachableException("token request", "silence", null, false);
        });
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = IntStream.range(0, 8)
                    .mapToObj(i -> callers.submit((Callable<String>) this::value))
                    .toList();
            verify(source, timeout(WAIT.toMillis())).request(any());
            release.countDown();
            for (Future<String> answer : answers) {
                assertThatThrownBy(answer::get)
                        .cause()
                        .isInstanceOf(UnreachableException.class)
                        .hasMessage("upload 7 got no answer: no token: token request got no answer: silence");
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void failure_isNotRemembered() {
        when(source.request(any()))
                .thenThrow(new UnreachableException("token request", "silence", null, false))
                .thenAnswer(call -> next());

        assertThatThrownBy(this::value).isInstanceOf(UnreachableException.class);
        assertThat(value()).isEqualTo("token-1");
    }

    @Test
    void refusedCredentials_areALocalRefusal() {
        ServiceError error = new ServiceError(Condition.ACCESS_TOKEN_BAD_REQUEST, "4012250", "BAD", "unknown client");
        when(source.request(any())).thenThrow(new RefusedException("token request", error, 401, null, false));

        assertThatThrownBy(this::value)
                .isInstanceOfSatisfying(
                        RefusedLocallyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS))
                .hasMessage("upload 7 was not sent: no token: token request was refused: BAD (code 4012250):"
                        + " unknown client [HTTP 401]");
    }

    @Test
    void failingTokenService_isNotTheCredentialsFault() {
        ServiceError error = new ServiceError(Condition.INTERNAL_SERVER_ERROR, "50000000", "OOPS", null);
        when(source.request(any())).thenThrow(new RefusedException("token request", error, 500, null, false));

        assertThatThrownBy(this::value).isInstanceOf(UnreachableException.class);
    }

    @Test
    void refusedToken_isReplacedOnceHoweverManyComplain() {
        sourceWorks();
        Token first = get(cache);

        assertThat(cache.refused(UPLOAD, first)).isTrue();
        Token second = get(cache);
        assertThat(cache.refused(UPLOAD, first)).isFalse();

        assertThat(second.value()).isEqualTo("token-2");
        assertThat(value()).isEqualTo("token-2");
        verify(source, times(2)).request(any());
    }

    @Test
    void interruptedWaiter_staysInterrupted() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        when(source.request(any())).thenAnswer(call -> {
            release.await();
            return next();
        });
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::value)
                .isInstanceOf(UnreachableException.class)
                .hasMessage("upload 7 got no answer: the thread was interrupted while it waited");
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
    }

    @Test
    void closedCache_saysSo() {
        cache.close();

        assertThatThrownBy(this::value)
                .isInstanceOfSatisfying(
                        RefusedLocallyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED))
                .hasMessage("upload 7 was not sent: the client is closed");
    }

    @Test
    void token_neverShowsItsValue() {
        assertThat(new Token("t", "secret", START, START.plusSeconds(60)).toString())
                .doesNotContain("secret");
        assertThatThrownBy(() -> new Token("t", "secret", START, START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    /** One that was kept would have every call fail until its end. */
    @Test
    void tokenThatNoHeaderCanCarry_isNotKept() {
        when(source.request(any()))
                .thenAnswer(call -> new Token("Authorization", "Bearer a\nb", START, START.plusSeconds(600)))
                .thenAnswer(call -> next());

        assertThatThrownBy(() -> get(cache))
                .isInstanceOfSatisfying(
                        RefusedLocallyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS))
                .hasMessage("upload 7 was not sent: no token: the token has characters that the header Authorization"
                        + " cannot carry");
        assertThat(value()).isEqualTo("token-1");
    }

    static Stream<KdpException> pauses() {
        ServiceError error = new ServiceError(Condition.UNKNOWN, "slow_down", "", null);
        return Stream.of(
                new RefusedException("token request", error, 429, null, false),
                new AnswerNotUnderstoodException("token request", 429, "there is no body", null, false));
    }

    /** The credentials may be good: what waits for a transaction, for example, goes on waiting. */
    @ParameterizedTest
    @MethodSource("pauses")
    void tokenServiceThatAsksForAPause_getsOneAndIsNoFaultOfTheCredentials(KdpException pause) {
        when(source.request(any())).thenThrow(pause).thenAnswer(call -> next());

        for (int call = 0; call < 30; call++) {
            assertThatThrownBy(this::value)
                    .isInstanceOf(UnreachableException.class)
                    .hasMessage("upload 7 got no answer: no token: " + pause.getMessage());
        }
        verify(source, times(1)).request(any());
        advance(Duration.ofSeconds(1));
        assertThat(value()).isEqualTo("token-1");
    }

    private void sourceRefuses() {
        ServiceError error = new ServiceError(Condition.UNKNOWN, "invalid_client", "", null);
        when(source.request(any())).thenThrow(new RefusedException("token request", error, 401, null, false));
    }

    /** A proxy may write the body, or nobody. */
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void refusalThatCannotBeRead_isNotAskedForWithEachCallEither(int status) {
        when(source.request(any()))
                .thenThrow(new AnswerNotUnderstoodException(
                        "token request", status, "the body is not valid JSON: <html>", null, false));

        for (int call = 0; call < 30; call++) {
            assertThatThrownBy(this::value)
                    .isInstanceOfSatisfying(
                            RefusedLocallyException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS));
        }
        verify(source, times(1)).request(any());
    }

    /** A service may lock an account that asks with wrong credentials in a row. */
    @Test
    void wrongSecret_isNotTriedWithEachCall() {
        sourceRefuses();

        for (int call = 0; call < 30; call++) {
            assertThatThrownBy(this::value)
                    .isInstanceOf(RefusedLocallyException.class)
                    .hasMessage("upload 7 was not sent: no token: token request was refused: UNKNOWN (code"
                            + " invalid_client) [HTTP 401]");
        }
        verify(source, times(1)).request(any());

        for (int second = 0; second < 300; second++) {
            advance(Duration.ofSeconds(1));
            assertThatThrownBy(this::value).isInstanceOf(RefusedLocallyException.class);
        }
        assertThat(mockingDetails(source).getInvocations()).hasSizeBetween(8, 12);
    }

    @Test
    void secretThatWasSetRight_isTriedAfterThePause() {
        ServiceError error = new ServiceError(Condition.UNKNOWN, "invalid_client", "", null);
        when(source.request(any()))
                .thenThrow(new RefusedException("token request", error, 401, null, false))
                .thenAnswer(call -> next());
        assertThatThrownBy(this::value).isInstanceOf(RefusedLocallyException.class);

        advance(Duration.ofSeconds(1));

        assertThat(value()).isEqualTo("token-1");
    }

    /** The service gives tokens and takes none: of a client whose right was withdrawn, for example. */
    @Test
    void tokensThatAreNeverTaken_areNotAskedForWithEachCall() {
        sourceWorks();

        for (int call = 0; call < 30; call++) {
            cache.refused(UPLOAD, get(cache));
        }

        verify(source, times(2)).request(any());
    }

    /** Others may be taken with it, or with its successor: the refusal is of the operation. */
    @Test
    void operationThatNoTokenHelps_isTriedWithANewOneAfterGrowingPauses() {
        sourceWorks();

        for (int second = 0; second < 300; second++) {
            cache.refused(UPLOAD, get(cache));
            advance(Duration.ofSeconds(1));
        }

        assertThat(issued.get()).isBetween(8, 12);
    }

    @Test
    void operationThatNoTokenHelps_keepsNoOtherFromANewOne() {
        sourceWorks();
        cache.refused(UPLOAD, get(cache));
        Token second = get(cache);
        cache.refused(UPLOAD, second);

        assertThat(cache.refused(new Call(Operation.STATUS, "7"), second)).isTrue();

        assertThat(value()).isEqualTo("token-3");
    }

    @Test
    void tokenThatWasTakenBefore_isReplacedAtOnce() {
        sourceWorks();

        for (int call = 0; call < 5; call++) {
            assertThat(cache.refused(UPLOAD, get(cache))).isTrue();
            assertThat(value()).isEqualTo("token-" + (call + 2));
            cache.helped(UPLOAD);
        }

        assertThat(value()).isEqualTo("token-6");
    }

    @Test
    @ExpectedLog("thread kdp-token ended with java.lang.NoClassDefFoundError: a class of the listener")
    void listenerThatThrowsAnError_holdsUpNoCaller() {
        sourceWorks();
        listenerFails.set(true);

        assertThat(value()).isEqualTo("token-1");
        advance(Duration.ofMinutes(30));
        assertThat(value()).isEqualTo("token-2");
    }

    /** It would hold up every renewal after it if they shared its thread. */
    @Test
    void listenerThatDoesNotReturn_holdsUpNoCaller() throws Exception {
        sourceWorks();
        CountDownLatch release = new CountDownLatch(1);
        ClientListener stuck = new ClientListener() {
            @Override
            public void token(boolean obtained) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (TokenCache held = new TokenCache(request(), timer, stuck, () -> 0.0)) {
            assertThat(get(held).value()).isEqualTo("token-1");
            advance(Duration.ofMinutes(30));
            assertThat(get(held).value()).isEqualTo("token-2");
        } finally {
            release.countDown();
        }
    }

    @Test
    void sourceThatThrowsAnError_isAskedAgain() {
        when(source.request(any())).thenThrow(new OutOfMemoryError("in a test")).thenAnswer(call -> next());

        assertThatThrownBy(this::value)
                .isInstanceOf(RefusedLocallyException.class)
                .hasMessage("upload 7 was not sent: no token: in a test");
        assertThat(value()).isEqualTo("token-1");
    }

    @Test
    void sourceThatHangs_isAskedAnewInTheEnd() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        when(source.request(any()))
                .thenAnswer(call -> {
                    hanging.countDown();
                    release.await();
                    return next();
                })
                .thenAnswer(call -> next());
        Thread first = new Thread(this::value);
        first.setDaemon(true);
        first.start();
        hanging.await();

        advance(Duration.ofMinutes(10));

        assertThat(value()).isEqualTo("token-1");
        release.countDown();
        first.join();
    }

    /** The life of a token is a duration, and says nothing of what the machine's clock is set to meanwhile. */
    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void clockThatIsSet_changesNothingInTheLifeOfAToken(long seconds) {
        sourceWorks();
        assertThat(value()).isEqualTo("token-1");

        now.updateAndGet(instant -> instant.plusSeconds(seconds));
        assertThat(value()).isEqualTo("token-1");
        advance(Duration.ofMinutes(30));

        assertThat(value()).isEqualTo("token-2");
    }

    /** With a source that hangs, the caller waited for ever: no thread for its time-out could be started. */
    @Test
    void waitForATokenThatCannotBeTimed_isNotBegun() {
        CountDownLatch hangs = new CountDownLatch(1);
        when(source.request(any())).thenAnswer(call -> {
            hangs.await();
            return next();
        });
        OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
        Scheduler scheduler = mock(Scheduler.class);
        when(scheduler.pause(any())).thenReturn(CompletableFuture.failedFuture(noThread));
        try (TokenCache tokens = new TokenCache(request(), scheduler, listener, () -> 0.0)) {
            assertThat(tokens.get("upload 7"))
                    .failsWithin(Duration.ZERO)
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOf(RefusedLocallyException.class)
                    .withMessage("upload 7 was not sent: the executor does not take it")
                    .withCause(noThread);
        } finally {
            hangs.countDown();
        }
    }
}
