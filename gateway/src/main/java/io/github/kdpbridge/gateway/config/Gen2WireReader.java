package io.github.kdpbridge.gateway.config;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gen2client.wire.Gen2ListProfile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.gen2client.wire.ListField;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what is assumed of generation 2. */
final class Gen2WireReader {
    private static final Pattern ABSOLUTE_PATH = Pattern.compile("/[!-~&&[^?#]]*");
    private static final Pattern RELATIVE_PATH = Pattern.compile("[!-~&&[^/?#]][!-~&&[^?#]]*");

    private static final ImmutableMap<String, DeviceType> KINDS = ImmutableMap.of(
            "imei", DeviceType.IMEI,
            "serialNumber", DeviceType.SERIAL_NUMBER,
            "meid", DeviceType.MEID,
            "byForm", Gen2Profile.KIND_BY_FORM);

    private Gen2WireReader() {}

    static void read(Settings wire, Gen2Profile.Builder profile) {
        Gen2Profile standard = Gen2Profile.standard();
        profile.uploadPath(relative(wire, "uploadPath", standard.uploadPath()))
                .deletePath(relative(wire, "deletePath", standard.deletePath()))
                .statusPath(relative(wire, "statusPath", standard.statusPath()))
                .tokenPath(absolute(wire, "tokenPath", standard.tokenPath()))
                .oauthPath(absolute(wire, "oauthPath", standard.oauthPath()))
                .typeNames(WireReader.typeNames(wire.sectionOrEmpty("typeNames"), standard::typeName))
                .deviceFields(deviceFields(wire.sectionOrEmpty("deviceFields"), standard.deviceFields()))
                .aliasServiceField(wire.string("aliasServiceField", standard.aliasServiceField()))
                .aliasNameField(wire.string("aliasNameField", standard.aliasNameField()))
                .statusLag(wire.duration("statusLag", standard.statusLag()))
                .lists(lists(wire.sectionOrEmpty("lists"), standard.lists()));
        wire.optionalPositive("deviceLimit").ifPresent(profile::deviceLimit);
        wire.finish();
    }

    private static Gen2ListProfile lists(Settings wire, Gen2ListProfile standard) {
        Gen2ListProfile lists = Gen2ListProfile.builder()
                .devicesPath(relative(wire, "devicesPath", standard.devicesPath()))
                .customersPath(relative(wire, "customersPath", standard.customersPath()))
                .kmeProfilesPath(relative(wire, "kmeProfilesPath", standard.kmeProfilesPath()))
                .firstPage(wire.atLeast(0, "firstPage", standard.firstPage()))
                .pageSize(wire.positive("pageSize", standard.pageSize()))
                .names(WireReader.fieldNames(wire.sectionOrEmpty("names"), ListField.class, standard::name))
                .build();
        wire.finish();
        return lists;
    }

    /** Each kind of identifier may stand in one of several fields; none is the field of two. */
    private static Map<String, DeviceType> deviceFields(Settings wire, Map<String, DeviceType> standard) {
        ImmutableMap.Builder<String, DeviceType> fields = ImmutableMap.builder();
        Map<String, String> taken = new HashMap<>();
        KINDS.forEach((key, type) -> {
            Set<String> usual = standard.entrySet().stream()
                    .filter(field -> field.getValue().equals(type))
                    .map(Entry::getKey)
                    .collect(ImmutableSet.toImmutableSet());
            for (String name : wire.strings(key, usual)) {
                String other = taken.putIfAbsent(name, key);
                if (other != null) {
                    throw wire.wrong(key, name + " is the name for " + other + " too");
                }
                fields.put(name, type);
            }
        });
        wire.finish();
        return fields.buildOrThrow();
    }

    private static String relative(Settings wire, String key, String standard) {
        String path = wire.string(key, standard);
        if (!RELATIVE_PATH.matcher(path).matches()) {
            throw wire.wrong(key, "must be a path below baseUrl, without a slash before it, not " + path);
        }
        return path;
    }

    private static String absolute(Settings wire, String key, String standard) {
        String path = wire.string(key, standard);
        if (!ABSOLUTE_PATH.matcher(path).matches()) {
            throw wire.wrong(key, "must be a path from the first slash on, such as " + standard + ", not " + path);
        }
        return path;
    }
}
