package io.github.kdpbridge.gen2client.wire;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Profile;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.ItemReading;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of the lists, under the profile's names. An item's identity is required; a detail that is absent or
 * malformed stays an unknown field and does not fail the list.
 */
final class ListItems {
    private static final ImmutableMap<String, DeviceType> DOCUMENTED_IDS = ImmutableMap.of(
            "mei", DeviceType.IMEI,
            "imei", DeviceType.IMEI,
            "meid", DeviceType.MEID,
            "serialNumber", DeviceType.SERIAL_NUMBER);

    private final Gen2ListProfile names;
    private final Surprises surprises;
    private final ImmutableMap<String, DeviceType> idFields;

    ListItems(Gen2Profile profile, Surprises surprises) {
        this.names = profile.lists();
        this.surprises = surprises;
        this.idFields = ImmutableMap.<String, DeviceType>builder()
                .putAll(DOCUMENTED_IDS)
                .putAll(profile.deviceFields())
                .buildKeepingLast();
    }

    ItemReading<ListedDevice> device() {
        String recordId = names.name(ListField.DEVICE_RECORD_ID);
        String createTime = names.name(ListField.DEVICE_CREATE_TIME);
        String customer = names.name(ListField.DEVICE_CUSTOMER);
        String state = names.name(ListField.DEVICE_STATE);
        FieldNames wanted = FieldNames.of(ImmutableList.<String>builder()
                .addAll(idFields.keySet())
                .add(recordId, createTime, customer, state)
                .build());
        return new ItemReading<>(wanted, fields -> {
            String customerId = fields.textIfAny(customer);
            return new ListedDevice(
                    ids(fields),
                    fields.textIfAny(recordId),
                    time(fields, createTime),
                    customerId == null ? null : CustomerId.of(customerId),
                    fields.textIfAny(state),
                    fields.unknown());
        });
    }

    /** Takes all identifiers of a device, the IMEI first. */
    private ImmutableList<DeviceId> ids(JsonFields fields) {
        Set<DeviceId> imeis = new LinkedHashSet<>();
        Set<DeviceId> others = new LinkedHashSet<>();
        for (Map.Entry<String, DeviceType> field : idFields.entrySet()) {
            if (fields.has(field.getKey())) {
                String value = Objects.requireNonNull(fields.text(field.getKey()), "value");
                DeviceType type = DeviceFields.kind(field.getValue(), value);
                (type.equals(DeviceType.IMEI) ? imeis : others).add(new DeviceId(type, value));
            }
        }
        if (imeis.isEmpty() && others.isEmpty()) {
            throw fields.misfit(" has none of the fields " + idFields.keySet());
        }
        return ImmutableList.<DeviceId>builder().addAll(imeis).addAll(others).build();
    }

    ItemReading<Customer> customer() {
        String id = names.name(ListField.CUSTOMER_ID);
        String name = names.name(ListField.CUSTOMER_NAME);
        FieldNames wanted = FieldNames.of(id, name);
        return new ItemReading<>(wanted, fields -> {
            return new Customer(CustomerId.of(required(fields, id)), fields.textIfAny(name), fields.unknown());
        });
    }

    ItemReading<Profile> profile() {
        String alias = names.name(ListField.PROFILE_ALIAS);
        String id = names.name(ListField.PROFILE_ID);
        FieldNames wanted = FieldNames.of(alias, id);
        return new ItemReading<>(wanted, fields -> {
            if (!fields.has(alias) || !fields.has(id)) {
                surprises.seen(Assumption.ALIAS_FIELDS, "an alias without " + (fields.has(alias) ? id : alias));
            }
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
