package io.github.kdpbridge.gen1client.wire;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.ErrorLevel;
import io.github.kdpbridge.gen1facade.wire.Gen1Field;
import io.github.kdpbridge.gen1facade.wire.Gen1ListField;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.ItemReading;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The items of lists and statuses, under the profile's names. An item's identity is required. */
final class Gen1Items {
    private final Gen1Profile profile;
    private final Gen1Verdicts verdicts;
    /** The field of each kind of identifier, the IMEI first. */
    private final ImmutableMap<String, DeviceType> idFields;

    Gen1Items(Gen1Profile profile) {
        this.profile = profile;
        this.verdicts = new Gen1Verdicts(profile.errors());
        this.idFields = Stream.of(DeviceType.IMEI, DeviceType.SERIAL_NUMBER, DeviceType.MEID)
                .collect(ImmutableMap.toImmutableMap(profile::deviceField, type -> type, (first, second) -> first));
    }

    /** A device of a status; without a code it succeeded (documented). */
    ItemReading<DeviceOutcome> outcome() {
        FieldNames wanted = FieldNames.of(
                Stream.concat(idFields.keySet().stream(), Stream.of(Gen1Field.CODE, Gen1Field.MESSAGE, Gen1Field.DATA))
                        .toList());
        return new ItemReading<>(
                wanted,
                fields -> new DeviceOutcome(
                        ids(fields).get(0),
                        verdicts.take(ErrorLevel.DEVICE, fields).error(),
                        fields.unknown()));
    }

    ItemReading<ListedDevice> device() {
        FieldNames wanted = FieldNames.of(Stream.concat(
                        idFields.keySet().stream(),
                        Stream.of(Gen1Field.RECORD_ID, Gen1Field.CREATE_TIME, Gen1Field.CUSTOMER_ID, Gen1Field.STATE))
                .toList());
        return new ItemReading<>(wanted, fields -> {
            List<DeviceId> ids = ids(fields);
            String customer = fields.textIfAny(Gen1Field.CUSTOMER_ID);
            Long created = fields.wholeNumberIfAny(Gen1Field.CREATE_TIME);
            return new ListedDevice(
                    ids,
                    fields.textIfAny(Gen1Field.RECORD_ID),
                    created == null ? null : Instant.ofEpochMilli(created),
                    customer == null ? null : CustomerId.of(customer),
                    fields.textIfAny(Gen1Field.STATE),
                    fields.unknown());
        });
    }

    ItemReading<Customer> customer() {
        String id = name(Gen1ListField.CUSTOMER_ID);
        String name = name(Gen1ListField.CUSTOMER_NAME);
        return new ItemReading<>(
                FieldNames.of(id, name),
                fields -> new Customer(CustomerId.of(required(fields, id)), fields.textIfAny(name), fields.unknown()));
    }

    /** A reseller has no room for unknown fields. */
    ItemReading<Reseller> reseller() {
        String id = name(Gen1ListField.RESELLER_ID);
        String name = name(Gen1ListField.RESELLER_NAME);
        return new ItemReading<>(
                FieldNames.of(id, name),
                fields -> new Reseller(ResellerId.of(required(fields, id)), fields.textIfAny(name)));
    }

    /** Takes all identifiers; an empty one only if there is no other, because it may have been submitted. */
    private List<DeviceId> ids(JsonFields fields) {
        List<DeviceId> ids = ids(fields, fields::has);
        if (ids.isEmpty()) {
            ids = ids(fields, fields::contains);
        }
        if (ids.isEmpty()) {
            throw fields.misfit(" has none of the fields " + idFields.keySet());
        }
        return ids;
    }

    private List<DeviceId> ids(JsonFields fields, Predicate<String> counts) {
        List<DeviceId> ids = new ArrayList<>();
        idFields.forEach((field, type) -> {
            if (counts.test(field)) {
                ids.add(new DeviceId(type, Objects.requireNonNull(fields.text(field), field)));
            }
        });
        return ids;
    }

    private static String required(JsonFields fields, String name) {
        String text = fields.textIfAny(name);
        if (text == null) {
            throw fields.misfit(" has no " + name);
        }
        return text;
    }

    private String name(Gen1ListField field) {
        return profile.lists().name(field);
    }
}
