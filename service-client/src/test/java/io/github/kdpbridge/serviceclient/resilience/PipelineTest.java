package io.github.kdpbridge.serviceclient.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Timer;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.TestScheduler;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineTest {
    private static final Call UPLOAD = new Call(Operation.UPLOAD, "7");

    private final List<String> events = new ArrayList<>();
    private final Deque<KdpException> failures = new ArrayDeque<>();
    private Duration now = Duration.ZERO;
    private int calls;

    private final TestScheduler scheduler = TestScheduler.showing(() -> now);
    private final List<Duration> pauses = scheduler.pauses();

    private final ClientListener listener = new ClientListener() {
        @Override
        public void retry(Call call, KdpException failure, Duration pause) {
            events.add("retry " + call + " in " + pause.toMillis());
        }

        @Override
        public void breaker(String state) {
            events.add(state);
        }
    };

    private Pipeline pipeline(Consumer<Resilience.Builder> settings) {
        Resilience.Builder builder =
                Resilience.builder().jitter(0).patience(Duration.ZERO).requestsPerSecond(1_000_000);
        settings.accept(builder);
        return new Pipeline(builder.build(), scheduler, listener);
    }

    private static <T> T run(Pipeline pipeline, Supplier<T> call) {
        return Waiting.on("upload 7", true, () -> pipeline.run(UPLOAD, () -> Stages.of(call)));
    }

    /** Fails as scripted, then succeeds. */
    private String call() {
        calls++;
        KdpException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return "done";
    }

    private void fail(int times, KdpException failure) {
        for (int i = 0; i < times; i++) {
            failures.add(failure);
        }
    }

    private static KdpException refused(int status, boolean mayHaveTakenEffect, @Nullable Integer retryAfter) {
        return new RefusedException(
                "upload 7",
                new ServiceError(Condition.UNKNOWN, "1", "X", null),
                new HttpAnswer(status, retryAfter == null ? null : Duration.ofSeconds(retryAfter)),
                null,
                mayHaveTakenEffect);
    }

    private static KdpException unreachable(boolean mayHaveTakenEffect) {
        return new UnreachableException("upload 7", "silence", null, mayHaveTakenEffect);
    }

    /** What a comparison of the services goes by. */
    @Test
    void load_isAtEaseWhileAnotherRequestWouldBeSentAtOnce() {
        Pipeline pipeline = pipeline(settings ->
                settings.attempts(1).concurrentRequests(1).breakerWindow(2).requestsPerSecond(1_000_000));
        assertThat(pipeline.isAtEase()).isTrue();
        assertThat(pipeline.requestsPerSecond()).isEqualTo(1_000_000);
        CompletableFuture<String> answer = new CompletableFuture<>();
        var unused = pipeline.run(UPLOAD, () -> answer);
        assertThat(pipeline.isAtEase()).as("its only place is taken").isFalse();
        answer.complete("done");
        assertThat(pipeline.isAtEase()).isTrue();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> run(pipeline, () -> {
                        throw unreachable(true);
                    }))
                    .isInstanceOf(UnreachableException.class);
        }
        assertThat(pipeline.isAtEase()).as("its breaker is open").isFalse();
    }

    @Test
    void load_isNotAtEase_whileARequestWaitsForItsTurn() {
        Pipeline pipeline = pipeline(settings -> settings.requestsPerSecond(1).patience(Duration.ofHours(1)));
        for (int i = 0; i < 3; i++) {
            var unused = pipeline.run(UPLOAD, CompletableFuture::new);
        }

        assertThat(pipeline.isAtEase()).isFalse();
    }

    static Stream<Arguments> failuresAndWhetherTheyAreRepeated() {
        return Stream.of(
                Arguments.of(unreachable(false), true),
                Arguments.of(unreachable(true), false),
                Arguments.of(refused(429, false, null), true),
                Arguments.of(refused(503, false, 1), true),
                Arguments.of(refused(500, false, null), true),
                Arguments.of(refused(500, true, null), false),
                Arguments.of(refused(503, true, null), false),
                Arguments.of(refused(400, false, null), false),
                Arguments.of(refused(401, false, null), false),
                Arguments.of(refused(404, false, null), false),
                Arguments.of(new AnswerNotUnderstoodException("status 7", 502, "html", null, false), true),
                Arguments.of(new AnswerNotUnderstoodException("status 7", 404, "html", null, false), false),
                Arguments.of(new AnswerNotUnderstoodException("upload 7", 429, "html", null, false), true),
                Arguments.of(
                        new AnswerNotUnderstoodException(
                                "upload 7", new HttpAnswer(503, Duration.ofSeconds(31)), "html", null, false),
                        false),
                Arguments.of(new AnswerNotUnderstoodException("upload 7", 200, "html", null, true), false),
                Arguments.of(new RefusedLocallyException("upload 7", Reason.CREDENTIALS, "no", null), false));
    }

    /** Only what had no effect, and may go better next time, is sent again. */
    @ParameterizedTest
    @MethodSource("failuresAndWhetherTheyAreRepeated")
    void failure_isRepeatedOnlyIfThatIsSafeAndMayHelp(KdpException failure, boolean repeated) {
        Pipeline pipeline = pipeline(settings -> {});
        failures.add(failure);

        if (repeated) {
            assertThat(run(pipeline, this::call)).isEqualTo("done");
            assertThat(calls).isEqualTo(2);
        } else {
            assertThatThrownBy(() -> run(pipeline, this::call)).isSameAs(failure);
            assertThat(calls).isEqualTo(1);
        }
    }

    @Test
    void pauses_doubleAndAttemptsEnd() {
        Pipeline pipeline = pipeline(settings -> settings.attempts(4).firstPause(Duration.ofMillis(500)));
        fail(9, unreachable(false));

        assertThatThrownBy(() -> run(pipeline, this::call)).isInstanceOf(UnreachableException.class);

        assertThat(calls).isEqualTo(4);
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(events).containsExactly("retry upload 7 in 500", "retry upload 7 in 1000", "retry upload 7 in 2000");
    }

    @Test
    void pauses_areSpreadByTheJitter() {
        Pipeline pipeline = pipeline(settings -> settings.attempts(4).jitter(0.5));
        fail(3, unreachable(false));

        run(pipeline, this::call);

        assertThat(pauses.get(0).toMillis()).isBetween(250L, 750L);
        assertThat(pauses.get(1).toMillis()).isBetween(500L, 1500L);
        assertThat(pauses.get(2).toMillis()).isBetween(1000L, 3000L);
        assertThat(pauses).isNotEqualTo(List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource({"3, 3000", "0, 500"})
    void retryAfter_isHonouredIfItIsLonger(int seconds, int pauseMillis) {
        Pipeline pipeline = pipeline(settings -> {});
        failures.add(refused(429, false, seconds));

        run(pipeline, this::call);

        assertThat(pauses).containsExactly(Duration.ofMillis(pauseMillis));
    }

    @Test
    void serviceThatAsksForMoreThanTheLongestPause_isNotAskedAgain() {
        Pipeline pipeline = pipeline(settings -> settings.longestPause(Duration.ofSeconds(30)));
        failures.add(refused(503, false, 31));

        assertThatThrownBy(() -> run(pipeline, this::call)).isInstanceOf(RefusedException.class);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void closedClient_doesNotTryAgain() {
        Pipeline pipeline = pipeline(settings -> {});
        scheduler.close();
        failures.add(unreachable(false));

        assertThatThrownBy(() -> run(pipeline, this::call)).isInstanceOf(UnreachableException.class);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void breaker_opensOnFailuresOfTheServiceAndTriesAgainLater() {
        Pipeline pipeline = pipeline(settings ->
                settings.attempts(1).breakerWindow(10).breakerFailurePercent(50).breakerPause(Duration.ofSeconds(15)));
        for (int i = 0; i < 10; i++) {
            if (i % 2 == 0) {
                failures.add(refused(500, true, null));
                assertThatThrownBy(() -> run(pipeline, this::call)).isInstanceOf(RefusedException.class);
            } else {
                run(pipeline, this::call);
            }
        }

        assertThatThrownBy(() -> run(pipeline, this::call))
                .isInstanceOfSatisfying(
                        RefusedLocallyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT))
                .hasMessage("upload 7 was not sent: the service failed too often lately and is left alone for a while");
        assertThat(calls).isEqualTo(10);

        now = now.plusSeconds(16);
        for (int i = 0; i < 3; i++) {
            run(pipeline, this::call);
        }
        assertThat(events).containsExactly("OPEN", "HALF_OPEN", "CLOSED");
    }

    private Pipeline openBreaker() {
        Pipeline pipeline = pipeline(settings -> settings.attempts(1)
                .breakerWindow(2)
                .requestTimeout(Duration.ofSeconds(60))
                .breakerPause(Duration.ofSeconds(15)));
        for (int i = 0; i < 2; i++) {
            failures.add(refused(500, true, null));
            assertThatThrownBy(() -> run(pipeline, this::call)).isInstanceOf(RefusedException.class);
        }
        assertThat(events).containsExactly("OPEN");
        return pipeline;
    }

    /** As answers of 2 GB did, each with an OutOfMemoryError. */
    @Test
    void errorsInATrial_doNotHoldTheBreakerHalfOpenForEver() {
        Pipeline pipeline = openBreaker();
        now = now.plusSeconds(16);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> run(pipeline, () -> {
                        throw new OutOfMemoryError("in a test");
                    }))
                    .isInstanceOf(OutOfMemoryError.class);
        }

        for (int i = 0; i < 3; i++) {
            assertThat(run(pipeline, this::call)).isEqualTo("done");
        }
        assertThat(events).containsExactly("OPEN", "HALF_OPEN", "CLOSED");
    }

    @Test
    void trialsThatNeverReturn_doNotHoldTheBreakerHalfOpenForEver() throws Exception {
        Pipeline pipeline = openBreaker();
        now = now.plusSeconds(16);
        CountDownLatch inside = new CountDownLatch(3);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService trials = Executors.newFixedThreadPool(3);
        try {
            for (int i = 0; i < 3; i++) {
                trials.execute(() -> run(pipeline, () -> {
                    inside.countDown();
                    Uninterruptibles.awaitUninterruptibly(release);
                    return "late";
                }));
            }
            inside.await();
            assertThatThrownBy(() -> run(pipeline, this::call)).isInstanceOf(RefusedLocallyException.class);

            now = now.plusSeconds(121);
            assertThatThrownBy(() -> run(pipeline, this::call)).isInstanceOf(RefusedLocallyException.class);
            now = now.plusSeconds(16);

            assertThat(run(pipeline, this::call)).isEqualTo("done");
            assertThat(events).containsExactly("OPEN", "HALF_OPEN", "OPEN", "HALF_OPEN");
        } finally {
            release.countDown();
            trials.shutdownNow();
        }
    }

    @Test
    void errorOfACall_givesItsTurnBack() {
        Pipeline pipeline = pipeline(settings -> settings.concurrentRequests(1));

        assertThatThrownBy(() -> run(pipeline, () -> {
                    throw new StackOverflowError("in a test");
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(run(pipeline, this::call)).isEqualTo("done");
    }

    @Test
    void refusals_neverOpenTheBreaker() {
        Pipeline pipeline =
                pipeline(settings -> settings.attempts(1).breakerWindow(5).breakerFailurePercent(1));
        for (int status : new int[] {400, 401, 403, 404, 409, 429, 400, 400}) {
            failures.add(refused(status, false, null));
            assertThatThrownBy(() -> run(pipeline, this::call)).isInstanceOf(RefusedException.class);
        }

        assertThat(run(pipeline, this::call)).isEqualTo("done");
        assertThat(events).isEmpty();
    }

    @Test
    void rateLimit_holdsBackWhatIsTooMuch() {
        Pipeline pipeline = pipeline(settings -> settings.requestsPerSecond(1));
        run(pipeline, this::call);

        assertThatThrownBy(() -> run(pipeline, this::call))
                .isInstanceOf(RefusedLocallyException.class)
                .hasMessage("upload 7 was not sent: no turn within PT0S at 1 requests a second");
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void concurrencyLimit_holdsBackWhatIsTooMuch() throws Exception {
        Pipeline pipeline = pipeline(settings -> settings.concurrentRequests(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> run(pipeline, () -> {
            inside.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return "done";
        }));
        inside.await();

        assertThatThrownBy(() -> run(pipeline, this::call))
                .hasMessage("upload 7 was not sent: no turn within PT0S with 1 requests at once");
        release.countDown();
        assertThat(first.get()).isEqualTo("done");
    }

    @Test
    void callThatWaitsForOthers_getsItsTurnWithinThePatience() {
        CompletableFuture<String> atTheService = new CompletableFuture<>();
        try (Timer timer = new Timer(Ticker.systemTicker(), Runnable::run)) {
            Pipeline pipeline = new Pipeline(oneAtOnce(), timer, listener);
            CompletionStage<String> first = pipeline.run(UPLOAD, () -> atTheService);
            CompletionStage<String> second = pipeline.run(UPLOAD, () -> Stages.of(this::call));
            assertThat(calls).isZero();

            atTheService.complete("first");

            assertThat(first).isCompletedWithValue("first");
            assertThat(second).isCompletedWithValue("done");
        }
    }

    @Test
    void callThatWaitsForOthersWhenTheClientIsClosed_isRefused() {
        CompletionStage<String> first;
        CompletionStage<String> second;
        try (Timer timer = new Timer(Ticker.systemTicker(), Runnable::run)) {
            Pipeline pipeline = new Pipeline(oneAtOnce(), timer, listener);
            first = pipeline.run(UPLOAD, CompletableFuture::new);
            second = pipeline.run(UPLOAD, () -> Stages.of(this::call));
        }

        assertThat(first).isNotDone();
        assertThat(second)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(RefusedLocallyException.class)
                .withMessage("upload 7 was not sent: the client is closed");
        assertThat(calls).isZero();
    }

    private static Resilience oneAtOnce() {
        return Resilience.builder()
                .concurrentRequests(1)
                .patience(Duration.ofHours(1))
                .build();
    }

    @Test
    void callOverTheRate_getsItsTurnWithinThePatience() {
        Pipeline pipeline = pipeline(settings -> settings.requestsPerSecond(5).patience(Duration.ofHours(1)));

        for (int i = 0; i < 3; i++) {
            assertThat(run(pipeline, this::call)).isEqualTo("done");
        }
        assertThat(pauses).isNotEmpty().allMatch(pause -> pause.compareTo(Duration.ofMillis(400)) <= 0);
    }

    /** Its thread is gone when the turn comes, so that nothing is sent in its name, and the turn goes to the next. */
    @Test
    void interruptedCaller_staysInterruptedAndSendsNothing() {
        CompletableFuture<String> atTheService = new CompletableFuture<>();
        try (Timer timer = new Timer(Ticker.systemTicker(), Runnable::run)) {
            Pipeline pipeline = new Pipeline(oneAtOnce(), timer, listener);
            CompletionStage<String> first = pipeline.run(UPLOAD, () -> atTheService);
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> run(pipeline, this::call))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessage("upload 7 got no answer: the thread was interrupted while it waited");
            assertThat(Thread.interrupted()).isTrue();
            CompletionStage<String> third = pipeline.run(UPLOAD, () -> Stages.of(() -> "third"));
            atTheService.complete("first");

            assertThat(first).isCompletedWithValue("first");
            assertThat(third).isCompletedWithValue("third");
            assertThat(calls).isZero();
        }
    }

    @Test
    void settings_nameWhatIsWrong() {
        Resilience.Builder builder = Resilience.builder();

        assertThatThrownBy(() -> builder.requestsPerSecond(0)).hasMessage("requestsPerSecond must be positive, not 0");
        assertThatThrownBy(() -> builder.concurrentRequests(0))
                .hasMessage("concurrentRequests must be from 1 to 10000, not 0");
        assertThatThrownBy(() -> builder.concurrentRequests(10_001))
                .hasMessage("concurrentRequests must be from 1 to 10000, not 10001");
        assertThatThrownBy(() -> builder.attempts(0)).hasMessage("attempts must be positive, not 0");
        assertThatThrownBy(() -> builder.patience(Duration.ofMillis(-1)))
                .hasMessage("patience must be from 0 ms to a day, not PT-0.001S");
        assertThatThrownBy(() -> builder.firstPause(Duration.ZERO))
                .hasMessage("firstPause must be from 1 ms to a day, not PT0S");
        assertThatThrownBy(() -> builder.longestPause(Duration.ZERO))
                .hasMessage("longestPause must be from 1 ms to a day, not PT0S");
        assertThatThrownBy(() -> builder.jitter(1)).hasMessage("jitter must be from 0 to 0.9, not 1.0");
        assertThatThrownBy(() -> builder.breakerWindow(0)).hasMessage("breakerWindow must be positive, not 0");
        assertThatThrownBy(() -> builder.breakerFailurePercent(101))
                .hasMessage("breakerFailurePercent must be 1 to 100, not 101");
        assertThatThrownBy(() -> builder.breakerPause(Duration.ZERO))
                .hasMessage("breakerPause must be from 1 ms to a day, not PT0S");
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessage("connectTimeout must be from 1 ms to a day, not PT2562047788015215H30M7S");
        assertThatThrownBy(() -> builder.requestTimeout(Duration.ofMillis(1)))
                .hasMessage("requestTimeout must be from 2 ms to a day, not PT0.001S");
        assertThatThrownBy(() -> builder.answerLimit(0)).hasMessage("answerLimit must be positive, not 0");
    }

    @Test
    void settings_areKeptByTheirCopy() {
        Resilience copy = Resilience.builder()
                .requestsPerSecond(7)
                .concurrentRequests(8)
                .patience(Duration.ofSeconds(9))
                .attempts(2)
                .firstPause(Duration.ofMillis(3))
                .longestPause(Duration.ofMillis(4))
                .jitter(0.5)
                .breakerWindow(6)
                .breakerFailurePercent(11)
                .breakerPause(Duration.ofSeconds(12))
                .connectTimeout(Duration.ofSeconds(13))
                .requestTimeout(Duration.ofSeconds(14))
                .answerLimit(15)
                .build()
                .toBuilder()
                .build();

        assertThat(copy)
                .extracting(
                        Resilience::requestsPerSecond,
                        Resilience::concurrentRequests,
                        Resilience::patience,
                        Resilience::attempts,
                        Resilience::firstPause,
                        Resilience::longestPause,
                        Resilience::jitter,
                        Resilience::breakerWindow,
                        Resilience::breakerFailurePercent,
                        Resilience::breakerPause,
                        Resilience::connectTimeout,
                        Resilience::requestTimeout,
                        Resilience::answerLimit)
                .containsExactly(
                        7,
                        8,
                        Duration.ofSeconds(9),
                        2,
                        Duration.ofMillis(3),
                        Duration.ofMillis(4),
                        0.5,
                        6,
                        11,
                        Duration.ofSeconds(12),
                        Duration.ofSeconds(13),
                        Duration.ofSeconds(14),
                        15L);
    }
}
