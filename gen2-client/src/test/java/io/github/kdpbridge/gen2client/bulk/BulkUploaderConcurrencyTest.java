package io.github.kdpbridge.gen2client.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several requests at a time, bounded memory, and interruption. */
@Timeout(60)
@ExpectedLog("bulk upload .* FAILED")
class BulkUploaderConcurrencyTest {
    private static final BulkRequest BULK = BulkRequest.of(CustomerId.of("1200000321"), TransactionId.of("244303"));

    private static DeviceId device(long i) {
        String number = Long.toString(10_000_000L + i);
        return i % 3 == 0 ? DeviceId.meid("A00000" + number) : DeviceId.serialNumber("R58N" + number);
    }

    private static Stream<DeviceId> serials(int count) {
        return IntStream.range(0, count).mapToObj(i -> DeviceId.serialNumber("R58N%07d".formatted(i)));
    }

    /** Waits as a test does that would rather fail than hang. */
    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Thread start(FutureTask<?> task) {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The receipt, and whether the thread was still interrupted when it got it. */
    private record Ending(BulkReceipt receipt, boolean interrupted) {
        static FutureTask<Ending> of(Callable<BulkReceipt> upload) {
            return new FutureTask<>(
                    () -> new Ending(upload.call(), Thread.currentThread().isInterrupted()));
        }
    }

    @Test
    void asManyRequestsAsAllowed_areUnderWayAtATime() {
        int parallelism = 3;
        CyclicBarrier together = new CyclicBarrier(parallelism);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ScriptedProgram program = ScriptedProgram.before(request -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            try {
                together.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            underWay.decrementAndGet();
        });

        BulkReceipt receipt = BulkUploader.builder(program)
                .parallelism(parallelism)
                .chunkSize(10)
                .build()
                .upload(BULK, serials(120));

        assertThat(receipt).hasToString("244303: 120 ACCEPTED");
        assertThat(most).hasValue(parallelism);
        assertThat(program.registered()).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void outcomes_areInTheOrderOfTheDevicesWhateverEndsFirst() {
        CountDownLatch lastEnded = new CountDownLatch(1);
        ScriptedProgram program = ScriptedProgram.before(request -> {
            if (request.devices().identifiers().contains("R58N0000000")) {
                await(lastEnded);
                throw ScriptedProgram.refusal(request, Condition.CUSTOMER_NOT_FOUND);
            }
            lastEnded.countDown();
        });

        BulkReceipt receipt = BulkUploader.builder(program)
                .parallelism(2)
                .chunkSize(10)
                .build()
                .upload(BULK, serials(20));

        assertThat(receipt.chunks())
                .extracting(ChunkOutcome::state)
                .containsExactly(ChunkState.FAILED, ChunkState.ACCEPTED);
    }

    @Test
    void twoMillionDevices_areReadNoFasterThanTheyAreSent() {
        int count = 2_000_000;
        int chunkSize = 1000;
        int parallelism = 4;
        int kinds = 2;
        AtomicLong sent = new AtomicLong();
        AtomicLong mostHeld = new AtomicLong();
        ScriptedProgram program = ScriptedProgram.counting(sent);
        Iterator<DeviceId> input = new Iterator<>() {
            private long read;

            @Override
            public boolean hasNext() {
                return read < count;
            }

            @Override
            public DeviceId next() {
                DeviceId next = device(read++);
                mostHeld.accumulateAndGet(read - sent.get(), Math::max);
                return next;
            }
        };

        BulkReceipt receipt = BulkUploader.builder(program)
                .parallelism(parallelism)
                .chunkSize(chunkSize)
                .build()
                .upload(BULK, input);

        assertThat(receipt.deviceCount(ChunkState.ACCEPTED)).isEqualTo(count);
        assertThat(sent).hasValue(count);
        assertThat(mostHeld.get()).isLessThanOrEqualTo((long) chunkSize * (parallelism + kinds));
        assertThat(receipt.chunks())
                .hasSizeBetween(count / chunkSize, count / chunkSize + kinds)
                .allMatch(chunk -> chunk.request().isEmpty());
    }

    @Test
    void interruptedWhileItWaitsForRoom_stopsAndReportsEachDevice() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        ScriptedProgram program = ScriptedProgram.before(request -> {
            begun.countDown();
            await(finish);
        });
        Deque<Runnable> notBegun = new ArrayDeque<>();
        AtomicInteger given = new AtomicInteger();
        BulkUploader uploader = BulkUploader.builder(program)
                .chunkSize(10)
                .parallelism(2)
                .executor(work -> {
                    if (given.getAndIncrement() == 0) {
                        start(new FutureTask<>(work, null));
                    } else {
                        notBegun.add(work);
                    }
                })
                .build();
        Iterator<DeviceId> input = serials(1000).iterator();
        FutureTask<Ending> ending = Ending.of(() -> uploader.upload(BULK, input));
        Thread caller = start(ending);
        await(begun);

        caller.interrupt();
        finish.countDown();
        Ending end = ending.get(30, TimeUnit.SECONDS);

        BulkReceipt receipt = end.receipt();
        assertThat(end.interrupted()).isTrue();
        assertThat(receipt.endedEarlyBy().orElseThrow()).isInstanceOf(InterruptedException.class);
        assertThat(receipt.complete()).isFalse();
        assertThat(receipt.inputRead()).isFalse();
        assertThat(receipt.chunks().get(0).state()).isEqualTo(ChunkState.ACCEPTED);
        assertThat(receipt.chunks().stream().skip(1)).allMatch(chunk -> chunk.state() == ChunkState.NOT_SENT);
        notBegun.forEach(Runnable::run);
        assertThat(program.requests()).as("taken back for good").hasSize(1);
        List<String> reported = Stream.concat(
                        program.registered().stream(),
                        receipt.unfinished().stream().flatMap(request -> request.devices().identifiers().stream()))
                .collect(Collectors.toList());
        input.forEachRemaining(device -> reported.add(device.value()));
        assertThat(reported)
                .containsExactlyElementsOf(serials(1000).map(DeviceId::value).toList());
    }

    @Test
    void interruptedWhenAllWasSent_stillGetsTheWholeReceipt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        ScriptedProgram program = ScriptedProgram.before(request -> {
            begun.countDown();
            await(finish);
        });
        BulkUploader uploader = BulkUploader.builder(program).build();
        FutureTask<Ending> ending = Ending.of(() -> uploader.upload(BULK, serials(10)));
        Thread caller = start(ending);
        await(begun);

        caller.interrupt();
        finish.countDown();
        Ending end = ending.get(30, TimeUnit.SECONDS);

        assertThat(end.receipt().complete()).isTrue();
        assertThat(end.receipt().endedEarlyBy()).isEmpty();
        assertThat(end.interrupted()).isTrue();
    }

    @Test
    void interruptedBeforeItBegins_readsAndSendsNothing() throws Exception {
        ScriptedProgram program = ScriptedProgram.willing();
        Iterator<DeviceId> input = serials(10).iterator();
        FutureTask<Ending> ending = Ending.of(() -> {
            Thread.currentThread().interrupt();
            return BulkUploader.builder(program).build().upload(BULK, input);
        });
        start(ending);

        Ending end = ending.get(30, TimeUnit.SECONDS);

        assertThat(end.interrupted()).isTrue();
        assertThat(end.receipt()).hasToString("244303: no devices, not read to the end");
        assertThat(program.requests()).isEmpty();
        assertThat(input.next()).isEqualTo(DeviceId.serialNumber("R58N0000000"));
    }

    @Test
    void threadsOfItsOwn_endWithTheUpload() throws Exception {
        List<Thread> senders = Collections.synchronizedList(new ArrayList<>());
        ScriptedProgram program = ScriptedProgram.before(request -> senders.add(Thread.currentThread()));

        BulkUploader.builder(program).chunkSize(10).build().upload(BULK, serials(100));

        assertThat(senders).hasSize(10).allMatch(sender -> sender.getName().equals("kdp-bulk"));
        for (Thread sender : senders) {
            sender.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(sender.isAlive()).isFalse();
        }
    }

    @Test
    void failureLimit_letsRequestsUnderWayFinish() {
        CountDownLatch bothBegun = new CountDownLatch(2);
        ScriptedProgram program = ScriptedProgram.before(request -> {
            bothBegun.countDown();
            await(bothBegun);
            if (isFirst(request)) {
                throw ScriptedProgram.refusal(request, Condition.CUSTOMER_NOT_FOUND);
            }
        });

        BulkReceipt receipt = BulkUploader.builder(program)
                .chunkSize(10)
                .parallelism(2)
                .stopAfterFailures(1)
                .build()
                .upload(BULK, serials(20));

        assertThat(receipt.chunks())
                .extracting(ChunkOutcome::state)
                .containsExactly(ChunkState.FAILED, ChunkState.ACCEPTED);
    }

    private static boolean isFirst(UploadRequest request) {
        return request.devices().identifiers().contains("R58N0000000");
    }
}
