package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The devices that an upload registered and that are registered by it still, which is what generation 1 deletes by
 * {@code removeTransactionId} (observed) and generation 2 has no word for.
 *
 * <p>The list of devices says of each which upload registered it (assumed). Where it does not, the upload's own status
 * says which devices it was. A device that was deleted since, or registered by a later upload, is not among them.
 *
 * @param program where to look
 * @param removal the transaction that shall delete them
 */
public record UploadedDevices(DeploymentProgram program, RemovalRequest removal) {
    /** Checks that both are there. */
    public UploadedDevices {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(removal, "removal");
    }

    /**
     * Returns the deletion of them. They are looked for first with the removal's customer; only if there are none, with
     * the other customers, because deleting them from the wrong customer is an outcome of its own.
     *
     * @throws RefusedException if there is no such upload
     * @throws RefusedLocallyException if what it registers is not known yet
     */
    public DeleteRequest deletion() {
        return removal.of(find());
    }

    private Devices find() {
        Listed ofCustomer = listed(DeviceQuery.of(removal.customer()));
        if (!ofCustomer.tagged().isEmpty()) {
            return devices(ofCustomer.tagged());
        }
        TransactionStatus status = status(removal.upload());
        if (status != null && status.type().equals(TransactionType.DELETE)) {
            throw unknown();
        }
        Set<DeviceId> named = status == null ? Set.of() : succeeded(status);
        Set<DeviceId> registered = ofCustomer.with(named);
        if (registered.isEmpty()) {
            registered = listed(DeviceQuery.all()).with(named);
        }
        if (!registered.isEmpty()) {
            return devices(registered);
        }
        if (status == null) {
            throw unknown();
        }
        if (status.state().equals(TransactionState.PROGRESS)) {
            // None now is not none in a minute: to say that all is deleted could be wrong soon.
            requireUnused();
            throw notSent("the service still works on the upload " + removal.upload(), null);
        }
        return devices(registered);
    }

    /**
     * Devices of a list.
     *
     * @param tagged those that the list says are the upload's
     * @param untagged those of which it does not say whose they are
     */
    private record Listed(Set<DeviceId> tagged, Set<DeviceId> untagged) {
        /** Returns the upload's devices, and of those that nobody says anything of the ones that it names itself. */
        Set<DeviceId> with(Set<DeviceId> named) {
            return ImmutableSet.<DeviceId>builder()
                    .addAll(tagged)
                    .addAll(Sets.intersection(untagged, named))
                    .build();
        }
    }

    private Listed listed(DeviceQuery query) {
        ImmutableSet.Builder<DeviceId> tagged = ImmutableSet.builder();
        ImmutableSet.Builder<DeviceId> untagged = ImmutableSet.builder();
        try (Stream<ListedDevice> devices = program.allDevices(query)) {
            devices.forEach(device -> {
                if (device.transaction() == null) {
                    untagged.add(device.id());
                } else if (removal.upload().equals(device.transaction())) {
                    tagged.add(device.id());
                }
            });
        } catch (RefusedException e) {
            if (e.condition() == Condition.RESOURCE_INVALID_PARAM) {
                // The caller did not ask for this list, so nothing of it is for the caller to mend.
                throw notSent(e.getMessage(), e);
            }
            throw e;
        }
        return new Listed(tagged.build(), untagged.build());
    }

    private RefusedLocallyException notSent(String why, @Nullable Throwable cause) {
        return new RefusedLocallyException(removal.operation(), Reason.LIMIT, why, cause);
    }

    private static Set<DeviceId> succeeded(TransactionStatus status) {
        return status.succeeded().stream().map(DeviceOutcome::id).collect(ImmutableSet.toImmutableSet());
    }

    private @Nullable TransactionStatus status(TransactionId transaction) {
        try {
            return program.status(new StatusRequest(transaction, removal.vendor()));
        } catch (RefusedException e) {
            if (e.condition() == Condition.TRANSACTION_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private RefusedException unknown() {
        requireUnused();
        return refused(Condition.TRANSACTION_NOT_FOUND, "removeTransactionId " + removal.upload() + " is not known");
    }

    /** Generation 1 complains of a transaction id that was used before it looks for the upload (assumed). */
    private void requireUnused() {
        if (status(removal.transaction()) != null) {
            throw refused(
                    Condition.DUPLICATE_TRANSACTION_ID, "transactionId " + removal.transaction() + " was used before");
        }
    }

    private RefusedException refused(Condition condition, String data) {
        ErrorCatalogue errors = ErrorCatalogue.standard();
        ServiceError error =
                new ServiceError(condition, errors.code(Generation.GEN2, condition), condition.name(), data);
        return new RefusedException(removal.operation(), error, errors.httpStatus(condition), null, false);
    }

    /** One upload has devices of one kind (documented). Of none, the kind does not matter. */
    private static Devices devices(Set<DeviceId> ids) {
        DeviceType type = ids.stream().map(DeviceId::type).findFirst().orElse(DeviceType.IMEI);
        ImmutableList<String> identifiers = ids.stream()
                .filter(id -> id.type().equals(type))
                .map(DeviceId::value)
                .collect(ImmutableList.toImmutableList());
        if (identifiers.size() < ids.size()) {
            throw new IllegalStateException("the service lists devices of several kinds for one upload");
        }
        return new Devices(type, identifiers);
    }
}
