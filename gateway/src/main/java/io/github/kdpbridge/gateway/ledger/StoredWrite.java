package io.github.kdpbridge.gateway.ledger;

import com.google.common.collect.ImmutableList;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Operation;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write stored as JSON, without its devices. Fields are added, never changed, because older files must stay readable.
 * Moshi sets the fields; absent ones stay null.
 */
final class StoredWrite {
    private static final JsonAdapter<StoredWrite> READER =
            new Moshi.Builder().build().adapter(StoredWrite.class);
    private static final JsonAdapter<Map<String, @Nullable Object>> WRITER =
            new Moshi.Builder().build().adapter(Types.newParameterizedType(Map.class, String.class, Object.class));

    private @Nullable String kind;
    private @Nullable String transaction;
    private @Nullable String customer;
    private @Nullable String vendor;
    /** The upload to remove. */
    private @Nullable String upload;

    private @Nullable String type;
    /** The devices in a write of an older version; newer ones are in {@link StoredDevices}. */
    private @Nullable List<String> devices;

    private @Nullable String orderNo;
    private @Nullable String orderTime;
    private @Nullable String targetService;
    /** Service and alias of each profile, alternating. */
    private @Nullable List<String> profileAliases;

    private StoredWrite() {}

    private static byte @Nullable [] devices(WriteRequest request) {
        return request instanceof DeviceWrite write
                ? StoredDevices.write(write.devices().identifiers())
                : null;
    }

    static String write(WriteRequest request) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", request.operation().name());
        fields.put("transaction", request.transaction().value());
        fields.put("customer", request.customer().value());
        if (request.vendor() != null) {
            fields.put("vendor", request.vendor().value());
        }
        if (request instanceof RemovalRequest removal) {
            fields.put("upload", removal.upload().value());
        }
        if (request instanceof DeviceWrite write) {
            fields.put("type", write.devices().type().name());
        }
        if (request instanceof UploadRequest upload) {
            fields.put("orderNo", upload.orderNo());
            fields.put(
                    "orderTime",
                    upload.orderTime() == null ? null : upload.orderTime().toString());
            fields.put("targetService", upload.targetService());
            fields.put("profileAliases", aliases(upload));
        }
        return WRITER.toJson(fields);
    }

    /**
     * Returns the values of a new row, in the order of {@link Claims}'s statement.
     *
     * @param owner the gateway that claims the write
     * @param moment the time of the claim, in microseconds since 1970
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
     * @param packed its devices; null if it has none, or is of an older version
     * @throws IllegalArgumentException if it is malformed
     */
    static WriteRequest read(String json, byte @Nullable [] packed) {
        try {
            StoredWrite stored = READER.fromJson(json);
            if (stored == null) {
                throw new IllegalArgumentException("the ledger holds nothing where a write should be");
            }
            return stored.request(packed == null ? stored.devices : StoredDevices.read(packed));
        } catch (IOException | JsonDataException e) {
            throw new IllegalArgumentException("the ledger holds a write that cannot be read: " + e.getMessage(), e);
        }
    }

    private WriteRequest request(@Nullable List<String> identifiers) {
        TransactionId id = TransactionId.of(required(transaction, "transaction"));
        CustomerId buyer = CustomerId.of(required(customer, "customer"));
        VendorId reseller = vendor == null ? null : VendorId.of(vendor);
        String operation = required(kind, "kind");
        if (operation.equals(Operation.REMOVE.name())) {
            return new RemovalRequest(id, buyer, reseller, TransactionId.of(required(upload, "upload")));
        }
        if (operation.equals(Operation.DELETE.name())) {
            return new DeleteRequest(id, buyer, reseller, devicesOf(identifiers));
        }
        if (!operation.equals(Operation.UPLOAD.name())) {
            throw new IllegalArgumentException("the ledger holds a write of an unknown kind: " + operation);
        }
        return UploadRequest.builder(buyer, id)
                .vendor(reseller)
                .devices(devicesOf(identifiers))
                .orderNo(orderNo)
                .orderTime(orderTime == null ? null : Instant.parse(orderTime))
                .targetService(targetService)
                .profileAliases(aliases())
                .build();
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
}
