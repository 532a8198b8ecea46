package io.github.kdpbridge.gen1facade.wire;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What generation 1 looks like on the wire, where that is assumed and not documented. An assumption that turns out to be
 * wrong is corrected here, without a new release.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Gen1Profile {
    private static final Gen1Profile STANDARD = new Builder().build();

    private final ImmutableSet<String> uploadPaths;
    private final ImmutableSet<String> deletePaths;
    private final ImmutableSet<String> statusPaths;
    private final ImmutableBiMap<DeviceType, String> typeNames;
    private final ImmutableBiMap<DeviceType, String> deviceFields;
    private final String aliasServiceField;
    private final String aliasNameField;
    private final boolean progressDevices;
    private final Gen1ListProfile lists;
    private final ErrorCatalogue errors;

    private Gen1Profile(Builder builder) {
        this.uploadPaths = ImmutableSet.copyOf(builder.uploadPaths);
        this.deletePaths = ImmutableSet.copyOf(builder.deletePaths);
        this.statusPaths = ImmutableSet.copyOf(builder.statusPaths);
        this.typeNames = ImmutableBiMap.copyOf(builder.typeNames);
        this.deviceFields = ImmutableBiMap.copyOf(builder.deviceFields);
        this.aliasServiceField = builder.aliasServiceField;
        this.aliasNameField = builder.aliasNameField;
        this.progressDevices = builder.progressDevices;
        this.lists = builder.lists;
        this.errors = builder.errors;
    }

    /** Returns the profile of what is publicly known, and of what is assumed where nothing is. */
    public static Gen1Profile standard() {
        return STANDARD;
    }

    /** Starts a profile from {@link #standard()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a profile from this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.uploadPaths = uploadPaths;
        builder.deletePaths = deletePaths;
        builder.statusPaths = statusPaths;
        builder.typeNames = typeNames;
        builder.deviceFields = deviceFields;
        builder.aliasServiceField = aliasServiceField;
        builder.aliasNameField = aliasNameField;
        builder.progressDevices = progressDevices;
        builder.lists = lists;
        builder.errors = errors;
        return builder;
    }

    /** Returns the paths that upload. */
    public Set<String> uploadPaths() {
        return uploadPaths;
    }

    /** Returns the paths that delete. */
    public Set<String> deletePaths() {
        return deletePaths;
    }

    /** Returns the paths that tell a transaction's status. */
    public Set<String> statusPaths() {
        return statusPaths;
    }

    /** Returns the kind of device that a name on the wire means; an unknown name is a kind of its own. */
    public DeviceType type(String name) {
        DeviceType type = typeNames.inverse().get(name);
        return type == null ? new DeviceType(name) : type;
    }

    /** Returns the name of a kind of device on the wire; an unknown kind has its own name. */
    public String typeName(DeviceType type) {
        return typeNames.getOrDefault(type, type.name());
    }

    /** Returns the field of a status that holds identifiers of a kind; an unknown kind has its own name. */
    public String deviceField(DeviceType type) {
        return deviceFields.getOrDefault(type, type.name());
    }

    /** Returns the field of a profile alias that names the Knox service. */
    public String aliasServiceField() {
        return aliasServiceField;
    }

    /** Returns the field of a profile alias that holds the alias. */
    public String aliasNameField() {
        return aliasNameField;
    }

    /** Returns whether a transaction that is worked on shows its devices. */
    public boolean progressDevices() {
        return progressDevices;
    }

    /** Returns what the lists look like. */
    public Gen1ListProfile lists() {
        return lists;
    }

    /** Returns the error table. */
    public ErrorCatalogue errors() {
        return errors;
    }

    static Set<String> absolute(Set<String> paths) {
        paths.forEach(path -> checkArgument(path.startsWith("/"), "the path must start with a slash: %s", path));
        return ImmutableSet.copyOf(paths);
    }

    /** Collects the parts of a {@link Gen1Profile}; not safe for several threads. */
    public static final class Builder {
        private static final String V1 = "/bulkenroll/v1/reseller/devices";
        private static final String V2 = "/bulkenroll/v2/reseller/devices";

        private Set<String> uploadPaths = Set.of(V1, V2);
        private Set<String> deletePaths = Set.of(V1 + "/delete", V2 + "/delete");
        private Set<String> statusPaths = Set.of(V1 + "/status", V2 + "/status");
        private Map<DeviceType, String> typeNames = Map.of(DeviceType.SERIAL_NUMBER, "SN");
        private Map<DeviceType, String> deviceFields =
                Map.of(DeviceType.IMEI, "imei", DeviceType.SERIAL_NUMBER, "serialNumber", DeviceType.MEID, "meid");
        private String aliasServiceField = "serviceId";
        private String aliasNameField = "profileAlias";
        private boolean progressDevices;
        private Gen1ListProfile lists = Gen1ListProfile.standard();
        private ErrorCatalogue errors = ErrorCatalogue.standard();

        private Builder() {}

        /** The paths that upload; by default {@code /bulkenroll/v1/reseller/devices} and {@code v2} (documented). */
        @CanIgnoreReturnValue
        public Builder uploadPaths(Set<String> paths) {
            this.uploadPaths = absolute(paths);
            return this;
        }

        /**
         * The paths that delete; by default {@code /bulkenroll/v1/reseller/devices/delete} (documented) and {@code v2}
         * (assumed).
         */
        @CanIgnoreReturnValue
        public Builder deletePaths(Set<String> paths) {
            this.deletePaths = absolute(paths);
            return this;
        }

        /**
         * The paths that tell a transaction's status; by default {@code /bulkenroll/v1/reseller/devices/status} and
         * {@code v2} (documented).
         */
        @CanIgnoreReturnValue
        public Builder statusPaths(Set<String> paths) {
            this.statusPaths = absolute(paths);
            return this;
        }

        /**
         * The names of the kinds of devices in requests; by default {@code SN} for serial numbers (observed) and the
         * kind's own name for all others ({@code IMEI} documented, {@code MEID} assumed).
         */
        @CanIgnoreReturnValue
        public Builder typeNames(Map<DeviceType, String> typeNames) {
            this.typeNames = ImmutableBiMap.copyOf(typeNames);
            return this;
        }

        /**
         * The field of a device in a status, for each kind of identifier; by default {@code imei} and
         * {@code serialNumber} (observed), {@code meid} (assumed).
         */
        @CanIgnoreReturnValue
        public Builder deviceFields(Map<DeviceType, String> deviceFields) {
            this.deviceFields = ImmutableBiMap.copyOf(deviceFields);
            return this;
        }

        /** The field of a profile alias that names the Knox service; {@code serviceId} by default (assumed). */
        @CanIgnoreReturnValue
        public Builder aliasServiceField(String field) {
            this.aliasServiceField = Objects.requireNonNull(field, "field");
            return this;
        }

        /** The field of a profile alias that holds the alias; {@code profileAlias} by default (assumed). */
        @CanIgnoreReturnValue
        public Builder aliasNameField(String field) {
            this.aliasNameField = Objects.requireNonNull(field, "field");
            return this;
        }

        /**
         * Whether a transaction that is worked on shows the devices that were submitted, without codes; false by default
         * (assumed). They are shown only if they are remembered.
         */
        @CanIgnoreReturnValue
        public Builder progressDevices(boolean shown) {
            this.progressDevices = shown;
            return this;
        }

        /** What the lists look like; {@link Gen1ListProfile#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder lists(Gen1ListProfile lists) {
            this.lists = Objects.requireNonNull(lists, "lists");
            return this;
        }

        /** The error table; {@link ErrorCatalogue#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder errors(ErrorCatalogue errors) {
            this.errors = Objects.requireNonNull(errors, "errors");
            return this;
        }

        /** Returns the profile. */
        public Gen1Profile build() {
            return new Gen1Profile(this);
        }
    }
}
