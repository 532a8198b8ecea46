package io.github.kdpbridge.core.ledger;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Identifiers;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Generation;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small accepted write of a caller, as bytes. They are one object in place of some twenty, each of which the collector would
 * move from the young generation to the old one.
 *
 * <p>The id, the time, the kind and the side come first, then the rest: each text behind its length, identifiers of one width
 * behind their number and width.
 */
final class PackedEntry {
    /** A larger write stays as it is: most of it is one array already, that of its identifiers. */
    private static final int MOST_BYTES = 4096;

    private static final HexFormat DIGITS = HexFormat.of();
    private static final CharMatcher HEXADECIMAL = CharMatcher.inRange('0', '9').or(CharMatcher.inRange('a', 'f'));
    private static final int ID_BYTES = 32;
    /** The digits of a content. */
    private static final int HALF_AN_ID = 32;

    private static final int KIND_AT = ID_BYTES + Long.BYTES + Integer.BYTES;
    private static final int UPLOAD = 0;
    private static final int DELETION = 1;
    private static final int REMOVAL = 2;
    private static final List<Generation> SIDES = List.of(Generation.GEN1, Generation.GEN2);

    private final ByteBuffer bytes;
    private final PackedFields fields;

    private PackedEntry(ByteBuffer bytes) {
        this.bytes = bytes;
        this.fields = new PackedFields(bytes);
    }

    /**
     * Packs an entry.
     *
     * @param scratch a buffer of {@link #scratch}, which is overwritten
     * @return its bytes; null if it is to stay as it is
     */
    static byte @Nullable [] pack(Entry entry, ByteBuffer scratch) {
        if (!(entry.outcome() instanceof Outcome.Accepted accepted)
                || entry.origin() != null
                || isLarge(entry)
                || !isPackable(entry.id())) {
            return null;
        }
        try {
            new PackedEntry(scratch.clear()).put(entry, accepted.receipt());
        } catch (BufferOverflowException e) { // a long text
            return null;
        }
        byte[] packed = new byte[scratch.flip().remaining()];
        scratch.get(packed);
        return packed;
    }

    /** Tells the usual large write without trying; strings, which take more memory than bytes, are tried. */
    private static boolean isLarge(Entry entry) {
        return entry.request() instanceof DeviceWrite write
                && write.devices().identifiers().width() > 0
                && write.devices().identifiers().memory() > MOST_BYTES;
    }

    private static boolean isPackable(String id) {
        return id.length() == 2 * ID_BYTES && HEXADECIMAL.matchesAllOf(id);
    }

    /** Returns a buffer to pack entries in, one after the other. */
    static ByteBuffer scratch() {
        return ByteBuffer.allocate(MOST_BYTES);
    }

    static Entry unpack(byte[] packed) {
        return new PackedEntry(ByteBuffer.wrap(packed)).entry();
    }

    static String id(byte[] packed) {
        return DIGITS.formatHex(packed, 0, ID_BYTES);
    }

    static Instant since(byte[] packed) {
        return new PackedFields(ByteBuffer.wrap(packed).position(ID_BYTES)).instant();
    }

    static boolean isUpload(byte[] packed) {
        return packed[KIND_AT] == UPLOAD;
    }

    /** Returns whether the second half of the id has these digits. */
    static boolean hasContent(byte[] packed, String content) {
        if (content.length() != HALF_AN_ID) {
            return false;
        }
        for (int i = 0; i < content.length(); i++) {
            byte two = packed[(ID_BYTES + i) / 2];
            char digit = i % 2 == 0 ? DIGITS.toHighHexDigit(two) : DIGITS.toLowHexDigit(two);
            if (digit != content.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void put(Entry entry, Receipt receipt) {
        bytes.put(DIGITS.parseHex(entry.id()));
        fields.put(entry.since());
        bytes.put((byte) kind(entry.request()));
        bytes.put((byte) SIDES.indexOf(entry.generation()));
        fields.put(entry.reseller().value());
        put(entry.request());
        fields.put(receipt.transaction().value());
        fields.put(receipt.state().name());
        fields.putSize(receipt.unknown().json().size());
        receipt.unknown().json().forEach((name, json) -> {
            fields.put(name);
            fields.put(json);
        });
    }

    private Entry entry() {
        byte[] id = new byte[ID_BYTES];
        bytes.get(id);
        Instant since = fields.instant();
        int kind = bytes.get();
        Generation generation = SIDES.get(bytes.get());
        ResellerId reseller = ResellerId.of(fields.text());
        WriteRequest request = request(kind);
        TransactionId transaction = TransactionId.of(fields.text());
        TransactionState state = new TransactionState(fields.text());
        Receipt receipt = new Receipt(transaction, state, unknownFields());
        return new Entry(
                DIGITS.formatHex(id), reseller, request, null, new Outcome.Accepted(receipt), since, generation);
    }

    private UnknownFields unknownFields() {
        int size = fields.size();
        Map<String, String> json = new LinkedHashMap<>(); // the service's order
        for (int i = 0; i < size; i++) {
            json.put(fields.text(), fields.text());
        }
        return UnknownFields.of(json);
    }

    private static int kind(WriteRequest request) {
        if (request instanceof UploadRequest) {
            return UPLOAD;
        }
        return request instanceof DeleteRequest ? DELETION : REMOVAL;
    }

    private void put(WriteRequest request) {
        fields.put(request.transaction().value());
        fields.put(request.customer().value());
        fields.putNullable(request.vendor() == null ? null : request.vendor().value());
        if (request instanceof UploadRequest upload) {
            put(upload.devices());
            fields.putNullable(upload.orderNo());
            bytes.put((byte) (upload.orderTime() == null ? 0 : 1));
            if (upload.orderTime() != null) {
                fields.put(upload.orderTime());
            }
            fields.putNullable(upload.targetService());
            fields.putSize(upload.profileAliases().size());
            upload.profileAliases().forEach(alias -> {
                fields.put(alias.serviceId());
                fields.put(alias.alias());
            });
        } else if (request instanceof DeleteRequest deletion) {
            put(deletion.devices());
        } else if (request instanceof RemovalRequest removal) {
            fields.put(removal.upload().value());
        }
    }

    private WriteRequest request(int kind) {
        TransactionId transaction = TransactionId.of(fields.text());
        CustomerId customer = CustomerId.of(fields.text());
        String reseller = fields.nullableText();
        VendorId vendor = reseller == null ? null : VendorId.of(reseller);
        return switch (kind) {
            case UPLOAD ->
                new UploadRequest(
                        transaction,
                        customer,
                        vendor,
                        devices(),
                        fields.nullableText(),
                        bytes.get() == 0 ? null : fields.instant(),
                        fields.nullableText(),
                        aliases());
            case DELETION -> new DeleteRequest(transaction, customer, vendor, devices());
            default -> new RemovalRequest(transaction, customer, vendor, TransactionId.of(fields.text()));
        };
    }

    private ImmutableList<ProfileAlias> aliases() {
        int size = fields.size();
        ImmutableList.Builder<ProfileAlias> aliases = ImmutableList.builderWithExpectedSize(size);
        for (int i = 0; i < size; i++) {
            aliases.add(new ProfileAlias(fields.text(), fields.text()));
        }
        return aliases.build();
    }

    private void put(Devices devices) {
        fields.put(devices.type().name());
        Identifiers identifiers = devices.identifiers();
        fields.putSize(identifiers.size());
        fields.putSize(identifiers.width());
        if (identifiers.width() > 0) {
            identifiers.forEachUtf8(bytes::put);
        } else {
            identifiers.forEach(fields::put);
        }
    }

    private Devices devices() {
        DeviceType type = new DeviceType(fields.text());
        int count = fields.size();
        int width = fields.size();
        byte[] ofOneWidth = new byte[count * width];
        bytes.get(ofOneWidth);
        Identifiers.Builder identifiers = new Identifiers.Builder(count);
        for (int i = 0; i < count; i++) {
            if (width > 0) {
                identifiers.add(ofOneWidth, i * width, width);
            } else {
                identifiers.add(fields.text());
            }
        }
        return new Devices(type, identifiers.build());
    }
}
