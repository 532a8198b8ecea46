package io.github.kdpbridge.gen2client.bulk;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.VendorId;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Names the requests of a bulk upload after their content, by the rule at {@link BulkUploader}. A change of the rule
 * would let an upload that is repeated with a new release register devices twice.
 */
final class ChunkName {
    private static final int DIGITS = 16;

    private ChunkName() {}

    static TransactionId of(BulkRequest bulk, Devices devices) {
        Hasher hasher = Hashing.sha256().newHasher();
        VendorId vendor = bulk.vendor();
        line(hasher, bulk.customer().value());
        line(hasher, vendor == null ? null : vendor.value());
        line(hasher, devices.type().name());
        devices.identifiers()
                .forEachUtf8((text, from, length) ->
                        hasher.putBytes(text, from, length).putByte((byte) '\n'));
        return TransactionId.of(
                bulk.transaction() + "-" + hasher.hash().toString().substring(0, DIGITS));
    }

    private static void line(Hasher hasher, @Nullable String text) {
        hasher.putString(text == null ? "" : text, StandardCharsets.UTF_8).putByte((byte) '\n');
    }
}
