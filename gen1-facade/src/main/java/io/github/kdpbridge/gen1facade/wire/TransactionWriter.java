package io.github.kdpbridge.gen1facade.wire;

import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcomes;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ErrorLevel;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.ServiceError;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one transaction of a status (contract, section 5).
 *
 * <p>Callers take a device without a code for a success, whatever else is there (observed). So an error of the whole
 * transaction is repeated in each of its devices.
 */
final class TransactionWriter {
    private final Gen1Profile profile;
    private final ErrorCatalogue errors;

    TransactionWriter(Gen1Profile profile) {
        this.profile = profile;
        this.errors = profile.errors();
    }

    void write(JsonWriter json, TransactionStatus status) throws IOException {
        ServiceError error = error(status);
        json.beginObject();
        json.name(Gen1Field.TRANSACTION_ID).value(status.transaction().value());
        json.name(Gen1Field.STATE).value(state(status).name());
        json.name(Gen1Field.TYPE).value(status.type().name());
        if (error != null) {
            ErrorFields.write(json, inGen1(error, null, ""));
        }
        devices(status, error).writeTo(json.name(Gen1Field.DEVICES));
        json.endObject();
    }

    /** Generation 1 has two states (documented); an unknown one counts as in progress. */
    private static TransactionState state(TransactionStatus status) {
        return status.complete() ? TransactionState.COMPLETE : TransactionState.PROGRESS;
    }

    private @Nullable ServiceError error(TransactionStatus status) {
        return status.error() == null && status.state().equals(TransactionState.REJECTED)
                ? failure("the service rejected the transaction and gave no reason")
                : status.error();
    }

    private ServiceError failure(String data) {
        Condition condition = Condition.INTERNAL_SERVER_ERROR;
        return new ServiceError(
                condition, errors.code(Generation.GEN2, condition), errors.name(Generation.GEN2, condition), data);
    }

    private DeviceArray devices(TransactionStatus status, @Nullable ServiceError ofAll) {
        DeviceArray devices = new DeviceArray(profile);
        if (status.complete()) {
            outcomes(devices, status, ofAll);
        } else if (profile.progressDevices() && status.coverage() == DeviceCoverage.ALL) {
            for (DeviceOutcomes.Run run :
                    DeviceOutcomes.copyOf(status.devices()).runs()) {
                devices.add(run.type(), run.identifiers(), null);
            }
        }
        return devices;
    }

    private void outcomes(DeviceArray devices, TransactionStatus status, @Nullable ServiceError ofAll) {
        for (DeviceOutcomes.Run run : DeviceOutcomes.copyOf(status.devices()).runs()) {
            ServiceError error = run.error() == null ? ofAll : run.error();
            if (error != null && namesTheDevice(error)) {
                for (String identifier : run.identifiers()) {
                    DeviceId id = new DeviceId(run.type(), identifier);
                    devices.add(id, ofDevice(error, id));
                }
            } else {
                devices.add(run.type(), run.identifiers(), error == null ? null : ofRun(error, run));
            }
        }
    }

    private ServiceError ofRun(ServiceError error, DeviceOutcomes.Run run) {
        return ofDevice(error, new DeviceId(run.type(), run.identifiers().get(0)));
    }

    private ServiceError ofDevice(ServiceError error, DeviceId id) {
        return inGen1(error, isOfADevice(error) ? id.value() : null, profile.deviceField(id.type()));
    }

    /** A failure never gets the code of success, even if the service sent it. */
    private ServiceError inGen1(ServiceError error, @Nullable String identifier, String field) {
        ServiceError inGen1 = errors.inGen1(error, identifier, field);
        return inGen1.code().equals(errors.code(Generation.GEN1, Condition.SUCCESS))
                ? errors.inGen1(failure("the service gives a failure the code of success"), null, "")
                : inGen1;
    }

    /** Returns whether generation 1 has a text of its own for the error that quotes the device. */
    private boolean namesTheDevice(ServiceError error) {
        return isOfADevice(error) && errors.row(error.condition()).gen1Text() != null;
    }

    /** Returns whether the error is about a device: the text of another one must not quote a device. */
    private boolean isOfADevice(ServiceError error) {
        return error.condition() != Condition.UNKNOWN
                && errors.row(error.condition()).level() == ErrorLevel.DEVICE;
    }
}
