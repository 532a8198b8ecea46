package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.http.Entrance.Resources;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The system gives no more threads for a while: {@code ulimit -u}, or the limit of a container. */
@ExpectedLog(
        "bodies over 1048576 bytes are refused, not only those over 67108864: the heap is too small for larger ones")
@ExpectedLog("requests are not taken, because no thread can be started: .*")
class ThreadsTest {
    /** Bytes that a worker reads. */
    private static final int LARGE = 8000;

    private static final String BODY = Calls.BODY + " ".repeat(LARGE);

    private final AtomicBoolean exhausted = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();
    private final HeldProgram program = new HeldProgram();
    private final GatewayMeters meters = new GatewayMeters();

    /** What Java throws when it gets no thread. */
    private void starting() {
        if (exhausted.get()) {
            refused.incrementAndGet();
            throw new OutOfMemoryError(
                    "unable to create native thread: possibly out of memory or process/resource limits" + " reached");
        }
    }

    @AfterEach
    void stop() {
        meters.close();
    }

    @Test
    void noThreadForAWhile_isAnAnswerToComeBack_andNothingStaysTaken() throws Exception {
        GatewayConfig config = GatewayConfig.builder()
                .anyKey(program)
                .limits(Limits.standard().with(GatewaySettings.CONCURRENT_REQUESTS, 3))
                .build();
        ByteBudget budget = new ByteBudget(1 << 20);
        Gen1Handler handler = Gen1Handler.of(program);
        program.letEnd(1);
        try (Entrance entrance =
                new Entrance(config, null, () -> handler, new Resources(budget, this::starting), meters)) {
            entrance.start(config.listen());
            URI url = entrance.url();
            exhausted.set(true);
            for (int i = 0; i < 10; i++) {
                try (Response response = Calls.client(Protocol.HTTP_1_1)
                        .newCall(Calls.upload(url, BODY))
                        .execute()) {
                    assertThat(response.code()).isEqualTo(503);
                    assertThat(response.header("Retry-After")).isEqualTo("5");
                    assertThat(response.body().string())
                            .isEqualTo(
                                    "{\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\",\"data\":\"no thread could be"
                                            + " started; nothing was done: send it again later\"}");
                }
            }
            exhausted.set(false);

            try (Response response = Calls.client(Protocol.HTTP_1_1)
                    .newCall(Calls.upload(url, BODY))
                    .execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
            assertThat(budget.taken()).isZero();
            assertThat(meters.scrape()).contains("kdp_gateway_rejected_total{limit=\"threads\"} 10.0");
        }
    }

    /** The body comes after its head, so that the server is not in the middle of taking the request. */
    @Test
    @ExpectedLog("PUT /bulkenroll/v1/reseller/devices failed")
    void requestForWhichThereIsNoMemory_isAnswered_andNothingStaysTaken() throws Exception {
        AtomicBoolean starved = new AtomicBoolean();
        GatewayConfig config = GatewayConfig.builder().anyKey(program).build();
        ByteBudget budget = new ByteBudget(1 << 20);
        Gen1Handler handler = Gen1Handler.of(program);
        try (Entrance entrance = new Entrance(
                config,
                null,
                () -> handler,
                new Resources(budget, () -> {
                    if (starved.get() && isAWorkerStarting()) {
                        starvedOfMemory();
                    }
                }),
                meters)) {
            entrance.start(config.listen());
            starved.set(true);
            try (Socket socket = Calls.connect(entrance.url())) {
                send(
                        socket,
                        "PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: k\r\nContent-Length: "
                                + BODY.length() + "\r\n\r\n{");
                while (!meters.scrape().contains("kdp_gateway_body_bytes 1.0\n")) {
                    Thread.onSpinWait();
                }
                send(socket, BODY.substring(1));

                assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 500");
            }
            assertThat(budget.taken()).isZero();
        }
    }

    private static boolean isAWorkerStarting() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(Workers.class.getName())));
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void workersWithoutThreads_keepTheirPlaces() throws Exception {
        try (Workers workers = new Workers(1, this::starting)) {
            exhausted.set(true);
            for (int i = 0; i < 3; i++) {
                assertThat(workers.begin(LARGE, () -> CompletableFuture.completedFuture(() -> {})))
                        .isEqualTo(Workers.Begun.NO_THREAD);
            }
            exhausted.set(false);
            CountDownLatch done = new CountDownLatch(1);

            assertThat(workers.begin(LARGE, () -> CompletableFuture.completedFuture(done::countDown)))
                    .isEqualTo(Workers.Begun.YES);
            done.await();
        }
    }

    @Test
    @ExpectedLog("a request was not answered")
    void workThatDiesOfAnError_givesItsPlaceBack() throws Exception {
        try (Workers workers = new Workers(1, () -> {})) {
            CountDownLatch begun = new CountDownLatch(1);
            workers.begin(LARGE, () -> {
                begun.countDown();
                throw new ExpectedError();
            });
            begun.await();

            CountDownLatch next = new CountDownLatch(1);
            while (workers.begin(LARGE, () -> CompletableFuture.completedFuture(next::countDown))
                    != Workers.Begun.YES) {
                Thread.onSpinWait();
            }
            next.await();
        }
    }

    /** There is no memory for what follows the stage, perhaps. */
    @Test
    @ExpectedLog("thread kdp-gateway-worker ended with .*ExpectedError: expected")
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void stageThatNothingCanFollow_givesItsPlaceBack() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        try (Workers workers = new Workers(1, () -> {})) {
            CompletableFuture<Runnable> poor = new CompletableFuture<>() {
                @Override
                public CompletableFuture<Runnable> whenComplete(BiConsumer<? super Runnable, ? super Throwable> next) {
                    worker.complete(Thread.currentThread());
                    throw new ExpectedError();
                }
            };

            assertThat(workers.begin(LARGE, () -> poor)).isEqualTo(Workers.Begun.YES);

            worker.get().join();
            assertThat(workers.busy()).isFalse();
            assertThatThrownBy(() -> workers.begin(0, () -> poor)).isInstanceOf(ExpectedError.class);
            assertThat(workers.busy()).isFalse();
        }
    }

    /** Such as one whose program fails with it later. */
    @Test
    @ExpectedLog("a request was not answered")
    void stageThatFailsWithAnError_givesItsPlaceBack() throws Exception {
        try (Workers workers = new Workers(1, () -> {})) {
            CompletableFuture<Runnable> stage = new CompletableFuture<>();
            assertThat(workers.begin(LARGE, () -> stage)).isEqualTo(Workers.Begun.YES);
            assertThat(workers.begin(LARGE, () -> stage)).isEqualTo(Workers.Begun.ALL_BUSY);
            while (stage.getNumberOfDependents() == 0) {
                Thread.onSpinWait();
            }

            stage.completeExceptionally(new ExpectedError());

            assertThat(workers.busy()).isFalse();
        }
    }

    /** The place of an answer is free before its caller reads it. */
    @Test
    void placeIsHeldUntilTheStageEnds_andFreeBeforeTheLastStep() throws Exception {
        int requests = 100; // more than there are threads
        try (Workers workers = new Workers(requests, () -> {})) {
            List<CompletableFuture<Runnable>> stages = new ArrayList<>();
            CountDownLatch begun = new CountDownLatch(requests);
            for (int i = 0; i < requests; i++) {
                CompletableFuture<Runnable> stage = new CompletableFuture<>();
                stages.add(stage);
                assertThat(workers.begin(LARGE, () -> {
                            begun.countDown();
                            return stage;
                        }))
                        .isEqualTo(Workers.Begun.YES);
            }
            begun.await();
            while (stages.stream().anyMatch(stage -> stage.getNumberOfDependents() == 0)) {
                Thread.onSpinWait();
            }
            assertThat(workers.busy()).isTrue();
            List<Boolean> busy = new ArrayList<>();

            stages.get(7).complete(() -> busy.add(workers.busy()));

            assertThat(busy).containsExactly(false);
        }
    }

    @Test
    void workWhileNoFurtherThreadCanBeStarted_isDoneByTheOneThatExists() throws Exception {
        try (Workers workers = new Workers(10, this::starting)) {
            CountDownLatch goOn = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(3);
            Supplier<CompletionStage<Runnable>> work = () -> {
                awaitUninterruptibly(goOn);
                return CompletableFuture.completedFuture(done::countDown);
            };
            assertThat(workers.begin(LARGE, work)).isEqualTo(Workers.Begun.YES);
            exhausted.set(true);

            assertThat(workers.begin(LARGE, work)).isEqualTo(Workers.Begun.YES);
            assertThat(workers.begin(LARGE, work)).isEqualTo(Workers.Begun.YES);
            goOn.countDown();
            done.await();

            assertThat(refused).hasValue(2);
        }
    }

    /** Nothing of it is worth a stack trace on the error output. */
    private static final class ExpectedError extends Error {
        private static final long serialVersionUID = 1L;

        ExpectedError() {
            super("expected", null, false, false);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void starvedOfMemory() {
        throw new OutOfMemoryError("Java heap space");
    }

    /** The process is to end of it, as its option says; it is no passing want of threads. */
    @Test
    void workersWithoutMemory_saySo_andKeepTheirPlaces() {
        try (Workers workers = new Workers(1, ThreadsTest::starvedOfMemory)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> workers.begin(LARGE, () -> CompletableFuture.completedFuture(() -> {})))
                        .isExactlyInstanceOf(OutOfMemoryError.class)
                        .hasMessage("Java heap space");
            }
        }
    }
}
