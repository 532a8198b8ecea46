package io.github.kdpbridge.gateway.config;

import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gen1facade.wire.Gen1ListField;
import io.github.kdpbridge.gen1facade.wire.Gen1ListProfile;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what is assumed of generation 1. */
final class Gen1WireReader {
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^?#]]*");

    private final Settings wire;
    private final Gen1Profile standard = Gen1Profile.standard();
    /** Which setting each path belongs to, for each method: no two operations can share both. */
    private final Map<String, String> puts = new HashMap<>();

    private final Map<String, String> gets = new HashMap<>();
    private final Map<String, String> posts = new HashMap<>();

    private Gen1WireReader(Settings wire) {
        this.wire = wire;
    }

    static void read(Settings wire, Gen1Profile.Builder profile) {
        new Gen1WireReader(wire).read(profile);
    }

    private void read(Gen1Profile.Builder profile) {
        profile.uploadPaths(paths(wire, "uploadPaths", standard.uploadPaths(), puts))
                .deletePaths(paths(wire, "deletePaths", standard.deletePaths(), puts))
                .statusPaths(paths(wire, "statusPaths", standard.statusPaths(), gets))
                .typeNames(WireReader.typeNames(wire.sectionOrEmpty("typeNames"), standard::typeName))
                .deviceFields(WireReader.typeNames(wire.sectionOrEmpty("deviceFields"), standard::deviceField))
                .aliasServiceField(wire.string("aliasServiceField", standard.aliasServiceField()))
                .aliasNameField(wire.string("aliasNameField", standard.aliasNameField()))
                .progressDevices(wire.flag("progressDevices", standard.progressDevices()))
                .lists(lists(wire.sectionOrEmpty("lists")));
        wire.finish();
    }

    private Gen1ListProfile lists(Settings lists) {
        Gen1ListProfile usual = standard.lists();
        int pageSize = lists.positive("pageSize", usual.pageSize());
        int pageSizeLimit = lists.positive("pageSizeLimit", usual.pageSizeLimit());
        if (pageSize > pageSizeLimit) {
            throw lists.wrong("pageSize", "is more than pageSizeLimit, " + pageSizeLimit);
        }
        Gen1ListProfile profile = Gen1ListProfile.builder()
                .devicesPaths(paths(lists, "devicesPaths", usual.devicesPaths(), gets))
                .customersPaths(paths(lists, "customersPaths", usual.customersPaths(), posts))
                .resellersPaths(paths(lists, "resellersPaths", usual.resellersPaths(), posts))
                .pageSize(pageSize)
                .pageSizeLimit(pageSizeLimit)
                .deviceDetails(lists.flag("deviceDetails", usual.deviceDetails()))
                .names(WireReader.fieldNames(lists.sectionOrEmpty("names"), Gen1ListField.class, usual::name))
                .build();
        lists.finish();
        return profile;
    }

    private static Set<String> paths(Settings wire, String key, Set<String> standard, Map<String, String> taken) {
        Set<String> paths = wire.strings(key, standard);
        for (String path : paths) {
            if (!PATH.matcher(path).matches()) {
                throw wire.wrong(key, "must be paths from the first slash on, such as /bulkenroll/…, not " + path);
            }
            String other = taken.putIfAbsent(path, key);
            if (other != null) {
                throw wire.wrong(key, path + " is one of " + other + " too");
            }
        }
        return paths;
    }
}
