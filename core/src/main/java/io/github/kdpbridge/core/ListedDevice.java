package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A device in the list of a reseller's registered devices (contract, section 6).
 *
 * <p>One phone has several identifiers, and the list shows them together. It does not say under which of them the phone
 * was uploaded, and a phone that was uploaded by its second IMEI is listed by its first: absence is no proof.
 *
 * @param ids the device by each identifier that the service shows, the IMEI first; at least one (documented)
 * @param recordId the service's id of the entry (documented); null if absent
 * @param createTime the time of registration (documented); null if absent
 * @param customer the customer that bought the device (documented); null if absent
 * @param state the state of the entry as the service writes it, {@code Verified} for example (documented); null if
 *     absent
 * @param unknown the other fields of the answer, such as the model, the customer's name and the upload's own id
 *     (documented)
 */
public record ListedDevice(
        List<DeviceId> ids,
        @Nullable String recordId,
        @Nullable Instant createTime,
        @Nullable CustomerId customer,
        @Nullable String state,
        UnknownFields unknown) {
    /** @throws IllegalArgumentException if there is no identifier */
    public ListedDevice {
        ids = ImmutableList.copyOf(ids);
        checkArgument(!ids.isEmpty(), "a listed device has no identifier");
        Objects.requireNonNull(unknown, "unknown");
    }

    /** Returns an entry with one identifier and no details, the form of generation 1 (documented). */
    public static ListedDevice of(DeviceId id) {
        return new ListedDevice(List.of(id), null, null, null, null, UnknownFields.none());
    }

    /** Returns the first identifier: the IMEI if there is one. */
    public DeviceId id() {
        return ids.get(0);
    }

    /** Returns the identifier of a kind; empty if the service does not show it. */
    public Optional<DeviceId> id(DeviceType type) {
        return ids.stream().filter(id -> id.type().equals(type)).findFirst();
    }

    /** Returns the same entry with its identifiers in another order or spelling. */
    public ListedDevice with(List<DeviceId> ids) {
        return new ListedDevice(ids, recordId, createTime, customer, state, unknown);
    }

    /** Returns the last four characters of each identifier, and the state. */
    @Override
    public String toString() {
        return ids.stream().map(DeviceId::masked).collect(Collectors.joining(", "))
                + (state == null ? "" : ": " + state);
    }
}
