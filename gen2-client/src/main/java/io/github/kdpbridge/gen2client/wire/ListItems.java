package io.github.kdpbridge.gen2client.wire;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Profile;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items of the lists, under the profile's names. What a list is about has to be there; a detail that is missing, or
 * not of the expected kind, does not spoil the list: it is left as an unknown field.
 */
final class ListItems {
    private final Gen2ListProfile names;
    private final Map<String, DeviceType> idFields;

    ListItems(Gen2Profile profile) {
        this.names = profile.lists();
        this.idFields = profile.deviceFields();
    }

    ItemReading<ListedDevice> device() {
        String recordId = names.name(ListField.DEVICE_RECORD_ID);
        String createTime = names.name(ListField.DEVICE_CREATE_TIME);
        String modifyTime = names.name(ListField.DEVICE_MODIFY_TIME);
        String customer = names.name(ListField.DEVICE_CUSTOMER);
        String transaction = names.name(ListField.DEVICE_TRANSACTION);
        String state = names.name(ListField.DEVICE_STATE);
        FieldNames wanted = FieldNames.of(ImmutableList.<String>builder()
                .addAll(idFields.keySet())
                .add(recordId, createTime, modifyTime, customer, transaction, state)
                .build());
        return new ItemReading<>(wanted, fields -> {
            String customerId = fields.textIfAny(customer);
            String transactionId = fields.textIfAny(transaction);
            return new ListedDevice(
                    DeviceFields.id(fields, idFields),
                    fields.textIfAny(recordId),
                    time(fields, createTime),
                    time(fields, modifyTime),
                    customerId == null ? null : CustomerId.of(customerId),
                    transactionId == null ? null : TransactionId.of(transactionId),
                    fields.textIfAny(state),
                    fields.unknown());
        });
    }

    ItemReading<Customer> customer() {
        String id = names.name(ListField.CUSTOMER_ID);
        String name = names.name(ListField.CUSTOMER_NAME);
        String country = names.name(ListField.CUSTOMER_COUNTRY);
        String state = names.name(ListField.CUSTOMER_STATE);
        FieldNames wanted = FieldNames.of(id, name, country, state);
        return new ItemReading<>(wanted, fields -> {
            return new Customer(
                    CustomerId.of(required(fields, id)),
                    fields.textIfAny(name),
                    fields.textIfAny(country),
                    fields.textIfAny(state),
                    fields.unknown());
        });
    }

    ItemReading<Reseller> reseller() {
        String id = names.name(ListField.RESELLER_ID);
        String name = names.name(ListField.RESELLER_NAME);
        String country = names.name(ListField.RESELLER_COUNTRY);
        FieldNames wanted = FieldNames.of(id, name, country);
        return new ItemReading<>(wanted, fields -> {
            return new Reseller(
                    ResellerId.of(required(fields, id)),
                    fields.textIfAny(name),
                    fields.textIfAny(country),
                    fields.unknown());
        });
    }

    ItemReading<Profile> profile() {
        String alias = names.name(ListField.PROFILE_ALIAS);
        String id = names.name(ListField.PROFILE_ID);
        FieldNames wanted = FieldNames.of(alias, id);
        return new ItemReading<>(wanted, fields -> {
            return new Profile(required(fields, alias), fields.textIfAny(id), fields.unknown());
        });
    }

    private static String required(JsonFields fields, String name) {
        String text = fields.textIfAny(name);
        if (text == null) {
            throw fields.misfit(" has no " + name);
        }
        return text;
    }

    private static @Nullable Instant time(JsonFields fields, String name) {
        Long millis = fields.wholeNumberIfAny(name);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
