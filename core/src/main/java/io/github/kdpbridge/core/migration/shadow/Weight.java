package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UnknownFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the memory of an answer in a time that does not depend on its length: the caller's thread pays for it. The items
 * of a list are taken to be like its first.
 */
final class Weight {
    /** The most bytes of an answer that is kept for a comparison. */
    static final long LIMIT = 1 << 20;

    private static final long OBJECT = 64;
    private static final long ITEM = 256;

    private Weight() {}

    static long of(@Nullable Object answer) {
        if (answer instanceof Page<?> page) {
            return OBJECT + of(page.unknown()) + ofAll(page.items());
        }
        if (answer instanceof TransactionStatus status) {
            return ITEM + of(status.unknown()) + ofAll(status.devices());
        }
        if (answer instanceof ListedDevice device) {
            return ITEM + of(device.unknown());
        }
        if (answer instanceof DeviceOutcome device) {
            return ITEM + of(device.unknown());
        }
        return answer instanceof Customer customer ? ITEM + of(customer.unknown()) : ITEM;
    }

    private static long ofAll(List<?> items) {
        return items.isEmpty() ? 0 : items.size() * of(items.get(0));
    }

    /** Two bytes a character. */
    private static long of(UnknownFields unknown) {
        long weight = 0;
        for (Map.Entry<String, String> field : unknown.json().entrySet()) {
            weight += OBJECT + 2L * (field.getKey().length() + field.getValue().length());
        }
        return weight;
    }
}
