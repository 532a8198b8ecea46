package io.github.kdpbridge.gateway;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.wire.Gen2ListProfile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.gen2client.wire.ListField;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the corrections of what is assumed of both generations (contract, section 8). */
final class WireReader {
    private static final Pattern ABSOLUTE_PATH = Pattern.compile("/[!-~&&[^?#]]*");
    private static final Pattern RELATIVE_PATH = Pattern.compile("[!-~&&[^/?#]][!-~&&[^?#]]*");
    private static final ImmutableMap<String, DeviceType> TYPES =
            ImmutableMap.of("imei", DeviceType.IMEI, "serialNumber", DeviceType.SERIAL_NUMBER, "meid", DeviceType.MEID);

    private WireReader() {}

    static WireProfiles read(Settings wire) {
        Mistakes mistakes = new Mistakes();
        Gen1Profile.Builder gen1 = Gen1Profile.builder();
        Gen2Profile.Builder gen2 = Gen2Profile.builder();
        mistakes.in(() -> gen1(wire.sectionOrEmpty("gen1"), gen1));
        mistakes.in(() -> gen2(wire.sectionOrEmpty("gen2"), gen2));
        mistakes.in(() -> {
            ErrorCatalogue errors = ErrorTableReader.read(wire.sectionOrEmpty("errors"));
            gen1.errors(errors);
            gen2.errors(errors);
        });
        mistakes.in(wire::finish);
        mistakes.finish();
        return new WireProfiles(gen1.build(), gen2.build());
    }

    private static void gen1(Settings wire, Gen1Profile.Builder profile) {
        Gen1Profile standard = Gen1Profile.standard();
        Map<String, String> puts = new HashMap<>();
        Map<String, String> gets = new HashMap<>();
        profile.uploadPaths(paths(wire, "uploadPaths", standard.uploadPaths(), puts))
                .deletePaths(paths(wire, "deletePaths", standard.deletePaths(), puts))
                .statusPaths(paths(wire, "statusPaths", standard.statusPaths(), gets))
                .typeNames(names(wire.sectionOrEmpty("typeNames"), standard::typeName))
                .deviceFields(names(wire.sectionOrEmpty("deviceFields"), standard::deviceField))
                .aliasServiceField(wire.string("aliasServiceField", standard.aliasServiceField()))
                .aliasNameField(wire.string("aliasNameField", standard.aliasNameField()));
        wire.finish();
    }

    /**
     * Reads the paths of an operation.
     *
     * @param taken the paths of the other operations of its method, and whose they are; gets its own
     */
    private static Set<String> paths(Settings wire, String key, Set<String> standard, Map<String, String> taken) {
        Set<String> paths = wire.strings(key, standard);
        for (String path : paths) {
            if (!ABSOLUTE_PATH.matcher(path).matches()) {
                throw wire.wrong(key, "must be paths from the first slash on, such as /bulkenroll/…, not " + path);
            }
            String other = taken.putIfAbsent(path, key);
            if (other != null) {
                throw wire.wrong(key, path + " is in " + other + " too");
            }
        }
        return paths;
    }

    private static void gen2(Settings wire, Gen2Profile.Builder profile) {
        Gen2Profile standard = Gen2Profile.standard();
        profile.uploadPath(relative(wire, "uploadPath", standard.uploadPath()))
                .deletePath(relative(wire, "deletePath", standard.deletePath()))
                .statusPath(relative(wire, "statusPath", standard.statusPath()))
                .tokenPath(absolute(wire, "tokenPath", standard.tokenPath()))
                .oauthPath(absolute(wire, "oauthPath", standard.oauthPath()))
                .typeNames(names(wire.sectionOrEmpty("typeNames"), standard::typeName))
                .deviceFields(fields(wire.sectionOrEmpty("deviceFields"), standard))
                .aliasServiceField(wire.string("aliasServiceField", standard.aliasServiceField()))
                .aliasNameField(wire.string("aliasNameField", standard.aliasNameField()))
                .lists(lists(wire.sectionOrEmpty("lists")));
        wire.finish();
    }

    private static Gen2ListProfile lists(Settings wire) {
        Gen2ListProfile standard = Gen2ListProfile.standard();
        Settings names = wire.sectionOrEmpty("names");
        Map<ListField, String> read = new EnumMap<>(ListField.class);
        for (ListField field : ListField.values()) {
            String key = CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, field.name());
            read.put(field, names.string(key, standard.name(field)));
        }
        names.finish();
        Gen2ListProfile lists = Gen2ListProfile.builder()
                .devicesPath(relative(wire, "devicesPath", standard.devicesPath()))
                .customersPath(relative(wire, "customersPath", standard.customersPath()))
                .resellersPath(relative(wire, "resellersPath", standard.resellersPath()))
                .kmeProfilesPath(relative(wire, "kmeProfilesPath", standard.kmeProfilesPath()))
                .firstPage(wire.atLeast(0, "firstPage", standard.firstPage()))
                .pageSize(wire.positive("pageSize", standard.pageSize()))
                .names(read)
                .build();
        wire.finish();
        return lists;
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

    /** Reads the name of each kind of identifier; no two may have the same. */
    private static Map<DeviceType, String> names(Settings wire, Function<DeviceType, String> standard) {
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

    private static Map<String, DeviceType> fields(Settings wire, Gen2Profile standard) {
        ImmutableMap<DeviceType, String> standardNames = ImmutableMap.copyOf(standard.deviceFields().entrySet().stream()
                .map(field -> Map.entry(field.getValue(), field.getKey()))
                .toList());
        ImmutableMap.Builder<String, DeviceType> fields = ImmutableMap.builder();
        names(wire, type -> String.valueOf(standardNames.get(type))).forEach((type, name) -> fields.put(name, type));
        return fields.buildOrThrow();
    }
}
