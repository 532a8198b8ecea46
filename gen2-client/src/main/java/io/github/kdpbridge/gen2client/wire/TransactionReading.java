package io.github.kdpbridge.gen2client.wire;

import com.google.common.base.Ascii;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceOutcomes;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.MaskedText;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.serviceclient.http.Exchange;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a transaction of an answer into a status. An incomplete or contradictory one is never a success. */
record TransactionReading(Exchange exchange, Surprises surprises) {
    private static final TransactionType UNKNOWN_TYPE = new TransactionType("unknown");
    private static final int LONGEST_SHOWN = 64;

    TransactionStatus status(StatusDto dto) {
        String state = dto.state();
        if (state == null || state.isBlank()) {
            throw exchange.notUnderstood("the transaction has no state");
        }
        if (dto.transactions() != null) {
            throw exchange.notUnderstood("the transaction holds transactions");
        }
        ServiceError error = dto.verdict().error();
        if (state.equals(TransactionState.REJECTED.name()) && error == null) {
            throw exchange.notUnderstood("the transaction is rejected, and no code says why");
        }
        TransactionStatus status = new TransactionStatus(
                TransactionId.of(Objects.requireNonNull(dto.transactionId(), "transactionId")),
                new TransactionState(state),
                type(dto),
                Objects.requireNonNullElse(dto.devices(), List.of()),
                DeviceCoverage.FAILED_ONLY,
                error,
                dto.orderNo(),
                dto.unknown());
        tell(status);
        return status;
    }

    private TransactionType type(StatusDto dto) {
        TransactionType type = known(dto.type());
        TransactionType operation = known(dto.operationType());
        boolean contradictory = type != null
                && operation != null
                && !type.equals(operation)
                && isOfContract(type)
                && isOfContract(operation);
        if (contradictory) {
            throw exchange.notUnderstood("type and operationType of the transaction contradict each other");
        }
        if (type == null) {
            return Objects.requireNonNullElse(operation, UNKNOWN_TYPE);
        }
        return operation != null && isOfContract(operation) ? operation : type;
    }

    private static boolean isOfContract(TransactionType type) {
        return type.equals(TransactionType.UPLOAD) || type.equals(TransactionType.DELETE);
    }

    private static @Nullable TransactionType known(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return switch (Ascii.toUpperCase(name)) {
            case "PUT", "UPLOAD" -> TransactionType.UPLOAD;
            case "DELETE" -> TransactionType.DELETE;
            default -> new TransactionType(name);
        };
    }

    private void tell(TransactionStatus status) {
        TransactionState state = status.state();
        boolean expected = state.equals(TransactionState.PROGRESS) || state.equals(TransactionState.COMPLETE);
        if (!expected) {
            surprises.seen(Assumption.STATES, "state " + MaskedText.beginning(state.name(), LONGEST_SHOWN));
        }
        if (!status.complete() && !status.devices().isEmpty()) {
            surprises.seen(Assumption.DEVICES_IN_PROGRESS, "devices in a transaction that is not complete");
        }
        ServiceError error = status.error();
        boolean succeeded = false;
        boolean ofCustomer = isOfCustomer(error);
        for (DeviceOutcomes.Run run : DeviceOutcomes.copyOf(status.devices()).runs()) {
            succeeded |= run.error() == null;
            ofCustomer |= isOfCustomer(run.error());
        }
        if (succeeded) {
            surprises.seen(Assumption.FAILED_ONLY, "a listed device without an error");
        }
        if (error != null) {
            surprises.seen(Assumption.TRANSACTION_ERROR, "a transaction with " + error.condition());
        }
        if (ofCustomer) {
            surprises.seen(Assumption.WRONG_CUSTOMER, "an error of the customer in a status");
        }
    }

    private static boolean isOfCustomer(@Nullable ServiceError error) {
        if (error == null) {
            return false;
        }
        Condition condition = error.condition();
        return condition == Condition.CUSTOMER_ID_INVALID
                || condition == Condition.CUSTOMER_NOT_FOUND
                || condition == Condition.ASSOCIATION_NOT_FOUND;
    }
}
