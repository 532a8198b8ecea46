package io.github.kdpbridge.core.ledger;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.testfixtures.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The service and the way to it: takes a transaction id once, knows who registered which device, and fails as told. */
final class FakeService implements DeploymentProgram {
    /** How long a request is on its way at the most. */
    static final Duration LATEST = Duration.ofSeconds(30);

    static final ResellerId RESELLER = ResellerId.of("4680000925");

    /** What two services with the same devices know of each other's transactions; no document says which it is. */
    enum Transactions {
        /** Each service knows its own. */
        APART,
        /** Each service knows those of both. */
        SHARED
    }

    /** What becomes of a call. */
    enum Fault {
        /** It is done and answered. */
        NONE,
        /** It did not leave. */
        NOT_SENT,
        /** It may have left, and did not arrive. */
        LOST,
        /** It may have left, and arrives just before the next write, or within {@link #LATEST}. */
        LATE,
        /** It is done, and the answer does not arrive. */
        ANSWER_LOST,
        /** The service has a trouble of its own, and says so before it begins. */
        INTERNAL,
        /** The service refuses it for good. */
        FORBIDDEN
    }

    /** The calls in their order: {@code upload 244303}. */
    final List<String> calls = new ArrayList<>();
    /** The transactions that the service took, in their order. */
    final List<TransactionId> accepted = new ArrayList<>();

    private final Map<TransactionId, TransactionStatus> transactions;
    private final Map<TransactionId, Integer> hidden = new HashMap<>();
    private final Map<String, TransactionId> registered;
    private final Map<TransactionId, Condition> refusals = new HashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private Instant lateUntil = Instant.MIN;
    private final Deque<WriteRequest> late = new ArrayDeque<>();
    private final Map<TransactionId, Runnable> happenings = new HashMap<>();
    final TestClock clock = TestClock.at(Instant.parse("2026-11-25T10:00:00Z"));

    private final Handlers handlers = Handlers.builder()
            .blocking(Operation.UPLOAD, this::carryOut)
            .blocking(Operation.DELETE, this::carryOut)
            .blocking(Operation.REMOVE, this::carryOut)
            .blocking(Operation.STATUS, this::answer)
            .blocking(Operation.TRANSACTIONS, this::answer)
            .blocking(Operation.DEVICES, this::answer)
            .blocking(Operation.CUSTOMERS, this::answer)
            .blocking(Operation.RESELLERS, query -> Page.of(List.of(new Reseller(RESELLER, null)), query.page()))
            .build();
    private final int deviceLimit;
    private TransactionState state = TransactionState.COMPLETE;

    FakeService(int deviceLimit) {
        this(deviceLimit, new LinkedHashMap<>(), new HashMap<>());
    }

    private FakeService(
            int deviceLimit,
            Map<String, TransactionId> registered,
            Map<TransactionId, TransactionStatus> transactions) {
        this.deviceLimit = deviceLimit;
        this.registered = registered;
        this.transactions = transactions;
    }

    /** Creates a service with the devices of this one, and with its transactions, too, if the two share them. */
    FakeService beside(int deviceLimit, Transactions transactions) {
        return new FakeService(
                deviceLimit, registered, transactions == Transactions.SHARED ? this.transactions : new HashMap<>());
    }

    /** Says what becomes of the next calls, whatever they are. */
    void next(Fault... next) {
        faults.addAll(Arrays.asList(next));
    }

    /** Has no trouble in the next calls. */
    void recover() {
        faults.clear();
    }

    /** Refuses this transaction from now on; {@link Condition#SUCCESS} for no longer. */
    void refuse(String transaction, Condition condition) {
        refusals.put(TransactionId.of(transaction), condition);
    }

    /** What the status of later transactions says of their state. */
    void take(TransactionState state) {
        this.state = state;
    }

    /** Ends a transaction. */
    void complete(String transaction) {
        transactions.computeIfPresent(
                TransactionId.of(transaction), (unused, status) -> status.with(TransactionState.COMPLETE));
    }

    /** Returns the transactions that it works on. */
    List<TransactionId> inProgress() {
        return transactions.values().stream()
                .filter(status -> !status.complete())
                .map(TransactionStatus::transaction)
                .toList();
    }

    /** Has the status not show this transaction for so many look-ups. */
    void hide(String transaction, int lookups) {
        hidden.put(TransactionId.of(transaction), lookups);
    }

    /** Forgets a transaction, as a service does after some time. */
    void forget(String transaction) {
        transactions.remove(TransactionId.of(transaction));
    }

    /** Has something happen, once, when this transaction is under way. */
    void during(String transaction, Runnable happening) {
        happenings.put(TransactionId.of(transaction), happening);
    }

    /** Returns the identifiers of the devices that are registered. */
    List<String> registered() {
        return ImmutableList.copyOf(registered.keySet());
    }

    /** Forgets the calls so far. */
    void forgetCalls() {
        calls.clear();
    }

    @Override
    public ResellerId reseller() {
        return RESELLER;
    }

    @Override
    public <A> CompletionStage<A> send(Request<A> request) {
        return handlers.send(request);
    }

    private Receipt carryOut(WriteRequest write) {
        Runnable happening = happenings.remove(write.transaction());
        if (happening != null) {
            happening.run();
        }
        Fault fault = call(write.label());
        while (!late.isEmpty()) {
            deliver(late.remove());
        }
        switch (fault) {
            case NOT_SENT -> throw unreachable(write.label(), false);
            case LOST -> throw unreachable(write.label(), true);
            case LATE -> {
                late.add(write);
                lateUntil = clock.instant().plus(LATEST);
                throw unreachable(write.label(), true);
            }
            default -> answer(write.label(), fault);
        }
        Receipt receipt = take(write);
        if (fault == Fault.ANSWER_LOST) {
            throw unreachable(write.label(), true);
        }
        return receipt;
    }

    private void deliver(WriteRequest write) {
        try {
            take(write);
        } catch (RefusedException e) {
            // Nobody waits for the answer any more.
        }
    }

    private Receipt take(WriteRequest write) {
        TransactionId transaction = write.transaction();
        Condition condition = refusals.getOrDefault(transaction, Condition.SUCCESS);
        if (condition != Condition.SUCCESS) {
            throw refused(write.label(), condition);
        }
        if (write instanceof DeviceWrite named && named.devices().count() > deviceLimit) {
            throw refused(write.label(), Condition.DEVICE_COUNT_EXCEEDED);
        }
        if (transactions.containsKey(transaction)) {
            throw refused(write.label(), Condition.TRANSACTION_ID_DUPLICATE);
        }
        if (write instanceof RemovalRequest removal && !transactions.containsKey(removal.upload())) {
            throw refused(write.label(), Condition.TRANSACTION_ID_INVALID);
        }
        List<DeviceOutcome> outcomes = devices(write).identifiers().stream()
                .map(id -> new DeviceOutcome(new DeviceId(DeviceType.IMEI, id), error(write, id)))
                .filter(device -> !device.succeeded())
                .toList();
        transactions.put(
                transaction,
                new TransactionStatus(
                        transaction,
                        state,
                        write.type(),
                        outcomes,
                        DeviceCoverage.FAILED_ONLY,
                        null,
                        null,
                        UnknownFields.none()));
        accepted.add(transaction);
        return new Receipt(
                transaction,
                TransactionState.PROGRESS,
                UnknownFields.of(Map.of("number", String.valueOf(accepted.size()))));
    }

    private Devices devices(WriteRequest write) {
        if (write instanceof RemovalRequest removal) {
            return Devices.imeis(registered.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(removal.upload()))
                    .map(Map.Entry::getKey)
                    .toList());
        }
        return ((DeviceWrite) write).devices();
    }

    private @Nullable ServiceError error(WriteRequest write, String id) {
        if (write instanceof UploadRequest) {
            return registered.putIfAbsent(id, write.transaction()) == null ? null : error(Condition.DEVICE_DUPLICATE);
        }
        return registered.remove(id) == null ? error(Condition.RESELLER_CUSTOMER_DEVICE_NOT_FOUND) : null;
    }

    private TransactionStatus answer(StatusRequest request) {
        String operation = request.label();
        read(operation);
        TransactionStatus status = transactions.get(request.transaction());
        int lookups = hidden.getOrDefault(request.transaction(), 0);
        if (status != null && lookups > 0) {
            hidden.put(request.transaction(), lookups - 1);
        }
        if (status == null || lookups > 0) {
            throw refused(operation, Condition.TRANSACTION_NOT_FOUND);
        }
        return status;
    }

    private Page<TransactionStatus> answer(TransactionsQuery query) {
        read("transactions");
        return new Page<>(
                (query.page().number() > 0 ? List.<TransactionId>of() : accepted)
                        .stream()
                                .flatMap(transaction -> Stream.ofNullable(transactions.get(transaction)))
                                .toList(),
                (long) accepted.size(),
                query.page().number());
    }

    private Page<ListedDevice> answer(DeviceQuery query) {
        read("list");
        List<ListedDevice> items = registered.entrySet().stream()
                .map(entry -> ListedDevice.of(new DeviceId(DeviceType.IMEI, entry.getKey())))
                .toList();
        return new Page<>(items, (long) items.size(), query.page().number());
    }

    private Page<Customer> answer(CustomerQuery query) {
        read("customers");
        return new Page<>(List.of(), 0L, query.page().number());
    }

    private void read(String operation) {
        Fault fault = call(operation);
        if (fault == Fault.NOT_SENT || fault == Fault.LOST || fault == Fault.ANSWER_LOST || fault == Fault.LATE) {
            throw unreachable(operation, false);
        }
        answer(operation, fault);
    }

    private Fault call(String operation) {
        while (!late.isEmpty() && !clock.instant().isBefore(lateUntil)) {
            deliver(late.remove());
        }
        calls.add(operation);
        return faults.isEmpty() ? Fault.NONE : faults.remove();
    }

    private static void answer(String operation, Fault fault) {
        if (fault == Fault.INTERNAL) {
            throw refused(operation, Condition.INTERNAL_SERVER_ERROR);
        }
        if (fault == Fault.FORBIDDEN) {
            throw refused(operation, Condition.FORBIDDEN);
        }
    }

    private static KdpException unreachable(String operation, boolean mayHaveTakenEffect) {
        return new UnreachableException(operation, "the connection is gone", null, mayHaveTakenEffect);
    }

    private static RefusedException refused(String operation, Condition condition) {
        int status = condition == Condition.TRANSACTION_NOT_FOUND
                ? 200
                : condition == Condition.UNKNOWN
                        ? 409
                        : ErrorCatalogue.standard().httpStatus(Generation.GEN2, condition);
        return new RefusedException(operation, error(condition), status, null, false);
    }

    static ServiceError error(Condition condition) {
        if (condition == Condition.TRANSACTION_NOT_FOUND) {
            return new ServiceError(condition, "none", condition.name(), null);
        }
        if (condition == Condition.UNKNOWN) {
            return new ServiceError(condition, "40900001", "ID_TAKEN", null);
        }
        ErrorCatalogue errors = ErrorCatalogue.standard();
        return new ServiceError(
                condition, errors.code(Generation.GEN2, condition), errors.name(Generation.GEN2, condition), null);
    }
}
