package io.github.kdpbridge.gen1facade.wire;

import com.google.common.math.LongMath;
import com.google.common.primitives.Longs;
import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.ServiceError;
import java.io.IOException;
import java.math.RoundingMode;
import java.util.Map;
import okio.BufferedSink;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Writes the answers of generation 1. Safe for use by many threads. */
public final class Gen1Writer {
    private final Gen1Profile profile;

    /** Creates a writer of a profile's shapes. */
    public Gen1Writer(Gen1Profile profile) {
        this.profile = profile;
    }

    /** Writes the answer to an accepted upload or deletion (observed). */
    public ByteString receipt(Receipt receipt) {
        return JsonObject.of(json -> {
            json.name("transactionId").value(receipt.transaction().value());
            json.name("state").value(receipt.state().name());
            code(json, errors().code(Generation.GEN1, Condition.SUCCESS));
            json.name("message").value(Condition.SUCCESS.name());
        });
    }

    /**
     * Writes the answer to a refused request (observed for uploads and deletions, assumed for all others).
     *
     * @param transactionId the transaction that the request named; null if it named none
     */
    public ByteString refusal(@Nullable String transactionId, ServiceError error) {
        return failure(transactionId, TransactionState.REJECTED, error);
    }

    /**
     * Writes the answer to a request that nobody can say yes or no to. It has no state: callers retry whatever it says
     * (observed).
     *
     * @param transactionId the transaction that the request named; null if it named none
     */
    public ByteString trouble(@Nullable String transactionId, ServiceError error) {
        return failure(transactionId, null, error);
    }

    /**
     * Writes a transaction's status in its paged wrapper (observed).
     *
     * @param pageNum the page asked for, from 0; only page 0 holds the transaction
     */
    public ByteString status(TransactionStatus status, long pageNum) {
        return JsonObject.of(json -> {
            json.name("totalCount").value(1);
            json.name("totalPage").value(1);
            json.name("pageNum").value(pageNum);
            json.name("transactions").beginArray();
            if (pageNum == 0) {
                transaction(json, status);
            }
            json.endArray();
        });
    }

    /**
     * Writes a page of devices: of each nothing but its identifier (documented), and what has no name in either
     * generation.
     *
     * @param asked the page asked for
     */
    public ByteString devices(Page<ListedDevice> page, PageRequest asked) {
        return JsonObject.of(json -> {
            json.name("totalCount").value(page.totalCount());
            json.name("totalPage").value(totalPage(page, asked));
            json.name("pageNum").value(page.number());
            DeviceArray devices = new DeviceArray(profile);
            for (ListedDevice device : page.items()) {
                UnknownFields unknown = device.unknown();
                devices.add(
                        device.id(),
                        unknown.isEmpty() ? DeviceArray.NO_FIELDS : JsonObject.of(fields -> unknown(fields, unknown)));
            }
            devices.writeTo(json.name("devices"));
        });
    }

    /** Writes a page of customers (documented but for the fields of a customer, which are assumed). */
    public ByteString customers(Page<Customer> page) {
        return JsonObject.of(json -> {
            json.name("totalCount").value(page.totalCount());
            json.name("pageNum").value(page.number());
            items(json, "customers", page, customer -> {
                json.name(name(Gen1ListField.CUSTOMER_ID)).value(customer.id().value());
                json.name(name(Gen1ListField.CUSTOMER_NAME)).value(customer.name());
                json.name(name(Gen1ListField.CUSTOMER_COUNTRY)).value(customer.country());
                json.name(name(Gen1ListField.CUSTOMER_STATE)).value(customer.state());
                unknown(json, customer.unknown());
            });
        });
    }

    /** Writes a page of resellers (assumed to look like one of customers). */
    public ByteString resellers(Page<Reseller> page) {
        return JsonObject.of(json -> {
            json.name("totalCount").value(page.totalCount());
            json.name("pageNum").value(page.number());
            items(json, name(Gen1ListField.RESELLERS), page, reseller -> {
                json.name(name(Gen1ListField.RESELLER_ID)).value(reseller.id().value());
                json.name(name(Gen1ListField.RESELLER_NAME)).value(reseller.name());
                json.name(name(Gen1ListField.RESELLER_COUNTRY)).value(reseller.country());
                unknown(json, reseller.unknown());
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

    /** Writes fields that nobody here knows as the service wrote them. */
    private static void unknown(JsonWriter json, UnknownFields fields) throws IOException {
        for (Map.Entry<String, String> field : fields.json().entrySet()) {
            try (BufferedSink value = json.name(field.getKey()).valueSink()) {
                value.writeUtf8(field.getValue());
            }
        }
    }

    /** How many pages there are; null, and then not written, if the service did not say how many items. */
    private static @Nullable Long totalPage(Page<?> page, PageRequest asked) {
        Long items = page.totalCount();
        Integer size = asked.size();
        if (page.totalPages() != null || items == null || size == null) {
            return page.totalPages();
        }
        return LongMath.divide(items, size, RoundingMode.CEILING);
    }

    private String name(Gen1ListField field) {
        return profile.lists().name(field);
    }

    private void transaction(JsonWriter json, TransactionStatus status) throws IOException {
        json.beginObject();
        json.name("transactionId").value(status.transaction().value());
        json.name("state").value(status.state().name());
        json.name("type").value(status.type().name());
        DeviceArray devices = new DeviceArray(profile);
        ServiceError last = null;
        ByteString lastFields = DeviceArray.NO_FIELDS;
        for (DeviceOutcome device : status.devices()) {
            ServiceError error = device.error();
            if (error != null && !error.equals(last)) {
                last = error;
                lastFields = JsonObject.of(fields -> error(fields, error));
            }
            devices.add(device.id(), error == null ? DeviceArray.NO_FIELDS : lastFields);
        }
        devices.writeTo(json.name("devices"));
        json.endObject();
    }

    private ByteString failure(@Nullable String transactionId, @Nullable TransactionState state, ServiceError error) {
        return JsonObject.of(json -> {
            if (transactionId != null) {
                json.name("transactionId").value(transactionId);
            }
            if (state != null) {
                json.name("state").value(state.name());
            }
            error(json, error);
        });
    }

    /** Writes the code and name that generation 1 gives to the condition; those of an unknown one pass unchanged. */
    private void error(JsonWriter json, ServiceError error) throws IOException {
        boolean known = error.condition() != Condition.UNKNOWN;
        code(json, known ? errors().code(Generation.GEN1, error.condition()) : error.code());
        json.name("message").value(known ? error.condition().name() : error.message());
        if (error.data() != null) {
            json.name("data").value(error.data());
        }
    }

    /** Writes a code as the number that it is (observed); text that is no number stays text. */
    private static void code(JsonWriter json, String code) throws IOException {
        Long number = Longs.tryParse(code);
        json.name("code");
        if (number != null && number.toString().equals(code)) {
            json.value(number);
        } else {
            json.value(code);
        }
    }

    private ErrorCatalogue errors() {
        return profile.errors();
    }

    /** Writes the fields of an item of a list. */
    private interface Item<T> {
        void write(T item) throws IOException;
    }
}
