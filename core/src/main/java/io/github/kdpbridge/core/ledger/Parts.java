package io.github.kdpbridge.core.ledger;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows a write that was sent in parts as the one that its caller knows. */
final class Parts {
    private final DeploymentProgram program;
    private final Ledger ledger;

    Parts(DeploymentProgram program, Ledger ledger) {
        this.program = program;
        this.ledger = ledger;
    }

    TransactionStatus status(StatusRequest request) {
        List<Entry> parts =
                read("status " + request.transaction(), () -> ledger.parts(program.reseller(), request.transaction()));
        Optional<Entry> accepted = parts.stream()
                .filter(part -> part.outcome() instanceof Outcome.Accepted)
                .findFirst();
        return accepted.isPresent()
                ? merged(
                        request,
                        parts.stream().filter(isOfSameWrite(accepted.get())).toList())
                : unmerged(request, parts);
    }

    /** Another write of the same name, which the service did not take, says nothing of this one. */
    private static Predicate<Entry> isOfSameWrite(Entry accepted) {
        String write = Objects.requireNonNull(accepted.origin()).id();
        return part -> part.origin() != null && part.origin().id().equals(write);
    }

    /** What the service shows may be a part of which nobody knows yet that it arrived: the others are still to come. */
    private TransactionStatus unmerged(StatusRequest request, List<Entry> parts) {
        TransactionStatus status = program.status(request);
        boolean begun = parts.stream()
                .anyMatch(part -> part.request().transaction().equals(request.transaction())
                        && ((DeviceWrite) part.request()).is(status));
        return begun
                ? new TransactionStatus(
                        status.transaction(),
                        TransactionState.PROGRESS,
                        status.type(),
                        status.devices(),
                        status.orderNo(),
                        status.unknown())
                : status;
    }

    private TransactionStatus merged(StatusRequest request, List<Entry> parts) {
        @Nullable TransactionStatus first = null;
        ImmutableList.Builder<DeviceOutcome> devices = ImmutableList.builder();
        boolean complete = isEachThere(parts);
        for (Entry part : parts) {
            if (part.outcome() instanceof Outcome.Refused refused) {
                devices.addAll(failures(part, refused));
            } else if (part.outcome() instanceof Outcome.Accepted) {
                TransactionStatus status =
                        program.status(new StatusRequest(part.request().transaction(), request.vendor()));
                devices.addAll(status.devices());
                complete &= status.complete();
                first = first == null ? status : first;
            } else {
                complete = false;
            }
        }
        Objects.requireNonNull(first, "one part was accepted");
        TransactionState state = complete ? TransactionState.COMPLETE : TransactionState.PROGRESS;
        return new TransactionStatus(
                request.transaction(), state, first.type(), devices.build(), first.orderNo(), first.unknown());
    }

    private static boolean isEachThere(List<Entry> parts) {
        return Optional.ofNullable(parts.get(0).origin())
                .filter(origin -> origin.parts() == parts.size())
                .isPresent();
    }

    private static List<DeviceOutcome> failures(Entry part, Outcome.Refused refused) {
        Devices devices = ((DeviceWrite) part.request()).devices();
        return devices.identifiers().stream()
                .map(id -> DeviceOutcome.failure(new DeviceId(devices.type(), id), refused.error()))
                .toList();
    }

    Page<ListedDevice> devices(DeviceQuery query, PageRequest request) {
        Page<ListedDevice> page = program.devices(query, request);
        Map<TransactionId, TransactionId> wholes = new HashMap<>();
        List<ListedDevice> items = page.items().stream()
                .map(device -> {
                    TransactionId transaction = device.transaction();
                    return transaction == null || !Split.isPartName(transaction)
                            ? device
                            : device.with(wholes.computeIfAbsent(transaction, this::whole));
                })
                .toList();
        return wholes.isEmpty()
                ? page
                : new Page<>(items, page.totalCount(), page.number(), page.totalPages(), page.unknown());
    }

    private TransactionId whole(TransactionId part) {
        return read("device list", () -> ledger.whole(program.reseller(), part)).orElse(part);
    }

    private static <T> T read(String operation, Supplier<T> question) {
        try {
            return question.get();
        } catch (LedgerException e) {
            throw e.notSent(operation);
        }
    }
}
