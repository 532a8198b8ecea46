package io.github.kdpbridge.gateway.ledger;

import com.google.common.collect.ImmutableList;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.ServiceError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last status of a write, stored as JSON with its failed devices only. Moshi sets the fields; absent ones stay
 * null.
 */
final class StoredStatus {
    private static final JsonAdapter<StoredStatus> JSON =
            new Moshi.Builder().build().adapter(StoredStatus.class);

    private @Nullable String transaction;
    private @Nullable String state;
    private @Nullable String type;
    private @Nullable String orderNo;
    /** The error of the whole transaction. */
    private @Nullable StoredError error;
    /** The failed devices; neighbours with the same error are grouped. */
    private @Nullable List<Failed> failed;

    private StoredStatus() {}

    /**
     * A stored error.
     *
     * @param condition its meaning
     * @param code its code
     * @param message its name
     * @param data its text, if there is one
     */
    public record StoredError(
            String condition,
            String code,
            String message,
            @Nullable String data) {
        static StoredError of(ServiceError error) {
            return new StoredError(error.condition().name(), error.code(), error.message(), error.data());
        }

        ServiceError error() {
            return new ServiceError(StoredAnswer.condition(condition), code, message, data);
        }
    }

    /**
     * Devices with the same error.
     *
     * @param type the kind of their identifiers
     * @param devices the identifiers
     * @param error the error of each
     */
    public record Failed(String type, List<String> devices, StoredError error) {
        private boolean isAlike(DeviceId id, StoredError other) {
            return type.equals(id.type().name()) && error.equals(other);
        }

        /** Returns the number of devices, never the devices. */
        @Override
        public String toString() {
            return "Failed[" + devices.size() + " x " + type + ", " + error + "]";
        }
    }

    static String write(TransactionStatus status) {
        List<Failed> failed = new ArrayList<>();
        for (DeviceOutcome device : status.failed()) {
            StoredError error = StoredError.of(Objects.requireNonNull(device.error(), "error"));
            Failed last = failed.isEmpty() ? null : failed.get(failed.size() - 1);
            if (last == null || !last.isAlike(device.id(), error)) {
                last = new Failed(device.id().type().name(), new ArrayList<>(), error);
                failed.add(last);
            }
            last.devices().add(device.id().value());
        }
        ServiceError error = status.error();
        StoredStatus stored = new StoredStatus();
        stored.transaction = status.transaction().value();
        stored.state = status.state().name();
        stored.type = status.type().name();
        stored.orderNo = status.orderNo();
        stored.error = error == null ? null : StoredError.of(error);
        stored.failed = failed;
        return JSON.toJson(stored);
    }

    /**
     * Reads a status.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static TransactionStatus read(String json) {
        try {
            StoredStatus stored = JSON.fromJson(json);
            if (stored == null) {
                throw new IllegalArgumentException("the ledger holds nothing where a status should be");
            }
            return stored.status();
        } catch (IOException | JsonDataException e) {
            throw new IllegalArgumentException("the ledger holds a status that cannot be read: " + e.getMessage(), e);
        }
    }

    private TransactionStatus status() {
        ImmutableList.Builder<DeviceOutcome> outcomes = ImmutableList.builder();
        for (Failed alike : failed == null ? List.<Failed>of() : failed) {
            DeviceType kind = new DeviceType(alike.type());
            ServiceError why = alike.error().error();
            alike.devices().forEach(id -> outcomes.add(DeviceOutcome.failure(new DeviceId(kind, id), why)));
        }
        return new TransactionStatus(
                TransactionId.of(String.valueOf(transaction)),
                new TransactionState(String.valueOf(state)),
                new TransactionType(String.valueOf(type)),
                outcomes.build(),
                DeviceCoverage.FAILED_ONLY,
                error == null ? null : error.error(),
                orderNo,
                UnknownFields.none());
    }
}
