package io.github.kdpbridge.gateway.ledger;

import com.google.common.collect.ImmutableList;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write as the ledger keeps it, in JSON, without its devices. Fields are added, never changed: an older file must stay
 * readable.
 *
 * @param kind {@code upload}, {@code delete} or {@code remove}
 * @param transaction the transaction
 * @param customer the customer
 * @param vendor the vendor, if there is one
 * @param upload the upload to remove
 * @param type the kind of the devices
 * @param devices the devices of a write of an older version; the others are {@link StoredDevices}
 * @param orderNo the order number, if there is one
 * @param orderTime the time of the order in ISO 8601, if there is one
 * @param targetService the Knox service, if one is named
 * @param profileAliases service and alias of each profile, one after the other
 */
public record StoredWrite(
        String kind,
        String transaction,
        String customer,
        @Nullable String vendor,
        @Nullable String upload,
        @Nullable String type,
        @Nullable List<String> devices,
        @Nullable String orderNo,
        @Nullable String orderTime,
        @Nullable String targetService,
        @Nullable List<String> profileAliases) {
    private static final JsonAdapter<StoredWrite> JSON =
            new Moshi.Builder().build().adapter(StoredWrite.class);

    private static byte @Nullable [] devices(WriteRequest request) {
        return request instanceof DeviceWrite write
                ? StoredDevices.write(write.devices().identifiers())
                : null;
    }

    static String write(WriteRequest request) {
        String vendor = request.vendor() == null ? null : request.vendor().value();
        @Nullable RemovalRequest removal = request instanceof RemovalRequest given ? given : null;
        @Nullable Devices devices = request instanceof DeviceWrite given ? given.devices() : null;
        @Nullable UploadRequest upload = request instanceof UploadRequest given ? given : null;
        return JSON.toJson(new StoredWrite(
                request.operation().name(),
                request.transaction().value(),
                request.customer().value(),
                vendor,
                removal == null ? null : removal.upload().value(),
                devices == null ? null : devices.type().name(),
                null,
                upload == null ? null : upload.orderNo(),
                upload == null || upload.orderTime() == null
                        ? null
                        : upload.orderTime().toString(),
                upload == null ? null : upload.targetService(),
                upload == null ? null : aliases(upload)));
    }

    /**
     * Returns the values of a new row, in the order of {@link SqlLedger}'s statement.
     *
     * @param owner the gateway that claims the write
     * @param moment when it claims it, in microseconds since 1970
     */
    static @Nullable Object[] row(Entry entry, String owner, long moment) {
        Origin origin = entry.origin();
        return new @Nullable Object[] {
            entry.id(),
            entry.reseller().value(),
            origin == null ? null : origin.id(),
            origin == null ? 0 : origin.part(),
            origin == null ? 0 : origin.parts(),
            entry.request().operation().name(),
            write(entry.request()),
            devices(entry.request()),
            owner,
            entry.since().toEpochMilli(),
            moment
        };
    }

    private static ImmutableList<String> aliases(UploadRequest upload) {
        ImmutableList.Builder<String> texts = ImmutableList.builder();
        upload.profileAliases().forEach(alias -> texts.add(alias.serviceId(), alias.alias()));
        return texts.build();
    }

    /**
     * Reads a write.
     *
     * @param packed its devices; null if it has none, or an older version wrote it
     * @throws IllegalArgumentException if it is none
     */
    static WriteRequest read(String json, byte @Nullable [] packed) {
        try {
            StoredWrite stored = JSON.fromJson(json);
            if (stored == null) {
                throw new IllegalArgumentException("the ledger holds nothing where a write should be");
            }
            return stored.request(packed == null ? stored.devices() : StoredDevices.read(packed));
        } catch (IOException | JsonDataException e) {
            throw new IllegalArgumentException("the ledger holds a write that cannot be read: " + e.getMessage(), e);
        }
    }

    private WriteRequest request(@Nullable List<String> identifiers) {
        TransactionId id = TransactionId.of(transaction);
        CustomerId buyer = CustomerId.of(customer);
        VendorId reseller = vendor == null ? null : VendorId.of(vendor);
        return switch (kind) {
            case "remove" -> new RemovalRequest(id, buyer, reseller, TransactionId.of(required(upload, "upload")));
            case "delete" -> new DeleteRequest(id, buyer, reseller, devicesOf(identifiers));
            case "upload" ->
                UploadRequest.builder(buyer, id)
                        .vendor(reseller)
                        .devices(devicesOf(identifiers))
                        .orderNo(orderNo)
                        .orderTime(orderTime == null ? null : Instant.parse(orderTime))
                        .targetService(targetService)
                        .profileAliases(aliases())
                        .build();
            default -> throw new IllegalArgumentException("the ledger holds a write of an unknown kind: " + kind);
        };
    }

    private Devices devicesOf(@Nullable List<String> identifiers) {
        return new Devices(new DeviceType(required(type, "type")), required(identifiers, "devices"));
    }

    private ImmutableList<ProfileAlias> aliases() {
        ImmutableList.Builder<ProfileAlias> aliases = ImmutableList.builder();
        List<String> texts = profileAliases == null ? List.of() : profileAliases;
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            aliases.add(new ProfileAlias(texts.get(i), texts.get(i + 1)));
        }
        return aliases.build();
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("the ledger holds a write without " + name);
        }
        return value;
    }

    /** Returns what it does, never a device. */
    @Override
    public String toString() {
        return "StoredWrite[" + kind + " " + transaction + "]";
    }
}
