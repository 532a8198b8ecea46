package io.github.kdpbridge.gen2client.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.Completion;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Profile;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen2client.Answer;
import io.github.kdpbridge.gen2client.CallOptions;
import io.github.kdpbridge.gen2client.Gen2Calls;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.bulk.BulkReceipt;
import io.github.kdpbridge.gen2client.bulk.BulkRequest;
import io.github.kdpbridge.gen2client.bulk.BulkUploader;
import io.github.kdpbridge.gen2client.bulk.ChunkOutcome;
import io.github.kdpbridge.gen2client.bulk.ChunkState;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
@ExpectedLog(".*: the answer was lost; .*")
@ExpectedLog(".*; once more in [0-9]+ ms")
class DeviceSamplesTest extends SampleFixture {
    private static final String FIRST = "350000000000014";
    private static final String SECOND = "350000000000022";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TransactionStatus uploaded(String transaction, String... imeis) {
        Receipt receipt = kdp.upload(UploadRequest.builder(customer, TransactionId.of(transaction))
                .imeis(List.of(imeis))
                .build());
        return kdp.awaitCompletion(receipt, PATIENCE);
    }

    @Test
    void upload() {
        // sample
        UploadRequest request = UploadRequest.builder(customer, TransactionId.of("PO-8"))
                .serialNumbers(List.of("R58N1234ABC"))
                .vendor(VendorId.of("7850000063"))
                .orderNo("PO-8")
                .orderTime(Instant.parse("2026-11-22T10:15:30Z"))
                .targetService("KME")
                .profileAliases(List.of(new ProfileAlias("KME", "default-profile")))
                .build();
        Receipt receipt = kdp.upload(request);
        // end
        assertThat(receipt.transaction()).isEqualTo(request.transaction());
        assertThat(knox.simulator().devices()).singleElement().satisfies(device -> {
            assertThat(device.id()).isEqualTo("R58N1234ABC");
            assertThat(device.vendorId()).isEqualTo("7850000063");
            assertThat(device.profileAliases()).containsExactly("default-profile");
        });
    }

    @Test
    void ledger() {
        UploadRequest upload = UploadRequest.builder(customer, TransactionId.of("PO-7"))
                .imeis(List.of(FIRST))
                .build();
        // sample
        DeploymentProgram once = LedgerProgram.of(kdp, InMemoryLedger.create());
        Receipt first = once.upload(upload);
        Receipt again = once.upload(upload); // the same receipt; the service sees one upload
        // end
        assertThat(again).isEqualTo(first);
        assertThat(requests("/kcs/v1/rp/devices/upload")).isOne();
    }

    @Test
    void delete() {
        uploaded("PO-7", FIRST, SECOND);
        // sample
        Receipt receipt = kdp.delete(
                DeleteRequest.of(customer, TransactionId.of("RETURN-7"), Devices.imeis(List.of("350000000000014"))));
        // end
        assertThat(kdp.awaitCompletion(receipt, PATIENCE).failed()).isEmpty();
        assertThat(registered()).containsExactly(SECOND);
    }

    @Test
    void status() {
        uploaded("PO-6", FIRST);
        uploaded("PO-7", FIRST, SECOND);
        List<DeviceId> retry = new ArrayList<>();
        // sample
        TransactionStatus status = kdp.status(StatusRequest.of(TransactionId.of("PO-7")));
        if (status.complete() && status.error() == null) {
            for (DeviceOutcome device : status.failed()) {
                if (device.error().condition() != Condition.DEVICE_DUPLICATE) {
                    retry.add(device.id());
                }
            }
        }
        // end
        assertThat(status.complete()).isTrue();
        assertThat(status.devices()).extracting(DeviceOutcome::id).containsExactly(DeviceId.imei(FIRST));
        assertThat(status.coverage()).isEqualTo(DeviceCoverage.FAILED_ONLY);
        assertThat(retry).isEmpty();
    }

    @Test
    void completion() {
        uploaded("PO-6", FIRST);
        uploaded("PO-7", FIRST, SECOND);
        UploadRequest upload = UploadRequest.builder(customer, TransactionId.of("PO-7"))
                .imeis(List.of(FIRST, SECOND))
                .build();
        // sample
        TransactionStatus shown = kdp.status(StatusRequest.of(upload));
        TransactionStatus status = Completion.of(upload.devices(), shown, Surprises.ignored());
        // end
        assertThat(status.succeeded()).extracting(DeviceOutcome::id).containsExactly(DeviceId.imei(SECOND));
        assertThat(status.failed()).extracting(DeviceOutcome::id).containsExactly(DeviceId.imei(FIRST));
    }

    @Test
    void remove() {
        uploaded("PO-7", FIRST, SECOND);
        // sample
        Receipt receipt =
                kdp.remove(new RemovalRequest(TransactionId.of("RETURN-8"), customer, null, TransactionId.of("PO-7")));
        // end
        assertThat(kdp.awaitCompletion(receipt, PATIENCE).failed()).isEmpty();
        assertThat(registered()).isEmpty();
    }

    @Test
    void transactions() {
        uploaded("PO-7", FIRST);
        // sample
        List<TransactionId> failed;
        try (Stream<TransactionStatus> transactions = kdp.allTransactions(TransactionsQuery.of(customer))) {
            failed = transactions
                    .filter(status -> status.error() != null || !status.failed().isEmpty())
                    .map(TransactionStatus::transaction)
                    .toList();
        }
        // end
        assertThat(failed).isEmpty();
        assertThat(kdp.allTransactions(TransactionsQuery.all())).hasSize(1);
    }

    @Test
    void awaitCompletion() {
        kdp.upload(UploadRequest.builder(customer, TransactionId.of("PO-7"))
                .imeis(List.of(FIRST))
                .vendor(VendorId.of("7850000063"))
                .build());
        List<TransactionStatus> looks = new ArrayList<>();
        // sample
        StatusRequest question = new StatusRequest(TransactionId.of("PO-7"), VendorId.of("7850000063"));
        TransactionStatus status = kdp.awaitCompletion(question, Duration.ofMinutes(10), looks::add);
        // end
        assertThat(status.complete()).isTrue();
        assertThat(status.failed()).isEmpty();
        assertThat(looks).isNotEmpty().noneMatch(TransactionStatus::complete);
        assertThat(kdp.awaitCompletion(question, PATIENCE)).isEqualTo(status);
    }

    @Test
    void listDevices() {
        uploaded("PO-7", FIRST, SECOND);
        // sample
        List<DeviceId> ids;
        try (Stream<ListedDevice> devices = kdp.allDevices(DeviceQuery.of(customer))) {
            ids = devices.map(ListedDevice::id).toList();
        }
        Page<ListedDevice> page = kdp.devices(DeviceQuery.all(), new PageRequest(0, 50));
        // end
        assertThat(ids).containsExactly(DeviceId.imei(FIRST), DeviceId.imei(SECOND));
        assertThat(page.totalCount()).isEqualTo(2);
    }

    @Test
    void listAccounts() {
        // sample
        List<Customer> customers = kdp.allCustomers(CustomerQuery.all()).toList();
        Page<Customer> details = kdp.customers(CustomerQuery.of(customer), PageRequest.first());
        List<Reseller> resellers = kdp.allResellers().toList();
        // end
        assertThat(customers).extracting(Customer::name).containsExactly("Example Logistics", "Example Hospital");
        assertThat(details.items()).extracting(Customer::id).containsExactly(customer);
        assertThat(resellers).extracting(Reseller::id).containsExactly(reseller);
    }

    @Test
    void profiles() {
        // sample
        List<Profile> profiles = kdp.kmeProfiles(customer);
        // end
        assertThat(profiles).extracting(Profile::alias).containsExactly("default-profile");
    }

    @Test
    void bulk() {
        List<String> imeis = List.of(FIRST, SECOND);
        List<TransactionStatus> outcomes = new ArrayList<>();
        // sample
        BulkRequest order = BulkRequest.builder(customer, TransactionId.of("PO-9"))
                .orderNo("PO-9")
                .build();
        BulkReceipt receipt = kdp.uploadAll(order, imeis.stream().map(DeviceId::imei));
        for (ChunkOutcome chunk : receipt.chunks(ChunkState.ACCEPTED)) {
            outcomes.add(kdp.awaitCompletion(StatusRequest.of(chunk.transaction()), Duration.ofMinutes(30)));
        }
        // end
        assertThat(receipt.complete()).isTrue();
        assertThat(outcomes)
                .singleElement()
                .satisfies(status -> assertThat(status.failed()).isEmpty());
        assertThat(registered()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    @ExpectedLog("bulk upload .* UNKNOWN")
    void bulkRepeated() {
        List<String> imeis = List.of(FIRST, SECOND);
        BulkRequest order = BulkRequest.of(customer, TransactionId.of("PO-9"));
        knox.simulator().fault(Fault.dropAfter(UPLOAD_PATH));
        knox.simulator().fault(Fault.status(STATUS_PATH, 500).times(4));
        // sample
        BulkReceipt receipt = kdp.uploadAll(order, imeis.stream().map(DeviceId::imei));
        if (!receipt.complete()) {
            receipt = kdp.uploadAll(order, imeis.stream().map(DeviceId::imei));
        }
        // end
        assertThat(receipt.complete()).isTrue();
        assertThat(receipt.deviceCount(ChunkState.REPEATED)).isEqualTo(2);
        assertThat(registered()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(requests(UPLOAD_PATH)).isEqualTo(2);
    }

    @Test
    void bulkSettings() {
        BulkRequest order = BulkRequest.of(customer, TransactionId.of("PO-9"));
        Stream<DeviceId> devices = Stream.of(FIRST, "not an imei", SECOND).map(DeviceId::imei);
        // sample
        BulkUploader uploader = BulkUploader.builder(kdp)
                .chunkSize(50_000)
                .parallelism(2)
                .stopAfterFailures(3)
                .build();
        BulkReceipt receipt =
                uploader.upload(order, devices.filter(device -> device.problem().isEmpty()));
        // end
        assertThat(receipt.complete()).isTrue();
        assertThat(registered()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void parse() {
        // sample
        DeviceId phone = DeviceId.parse("35 000000 000001 4");
        DeviceId tablet = DeviceId.parse("R58N1234ABC");
        Optional<String> problem = DeviceId.imei("350000000000015").problem();
        // end
        assertThat(phone).isEqualTo(DeviceId.imei(FIRST));
        assertThat(tablet.type()).isEqualTo(DeviceType.SERIAL_NUMBER);
        assertThat(problem).hasValue("has the Luhn check digit 5, but it should be 4");
    }

    @Test
    void checkingOff() {
        UploadRequest mistyped = UploadRequest.builder(customer, TransactionId.of("PO-7"))
                .imeis(List.of("350000000000015"))
                .build();
        assertThatThrownBy(() -> kdp.upload(mistyped))
                .isInstanceOfSatisfying(
                        RefusedLocallyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_REQUEST));
        assertThat(requests(UPLOAD_PATH)).isZero();
        // sample
        Gen2Client unchecked = Gen2Client.builder(reseller)
                .tokens(tokens)
                .baseUrl(service)
                .deviceCheck(DeviceCheck.none())
                .build();
        // end
        try (unchecked) {
            unchecked.upload(mistyped);
        }
        assertThat(requests(UPLOAD_PATH)).isOne();
    }

    @Test
    void futures() {
        UploadRequest request = UploadRequest.builder(customer, TransactionId.of("PO-7"))
                .imeis(List.of(FIRST))
                .build();
        // sample
        CompletableFuture<TransactionStatus> outcome = kdp.async()
                .upload(request)
                .thenCompose(receipt -> kdp.async().awaitCompletion(receipt, Duration.ofMinutes(10)));
        // end
        assertThat(outcome.join().failed()).isEmpty();
        assertThat(registered()).containsExactly(FIRST);
    }

    @Test
    void options() {
        UploadRequest request = UploadRequest.builder(customer, TransactionId.of("PO-7"))
                .imeis(List.of(FIRST))
                .build();
        // sample
        Gen2Calls urgent = kdp.with(CallOptions.builder()
                .timeLimit(Duration.ofSeconds(30))
                .requestId("web-4711")
                .build());
        Answer<Receipt> answer = urgent.answer(request);
        log.info("{}: {}", answer.requestId(), answer.value());
        // end
        assertThat(answer)
                .isEqualTo(new Answer<>("web-4711", new Receipt(TransactionId.of("PO-7"), TransactionState.PROGRESS)));
    }

    @Test
    void errors() {
        UploadRequest request = UploadRequest.builder(customer, TransactionId.of("PO-7"))
                .imeis(List.of(FIRST))
                .build();
        knox.simulator().fault(Fault.dropAfter(UPLOAD_PATH));
        knox.simulator().fault(Fault.status(STATUS_PATH, 500).times(4));
        // sample
        try {
            kdp.upload(request);
        } catch (RefusedException e) {
            log.error("{}", e.getMessage());
        } catch (KdpException e) {
            if (e.mayHaveTakenEffect()) {
                sendAgainUnlessKnown(request);
            } else {
                log.error("nothing was done: {}", e.getMessage());
            }
        }
        // end
        assertThat(requests(UPLOAD_PATH)).isOne();
        assertThat(requests(STATUS_PATH)).isEqualTo(5);
        assertThat(registered()).containsExactly(FIRST);
        knox.simulator().reset();
        sendAgainUnlessKnown(request);
        assertThat(requests(UPLOAD_PATH)).isOne();
        assertThat(registered()).containsExactly(FIRST);
    }

    // sample
    private void sendAgainUnlessKnown(UploadRequest request) {
        try {
            kdp.status(new StatusRequest(request.transaction(), request.vendor()));
        } catch (RefusedException e) {
            if (e.condition() != Condition.TRANSACTION_NOT_FOUND) {
                throw e;
            }
            kdp.upload(request);
        }
    }
    // end
}
