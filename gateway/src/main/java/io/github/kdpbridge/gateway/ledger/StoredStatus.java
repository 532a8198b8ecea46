package io.github.kdpbridge.gateway.ledger;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceOutcomes;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.ServiceError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        /** Returns the number of devices, never the devices. */
        @Override
        public String toString() {
            return "Failed[" + devices.size() + " x " + type + ", " + error + "]";
        }
    }

    static String write(TransactionStatus status) {
        List<Failed> failed = new ArrayList<>();
        for (DeviceOutcomes.Run run : DeviceOutcomes.copyOf(status.devices()).runs()) {
            if (run.error() != null) {
                failed.add(new Failed(run.type().name(), run.identifiers(), StoredError.of(run.error())));
            }
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
        DeviceOutcomes.Builder outcomes = new DeviceOutcomes.Builder();
        for (Failed alike : failed == null ? List.<Failed>of() : failed) {
            Devices devices = new Devices(new DeviceType(alike.type()), alike.devices());
            outcomes.addAll(DeviceOutcomes.failed(devices, alike.error().error()));
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
