package io.github.kdpbridge.gen1facade.wire;

import com.google.common.math.LongMath;
import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.ServiceError;
import java.io.IOException;
import java.math.RoundingMode;
import java.util.Objects;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Writes the answers of generation 1 (contract, sections 4 to 6). Safe for use by many threads. */
public final class Gen1Writer {
    private final Gen1Profile profile;
    private final TransactionWriter transactions;

    /** Creates a writer of a profile's shapes. */
    public Gen1Writer(Gen1Profile profile) {
        this.profile = profile;
        this.transactions = new TransactionWriter(profile);
    }

    /** Writes the answer to an accepted upload or deletion (documented). */
    public ByteString receipt(Receipt receipt) {
        return JsonObject.of(json -> {
            json.name(Gen1Field.TRANSACTION_ID).value(receipt.transaction().value());
            json.name(Gen1Field.STATE).value(receipt.state().name());
            ErrorFields.code(json, profile.errors().code(Generation.GEN1, Condition.SUCCESS));
            json.name(Gen1Field.MESSAGE).value(profile.errors().name(Generation.GEN1, Condition.SUCCESS));
        });
    }

    /**
     * Writes the answer to a refused request (documented).
     *
     * @param transactionId the transaction that the request named; null if it named none
     * @param error the reason, translated to generation 1
     */
    public ByteString refusal(@Nullable String transactionId, ServiceError error) {
        return failure(transactionId, TransactionState.REJECTED, error);
    }

    /**
     * Writes the answer to a wrong key. It names no transaction and has no state (documented).
     *
     * @param error the reason, translated to generation 1
     */
    public ByteString wrongKey(ServiceError error) {
        return failure(null, null, error);
    }

    /**
     * Writes the answer to a request with an unknown outcome. It has no state: callers retry in any case (observed).
     *
     * @param transactionId the transaction that the request named; null if it named none
     * @param error the reason, translated to generation 1
     */
    public ByteString trouble(@Nullable String transactionId, ServiceError error) {
        return failure(transactionId, null, error);
    }

    /**
     * Writes a transaction's status in its paged wrapper (documented).
     *
     * @param pageNum the requested page, from 0; each holds the transaction, because callers read the first one and
     *     ignore their number (observed)
     */
    public ByteString status(TransactionStatus status, long pageNum) {
        return JsonObject.of(json -> {
            json.name(Gen1Field.TOTAL_COUNT).value(1);
            json.name(Gen1Field.TOTAL_PAGE).value(1);
            json.name(Gen1Field.PAGE_NUM).value(pageNum);
            json.name(Gen1Field.TRANSACTIONS).beginArray();
            transactions.write(json, status);
            json.endArray();
        });
    }

    /**
     * Writes a page of transactions (documented). If the total count is unknown, that of the page stands for it.
     *
     * @param asked the requested page
     */
    public ByteString transactions(Page<TransactionStatus> page, PageRequest asked) {
        Long count = Objects.requireNonNullElse(
                page.totalCount(), (long) page.items().size());
        return JsonObject.of(json -> {
            json.name(Gen1Field.TOTAL_COUNT).value(count);
            json.name(Gen1Field.TOTAL_PAGE).value(totalPage(page, count, asked));
            json.name(Gen1Field.PAGE_NUM).value(page.number());
            json.name(Gen1Field.TRANSACTIONS).beginArray();
            for (TransactionStatus status : page.items()) {
                transactions.write(json, status);
            }
            json.endArray();
        });
    }

    /**
     * Writes a page of devices: the identifier of each (documented), and the service's other fields unless
     * {@link Gen1ListProfile#deviceDetails} is off.
     *
     * @param asked the requested page
     */
    public ByteString devices(Page<ListedDevice> page, PageRequest asked) {
        return JsonObject.of(json -> {
            json.name(Gen1Field.TOTAL_COUNT).value(page.totalCount());
            json.name(Gen1Field.TOTAL_PAGE).value(totalPage(page, page.totalCount(), asked));
            json.name(Gen1Field.PAGE_NUM).value(page.number());
            items(json, Gen1Field.DEVICES, page, device -> new ListedDeviceFields(profile, json).write(device));
        });
    }

    /** Writes a page of customers (assumed to be like generation 2's, which is documented). */
    public ByteString customers(Page<Customer> page) {
        return JsonObject.of(json -> {
            json.name(Gen1Field.TOTAL_COUNT).value(page.totalCount());
            json.name(Gen1Field.PAGE_NUM).value(page.number());
            items(json, Gen1Field.CUSTOMERS, page, customer -> {
                json.name(name(Gen1ListField.CUSTOMER_NAME)).value(customer.name());
                json.name(name(Gen1ListField.CUSTOMER_ID)).value(customer.id().value());
                JsonObject.fields(json, customer.unknown());
            });
        });
    }

    /** Writes a page of resellers (assumed to be like one of customers). */
    public ByteString resellers(Page<Reseller> page) {
        return JsonObject.of(json -> {
            json.name(Gen1Field.TOTAL_COUNT).value(page.totalCount());
            json.name(Gen1Field.PAGE_NUM).value(page.number());
            items(json, name(Gen1ListField.RESELLERS), page, reseller -> {
                json.name(name(Gen1ListField.RESELLER_NAME)).value(reseller.name());
                json.name(name(Gen1ListField.RESELLER_ID)).value(reseller.id().value());
            });
        });
    }

    private static <T> void items(JsonWriter json, String name, Page<T> page, Item<T> item) throws IOException {
        json.name(name).beginArray();
        for (T value : page.items()) {
            json.beginObject();
            item.write(value);
            json.endObject();
        }
        json.endArray();
    }

    /** Returns the number of pages; null, which is not written, if the number of items is unknown. */
    private static @Nullable Long totalPage(Page<?> page, @Nullable Long items, PageRequest asked) {
        Integer size = asked.size();
        if (page.totalPages() != null || items == null || size == null) {
            return page.totalPages();
        }
        return LongMath.divide(items, size, RoundingMode.CEILING);
    }

    private String name(Gen1ListField field) {
        return profile.lists().name(field);
    }

    private static ByteString failure(
            @Nullable String transactionId, @Nullable TransactionState state, ServiceError error) {
        return JsonObject.of(json -> {
            if (transactionId != null) {
                json.name(Gen1Field.TRANSACTION_ID).value(transactionId);
            }
            if (state != null) {
                json.name(Gen1Field.STATE).value(state.name());
            }
            ErrorFields.write(json, error);
        });
    }

    private interface Item<T> {
        void write(T item) throws IOException;
    }
}
