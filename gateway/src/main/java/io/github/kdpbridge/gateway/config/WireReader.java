package io.github.kdpbridge.gateway.config;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.gateway.settings.Mistakes;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Reads the corrections of what is assumed of both generations (contract, sections 8 and 10). */
final class WireReader {
    private static final ImmutableMap<String, DeviceType> TYPES =
            ImmutableMap.of("imei", DeviceType.IMEI, "serialNumber", DeviceType.SERIAL_NUMBER, "meid", DeviceType.MEID);

    private WireReader() {}

    static WireProfiles read(Settings wire) {
        Mistakes mistakes = new Mistakes();
        Gen1Profile.Builder gen1 = Gen1Profile.builder();
        Gen2Profile.Builder gen2 = Gen2Profile.builder();
        mistakes.in(() -> Gen1WireReader.read(wire.sectionOrEmpty("gen1"), gen1));
        mistakes.in(() -> Gen2WireReader.read(wire.sectionOrEmpty("gen2"), gen2));
        mistakes.in(() -> {
            ErrorCatalogue errors = ErrorTableReader.read(wire.sectionOrEmpty("errors"));
            gen1.errors(errors);
            gen2.errors(errors);
        });
        mistakes.in(wire::finish);
        mistakes.finish();
        return new WireProfiles(gen1.build(), gen2.build());
    }

    /** Reads the name of each kind of identifier; no two may have the same. */
    static Map<DeviceType, String> typeNames(Settings wire, Function<DeviceType, String> standard) {
        ImmutableMap.Builder<DeviceType, String> names = ImmutableMap.builder();
        Map<String, String> taken = new HashMap<>();
        TYPES.forEach((key, type) -> {
            String name = wire.string(key, standard.apply(type));
            String other = taken.putIfAbsent(name, key);
            if (other != null) {
                throw wire.wrong(key, name + " is the name for " + other + " too");
            }
            names.put(type, name);
        });
        wire.finish();
        return names.buildOrThrow();
    }

    /** Reads the name of each field of a list; the setting of {@code TOTAL_COUNT} is {@code totalCount}. */
    static <F extends Enum<F>> Map<F, String> fieldNames(Settings wire, Class<F> fields, Function<F, String> standard) {
        Map<F, String> names = new EnumMap<>(fields);
        for (F field : EnumSet.allOf(fields)) {
            String key = CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, field.name());
            names.put(field, wire.string(key, standard.apply(field)));
        }
        wire.finish();
        return Maps.immutableEnumMap(names);
    }
}
