package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Entry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The registered identifiers of devices that were uploaded by anything but an IMEI. */
final class UploadNames {
    /** Longer texts are no identifiers that the service would list. */
    private static final int LONGEST = 128;

    private static final CharMatcher PRINTABLE = CharMatcher.inRange(' ', '~');
    /** Databases limit the values of one statement. */
    private static final int AT_ONCE = 1000;

    private static final String PUT = "INSERT INTO kdp_uploaded_as (reseller, device_key, type, identifier, changed_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (reseller, device_key) DO UPDATE SET"
            + " type = excluded.type, identifier = excluded.identifier, changed_at = excluded.changed_at";
    private static final String REMOVE = "DELETE FROM kdp_uploaded_as WHERE reseller = ? AND device_key = ?";

    static final String FIND = "SELECT device_key, type, identifier FROM kdp_uploaded_as"
            + " WHERE reseller = :reseller AND device_key IN (<keys>)";

    private UploadNames() {}

    /** Returns whether a write changes any of them. */
    static boolean concern(Entry entry) {
        return entry.request() instanceof DeviceWrite write
                && !write.devices().type().equals(DeviceType.IMEI);
    }

    /** Records the changes of an accepted write. */
    static void note(Session sql, Entry accepted) {
        if (!concern(accepted)) {
            return;
        }
        DeviceWrite write = (DeviceWrite) accepted.request();
        String reseller = accepted.reseller().value();
        String type = write.devices().type().name();
        // Sorted, so that two gateways never deadlock.
        Map<String, String> names = new TreeMap<>();
        for (String id : write.devices().identifiers()) {
            if (isListable(id) && isListable(type)) {
                names.put(DeviceKey.of(id), id);
            }
        }
        if (write instanceof UploadRequest) {
            long since = accepted.since().toEpochMilli();
            sql.updateEach(
                    PUT,
                    names.entrySet().stream()
                            .map(name -> new Object[] {reseller, name.getKey(), type, name.getValue(), since})
                            .toList());
        } else {
            sql.updateEach(
                    REMOVE,
                    names.keySet().stream()
                            .map(key -> new Object[] {reseller, key})
                            .toList());
        }
    }

    private static boolean isListable(String text) {
        return text.length() <= LONGEST && PRINTABLE.matchesAllOf(text);
    }

    /** Returns the uploaded identifiers for these keys; nothing for unknown keys. */
    static Map<String, DeviceId> find(Session sql, ResellerId reseller, Set<String> keys) {
        ImmutableMap.Builder<String, DeviceId> found = ImmutableMap.builder();
        for (List<String> some : Iterables.partition(Iterables.filter(keys, UploadNames::isListable), AT_ONCE)) {
            sql.handle()
                    .createQuery(FIND)
                    .bind("reseller", reseller.value())
                    .bindList("keys", some)
                    .map((row, context) -> Map.entry(
                            row.getString("device_key"),
                            new DeviceId(new DeviceType(row.getString("type")), row.getString("identifier"))))
                    .forEach(found::put);
        }
        return found.buildOrThrow();
    }
}
