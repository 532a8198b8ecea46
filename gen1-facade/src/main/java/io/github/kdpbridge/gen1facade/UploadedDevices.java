package io.github.kdpbridge.gen1facade;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
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
 * @param upload the upload
 * @param vendor the downstream reseller of a two-tier sale; null in a single-tier one
 */
record UploadedDevices(
        DeploymentProgram program,
        TransactionId upload,
        @Nullable VendorId vendor) {
    /**
     * Finds them.
     *
     * @param customer where to look first; only if there are none, the other customers are asked for, because deleting
     *     them from the wrong customer is an outcome of its own
     * @param removal the transaction that shall delete them
     * @throws Gen1Refusal if there is no such upload
     */
    Devices find(CustomerId customer, TransactionId removal) {
        Listed ofCustomer = listed(DeviceQuery.of(customer), removal);
        if (!ofCustomer.tagged().isEmpty()) {
            return devices(ofCustomer.tagged());
        }
        TransactionStatus status = status(upload);
        if (status != null && status.type().equals(TransactionType.DELETE)) {
            throw unknown(removal);
        }
        Set<DeviceId> named = status == null ? Set.of() : succeeded(status);
        Set<DeviceId> registered = ofCustomer.with(named);
        if (registered.isEmpty()) {
            registered = listed(DeviceQuery.all(), removal).with(named);
        }
        if (!registered.isEmpty()) {
            return devices(registered);
        }
        if (status == null) {
            throw unknown(removal);
        }
        if (status.state().equals(TransactionState.PROGRESS)) {
            // None now is not none in a minute: to say that all is deleted could be wrong soon.
            requireUnused(removal);
            throw notSent(removal, "the service still works on the upload " + upload, null);
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

    private Listed listed(DeviceQuery query, TransactionId removal) {
        ImmutableSet.Builder<DeviceId> tagged = ImmutableSet.builder();
        ImmutableSet.Builder<DeviceId> untagged = ImmutableSet.builder();
        try (Stream<ListedDevice> devices = program.allDevices(query)) {
            devices.forEach(device -> {
                if (device.transaction() == null) {
                    untagged.add(device.id());
                } else if (upload.equals(device.transaction())) {
                    tagged.add(device.id());
                }
            });
        } catch (RefusedException e) {
            if (e.condition() == Condition.RESOURCE_INVALID_PARAM) {
                // The caller did not ask for this list, so nothing of it is for the caller to mend.
                throw notSent(removal, e.getMessage(), e);
            }
            throw e;
        }
        return new Listed(tagged.build(), untagged.build());
    }

    private static RefusedLocallyException notSent(TransactionId removal, String why, @Nullable Throwable cause) {
        return new RefusedLocallyException("delete " + removal, Reason.LIMIT, why, cause);
    }

    private static Set<DeviceId> succeeded(TransactionStatus status) {
        return status.succeeded().stream().map(DeviceOutcome::id).collect(ImmutableSet.toImmutableSet());
    }

    private @Nullable TransactionStatus status(TransactionId transaction) {
        try {
            return program.status(new StatusRequest(transaction, vendor));
        } catch (RefusedException e) {
            if (e.condition() == Condition.TRANSACTION_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private Gen1Refusal unknown(TransactionId removal) {
        requireUnused(removal);
        return Gen1Refusal.of(Condition.TRANSACTION_NOT_FOUND, "removeTransactionId " + upload + " is not known");
    }

    /** Generation 1 complains of a transaction id that was used before it looks for the upload (assumed). */
    private void requireUnused(TransactionId removal) {
        if (status(removal) != null) {
            throw Gen1Refusal.of(Condition.DUPLICATE_TRANSACTION_ID, "transactionId " + removal + " was used before");
        }
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
