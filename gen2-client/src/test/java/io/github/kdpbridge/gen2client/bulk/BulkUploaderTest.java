package io.github.kdpbridge.gen2client.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a bulk upload sends and reports; one request after the other, on the thread of the test. */
@ExpectedLog("bulk upload .* FAILED")
@ExpectedLog("bulk upload .* UNKNOWN")
class BulkUploaderTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId TRANSACTION = TransactionId.of("244303");
    private static final BulkRequest BULK = BulkRequest.of(CUSTOMER, TRANSACTION);

    private static BulkUploader.Builder settings(ScriptedProgram program) {
        return BulkUploader.builder(program)
                .executor(Runnable::run)
                .parallelism(1)
                .chunkSize(10);
    }

    private static String serial(int i) {
        return "R58N%07d".formatted(i);
    }

    private static List<String> serials(int from, int to) {
        return IntStream.range(from, to).mapToObj(BulkUploaderTest::serial).toList();
    }

    private static Stream<DeviceId> devices(int from, int to) {
        return serials(from, to).stream().map(DeviceId::serialNumber);
    }

    /** Gives a number of devices and then throws. */
    private static Iterator<DeviceId> failing(int count, RuntimeException failure) {
        Iterator<DeviceId> good = devices(0, count).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public DeviceId next() {
                if (good.hasNext()) {
                    return good.next();
                }
                throw failure;
            }
        };
    }

    @Test
    void devices_areSentInRequestsOfTheChunkSizeAndWhatIsLeft() {
        ScriptedProgram program = ScriptedProgram.willing();

        BulkReceipt receipt = settings(program).build().upload(BULK, devices(0, 25));

        assertThat(program.requests())
                .extracting(UploadRequest::devices)
                .containsExactly(
                        Devices.serialNumbers(serials(0, 10)),
                        Devices.serialNumbers(serials(10, 20)),
                        Devices.serialNumbers(serials(20, 25)));
        assertThat(receipt.complete()).isTrue();
        assertThat(receipt.inputRead()).isTrue();
        assertThat(receipt.endedEarlyBy()).isEmpty();
        assertThat(receipt.unfinished()).isEmpty();
        assertThat(receipt.deviceCount(ChunkState.ACCEPTED)).isEqualTo(25);
        assertThat(receipt).hasToString("244303: 25 ACCEPTED");
    }

    @Test
    void outcome_saysWhichDevicesUnderWhichTransaction() {
        ScriptedProgram program = ScriptedProgram.willing();

        BulkReceipt receipt = settings(program).build().upload(BULK, devices(0, 25));

        assertThat(receipt.chunks()).extracting(ChunkOutcome::number).containsExactly(1, 2, 3);
        assertThat(receipt.chunks()).extracting(ChunkOutcome::count).containsExactly(10, 10, 5);
        assertThat(receipt.chunks()).extracting(ChunkOutcome::firstOffset).containsExactly(0L, 10L, 20L);
        assertThat(receipt.chunks()).extracting(ChunkOutcome::lastOffset).containsExactly(9L, 19L, 24L);
        assertThat(receipt.chunks())
                .extracting(ChunkOutcome::transaction)
                .isEqualTo(program.requests().stream()
                        .map(UploadRequest::transaction)
                        .toList());
        assertThat(receipt.chunks()).allSatisfy(chunk -> {
            assertThat(chunk.receipt()).contains(new Receipt(chunk.transaction(), TransactionState.PROGRESS));
            assertThat(chunk.request()).isEmpty();
            assertThat(chunk.error()).isEmpty();
        });
    }

    @Test
    void everyRequest_carriesAllThatWasSet() {
        ScriptedProgram program = ScriptedProgram.willing();
        BulkRequest bulk = BulkRequest.builder(CUSTOMER, TRANSACTION)
                .vendor(VendorId.of("7850000063"))
                .orderNo("PO-7")
                .orderTime(Instant.ofEpochSecond(1_600_000_000))
                .targetService("KME")
                .profileAliases(List.of(new ProfileAlias("KME", "kiosk")))
                .build();

        settings(program).build().upload(bulk, devices(0, 2));

        assertThat(program.requests())
                .containsExactly(UploadRequest.builder(CUSTOMER, TransactionId.of("244303-e9b72e81c4dabdc4"))
                        .serialNumbers(serials(0, 2))
                        .vendor(VendorId.of("7850000063"))
                        .orderNo("PO-7")
                        .orderTime(Instant.ofEpochSecond(1_600_000_000))
                        .targetService("KME")
                        .profileAliases(List.of(new ProfileAlias("KME", "kiosk")))
                        .build());
    }

    /** {@code printf '1200000321\n\nSERIAL_NUMBER\nR58N0000000\nR58N0000001\n' | sha256sum} */
    @Test
    void name_isThatOfEarlierReleases() {
        ScriptedProgram program = ScriptedProgram.willing();

        settings(program).build().upload(BULK, devices(0, 2));

        assertThat(program.requests())
                .extracting(UploadRequest::transaction)
                .containsExactly(TransactionId.of("244303-1cc8a77624fe121b"));
    }

    @Test
    void kinds_areNotMixedInARequest() {
        ScriptedProgram program = ScriptedProgram.willing();
        List<DeviceId> mixed = List.of(
                DeviceId.imei("490154203237518"),
                DeviceId.serialNumber(serial(0)),
                DeviceId.meid("A10000009296F2"),
                DeviceId.serialNumber(serial(1)),
                DeviceId.imei("352099001761481"),
                DeviceId.serialNumber(serial(2)));

        BulkReceipt receipt = settings(program).chunkSize(2).build().upload(BULK, mixed.iterator());

        assertThat(program.requests())
                .extracting(UploadRequest::devices)
                .containsExactly(
                        Devices.serialNumbers(serials(0, 2)),
                        Devices.imeis(List.of("490154203237518", "352099001761481")),
                        Devices.meids(List.of("A10000009296F2")),
                        Devices.serialNumbers(serials(2, 3)));
        assertThat(receipt.chunks()).extracting(ChunkOutcome::firstOffset).containsExactly(1L, 0L, 2L, 5L);
        assertThat(receipt.chunks()).extracting(ChunkOutcome::lastOffset).containsExactly(3L, 4L, 2L, 5L);
        assertThat(receipt.chunks())
                .extracting(ChunkOutcome::type)
                .containsExactly(DeviceType.SERIAL_NUMBER, DeviceType.IMEI, DeviceType.MEID, DeviceType.SERIAL_NUMBER);
        assertThat(receipt.complete()).isTrue();
    }

    @Test
    void bareIdentifiers_areOfTheKindThatIsSaid() {
        ScriptedProgram program = ScriptedProgram.willing();
        BulkUploader uploader = settings(program).build();

        uploader.upload(BULK, DeviceType.MEID, Stream.of("A10000009296F2"));
        uploader.upload(BULK, DeviceType.IMEI, List.of("490154203237518").iterator());

        assertThat(program.requests())
                .extracting(UploadRequest::devices)
                .containsExactly(Devices.meids(List.of("A10000009296F2")), Devices.imeis(List.of("490154203237518")));
    }

    @Test
    void nothing_sendsNothingAndIsComplete() {
        ScriptedProgram program = ScriptedProgram.willing();

        BulkReceipt receipt = settings(program).build().upload(BULK, Stream.empty());

        assertThat(program.requests()).isEmpty();
        assertThat(receipt.complete()).isTrue();
        assertThat(receipt).hasToString("244303: no devices");
    }

    @Test
    void refusedRequest_isReportedWithItsDevicesAndTheOthersGoOn() {
        ScriptedProgram program = ScriptedProgram.before(request -> {
            if (request.devices().identifiers().contains(serial(10))) {
                throw ScriptedProgram.refusal(request, Condition.CUSTOMER_NOT_FOUND);
            }
        });

        BulkReceipt receipt = settings(program).build().upload(BULK, devices(0, 30));

        assertThat(receipt.complete()).isFalse();
        assertThat(receipt.inputRead()).isTrue();
        assertThat(receipt.endedEarlyBy()).isEmpty();
        assertThat(receipt.chunks())
                .extracting(ChunkOutcome::state)
                .containsExactly(ChunkState.ACCEPTED, ChunkState.FAILED, ChunkState.ACCEPTED);
        ChunkOutcome failed = receipt.chunks(ChunkState.FAILED).get(0);
        assertThat(failed.error().map(KdpException::getMessage))
                .contains("upload " + failed.transaction() + " was refused: CUSTOMER_NOT_FOUND (code 4) [HTTP 400]");
        assertThat(failed.request().map(UploadRequest::devices)).contains(Devices.serialNumbers(serials(10, 20)));
        assertThat(receipt.unfinished()).containsExactly(program.requests().get(1));
        assertThat(program.registered()).hasSize(20).doesNotContainAnyElementsOf(serials(10, 20));
        assertThat(receipt).hasToString("244303: 20 ACCEPTED, 10 FAILED");
        assertThat(failed).hasToString(failed.transaction() + ": 10 x SERIAL_NUMBER from 10 to 19 FAILED");
    }

    @Test
    void requestThatNeverArrived_isFailedAndOneThatMayHaveIsUnknown() {
        ScriptedProgram program = ScriptedProgram.before(request -> {
            throw ScriptedProgram.lost(request, request.devices().identifiers().contains(serial(10)));
        });

        BulkReceipt receipt = settings(program).build().upload(BULK, devices(0, 20));

        assertThat(receipt.chunks())
                .extracting(ChunkOutcome::state)
                .containsExactly(ChunkState.FAILED, ChunkState.UNKNOWN);
        assertThat(receipt.unfinished()).isEqualTo(program.requests());
        assertThat(receipt).hasToString("244303: 10 FAILED, 10 UNKNOWN");
    }

    @Test
    void programThatThrowsSomethingElse_leavesTheOutcomeUnknown() {
        AssertionError bug = new AssertionError("bug");
        ScriptedProgram program = ScriptedProgram.before(request -> {
            if (request.devices().identifiers().contains(serial(0))) {
                throw bug;
            }
        });

        BulkReceipt receipt = settings(program).build().upload(BULK, devices(0, 20));

        assertThat(receipt.chunks())
                .extracting(ChunkOutcome::state)
                .containsExactly(ChunkState.UNKNOWN, ChunkState.ACCEPTED);
        ChunkOutcome unknown = receipt.chunks().get(0);
        assertThat(unknown.error().orElseThrow())
                .isInstanceOf(UnreachableException.class)
                .hasMessage(
                        "upload " + unknown.transaction() + " got no answer: the program failed with AssertionError")
                .hasCause(bug);
    }

    @Test
    void wholeCallOnceMore_registersWhatIsMissingAndNothingTwice() {
        AtomicBoolean forbidden = new AtomicBoolean(true);
        ScriptedProgram program = ScriptedProgram.before(request -> {
            if (forbidden.get() && request.devices().identifiers().contains(serial(10))) {
                throw ScriptedProgram.refusal(request, Condition.FORBIDDEN);
            }
        });
        BulkUploader uploader = settings(program).build();
        uploader.upload(BULK, devices(0, 35));
        forbidden.set(false);

        BulkReceipt second = uploader.upload(BULK, devices(0, 35));

        assertThat(second.chunks())
                .extracting(ChunkOutcome::state)
                .containsExactly(ChunkState.REPEATED, ChunkState.ACCEPTED, ChunkState.REPEATED, ChunkState.REPEATED);
        assertThat(second.complete()).isTrue();
        assertThat(second.chunks().get(0).request()).isEmpty();
        assertThat(second.chunks().get(0).error()).isPresent();
        assertThat(program.registered()).containsExactlyInAnyOrderElementsOf(serials(0, 35));
    }

    @Test
    void requestWhoseAnswerWasLost_isRepeatedAndRegisteredOnce() {
        ScriptedProgram program = ScriptedProgram.after(request -> {
            throw ScriptedProgram.lost(request, true);
        });
        BulkUploader uploader = settings(program).build();
        BulkReceipt first = uploader.upload(BULK, devices(0, 15));
        assertThat(first).hasToString("244303: 15 UNKNOWN");

        BulkReceipt second = uploader.upload(BULK, devices(0, 15));

        assertThat(second).hasToString("244303: 15 REPEATED");
        assertThat(second.complete()).isTrue();
        assertThat(program.registered()).containsExactlyElementsOf(serials(0, 15));
    }

    @Test
    void onlyTheFailedDevicesOnceMore_goUnderTheNamesThatTheyHad() {
        ScriptedProgram program = ScriptedProgram.after(request -> {
            throw ScriptedProgram.lost(request, true);
        });
        BulkUploader uploader = settings(program).build();
        BulkReceipt first = uploader.upload(BULK, devices(0, 30));
        Stream<String> failed =
                first.unfinished().stream().skip(1).flatMap(request -> request.devices().identifiers().stream());

        BulkReceipt second = uploader.upload(BULK, DeviceType.SERIAL_NUMBER, failed);

        assertThat(second.chunks())
                .extracting(ChunkOutcome::transaction)
                .isEqualTo(first.chunks().stream()
                        .skip(1)
                        .map(ChunkOutcome::transaction)
                        .toList());
        assertThat(second).hasToString("244303: 20 REPEATED");
    }

    @Test
    void otherDevicesUnderTheSameTransaction_areNeverTakenForRepeated() {
        ScriptedProgram program = ScriptedProgram.willing();
        settings(program).build().upload(BULK, devices(0, 10));

        BulkReceipt others = settings(program).build().upload(BULK, devices(10, 20));
        BulkReceipt otherSize = settings(program).chunkSize(5).build().upload(BULK, devices(0, 10));
        BulkReceipt otherCustomer = settings(program)
                .build()
                .upload(BulkRequest.of(CustomerId.of("1200000322"), TRANSACTION), devices(0, 10));

        assertThat(List.of(others, otherSize, otherCustomer))
                .allSatisfy(receipt -> assertThat(receipt.chunks())
                        .extracting(ChunkOutcome::state)
                        .containsOnly(ChunkState.ACCEPTED));
    }

    @Test
    void failureLimit_stopsReadingAndReportsWhatWasNotSent() {
        ScriptedProgram program = ScriptedProgram.before(request -> {
            throw ScriptedProgram.refusal(request, Condition.CUSTOMER_NOT_FOUND);
        });
        Iterator<DeviceId> input = Stream.concat(Stream.of(DeviceId.imei("490154203237518")), devices(0, 100))
                .iterator();

        BulkReceipt receipt = settings(program).stopAfterFailures(2).build().upload(BULK, input);

        assertThat(program.requests()).hasSize(2);
        assertThat(receipt).hasToString("244303: 20 FAILED, 1 NOT_SENT, not read to the end");
        assertThat(receipt.complete()).isFalse();
        assertThat(receipt.inputRead()).isFalse();
        assertThat(receipt.endedEarlyBy()).isEqualTo(receipt.chunks().get(1).error());
        assertThat(receipt.chunks(ChunkState.NOT_SENT).get(0).request().map(UploadRequest::devices))
                .contains(Devices.imeis(List.of("490154203237518")));
        assertThat(receipt.unfinished()).hasSize(3);
        assertThat(input.next()).isEqualTo(DeviceId.serialNumber(serial(20)));
    }

    @Test
    void repeatedRequests_areNoFailures() {
        ScriptedProgram program = ScriptedProgram.willing();
        BulkUploader uploader = settings(program).stopAfterFailures(1).build();
        uploader.upload(BULK, devices(0, 30));

        assertThat(uploader.upload(BULK, devices(0, 30)).complete()).isTrue();
    }

    @Test
    void iteratorThatThrows_endsTheUploadWithWhatWasSent() {
        ScriptedProgram program = ScriptedProgram.willing();
        IllegalStateException failure = new IllegalStateException("the file is gone");

        BulkReceipt receipt = settings(program).build().upload(BULK, failing(25, failure));

        assertThat(receipt.endedEarlyBy()).contains(failure);
        assertThat(receipt).hasToString("244303: 20 ACCEPTED, 5 NOT_SENT, not read to the end");
        assertThat(receipt.unfinished())
                .extracting(UploadRequest::devices)
                .containsExactly(Devices.serialNumbers(serials(20, 25)));
        assertThat(program.registered()).containsExactlyElementsOf(serials(0, 20));
    }

    @Test
    void iteratorThatThrowsAtOnce_isReportedAndNotThrown() {
        NoSuchElementException failure = new NoSuchElementException();

        BulkReceipt receipt = settings(ScriptedProgram.willing()).build().upload(BULK, failing(0, failure));

        assertThat(receipt.endedEarlyBy()).contains(failure);
        assertThat(receipt.complete()).isFalse();
        assertThat(receipt).hasToString("244303: no devices, not read to the end");
    }

    @Test
    void nullDevice_endsTheUpload() {
        BulkReceipt receipt = settings(ScriptedProgram.willing())
                .build()
                .upload(BULK, Stream.of(DeviceId.serialNumber(serial(0)), null));

        assertThat(receipt.endedEarlyBy().orElseThrow())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the caller's iterator gave a null device");
        assertThat(receipt.deviceCount(ChunkState.NOT_SENT)).isEqualTo(1);
    }

    @Test
    void executorThatRejects_endsTheUpload() {
        ScriptedProgram program = ScriptedProgram.willing();
        RejectedExecutionException rejection = new RejectedExecutionException("closed");

        BulkReceipt receipt = settings(program)
                .executor(work -> {
                    throw rejection;
                })
                .build()
                .upload(BULK, devices(0, 25));

        assertThat(program.requests()).isEmpty();
        assertThat(receipt.endedEarlyBy()).contains(rejection);
        assertThat(receipt).hasToString("244303: 10 NOT_SENT, not read to the end");
    }

    @Test
    void builderThatIsChangedLater_leavesTheUploaderAsItIs() {
        ScriptedProgram program = ScriptedProgram.willing();
        BulkUploader.Builder settings = settings(program);
        BulkUploader uploader = settings.build();
        settings.chunkSize(1);

        assertThat(uploader.upload(BULK, devices(0, 10)).chunks()).hasSize(1);
    }

    @Test
    void settingsThatCannotBe_areRefused() {
        BulkUploader.Builder builder = settings(ScriptedProgram.willing());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.chunkSize(0))
                .withMessage("the chunk size must be 1 or more, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.parallelism(0))
                .withMessage("the parallelism must be 1 or more, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.stopAfterFailures(0))
                .withMessage("the number of failures must be 1 or more, not 0");
    }
}
