package io.github.kdpbridge.gen1facade.wire;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.wire.WireRow;
import io.github.kdpbridge.core.wire.WireValues;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * What generation 1 looks like on the wire, where that is assumed and not documented. An assumption that turns out to be
 * wrong is corrected here, without a new release.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Gen1Profile {
    private static final Gen1Profile STANDARD =
            new Gen1Profile(values(WireRow::standard), Gen1ListProfile.standard(), ErrorCatalogue.standard());

    private final WireValues values;
    private final Gen1ListProfile lists;
    private final ErrorCatalogue errors;
    /** Looked up for each device of a status. */
    private final ImmutableBiMap<DeviceType, String> deviceFields;

    private Gen1Profile(WireValues values, Gen1ListProfile lists, ErrorCatalogue errors) {
        this.values = values;
        this.lists = lists;
        this.errors = errors;
        this.deviceFields = values.get("deviceFields");
    }

    /** Puts the names of the kinds of identifiers together, each of which is a row of its own. */
    private static WireValues values(Function<WireRow, Object> source) {
        WireValues rows = WireValues.of(Gen1Table.ROWS, source);
        return rows.with("typeNames", ImmutableBiMap.copyOf(rows.<String>byType("typeNames")))
                .with("deviceFields", ImmutableBiMap.copyOf(rows.<String>byType("deviceFields")));
    }

    /** Returns the profile of what is publicly known, and of what is assumed where nothing is. */
    public static Gen1Profile standard() {
        return STANDARD;
    }

    /** Returns the facts of a profile and its lists, with their defaults and the evidence for them. */
    public static List<WireRow> table() {
        return Gen1Table.ROWS;
    }

    /** Starts a profile from {@link #standard()}. */
    public static Builder builder() {
        return STANDARD.toBuilder();
    }

    /** Starts a profile from this one. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns the paths that upload. */
    public Set<String> uploadPaths() {
        return values.get("uploadPaths");
    }

    /** Returns the paths that delete. */
    public Set<String> deletePaths() {
        return values.get("deletePaths");
    }

    /** Returns the paths that tell a transaction's status. */
    public Set<String> statusPaths() {
        return values.get("statusPaths");
    }

    /** Returns the kind of device that a name on the wire means; an unknown name is a kind of its own. */
    public DeviceType type(String name) {
        DeviceType type = values.<ImmutableBiMap<DeviceType, String>>get("typeNames")
                .inverse()
                .get(name);
        return type == null ? new DeviceType(name) : type;
    }

    /** Returns the name of a kind of device on the wire; an unknown kind has its own name. */
    public String typeName(DeviceType type) {
        return values.<ImmutableBiMap<DeviceType, String>>get("typeNames").getOrDefault(type, type.name());
    }

    /** Returns the field of a status that holds identifiers of a kind; an unknown kind has its own name. */
    public String deviceField(DeviceType type) {
        return deviceFields.getOrDefault(type, type.name());
    }

    /** Returns the field of a profile alias that names the Knox service. */
    public String aliasServiceField() {
        return values.get("aliasServiceField");
    }

    /** Returns the field of a profile alias that holds the alias. */
    public String aliasNameField() {
        return values.get("aliasNameField");
    }

    /** Returns whether a transaction that is worked on shows its devices. */
    public boolean progressDevices() {
        return values.get("progressDevices");
    }

    /** Returns what the lists look like. */
    public Gen1ListProfile lists() {
        return lists;
    }

    /** Returns the error table. */
    public ErrorCatalogue errors() {
        return errors;
    }

    /**
     * Collects the parts of a {@link Gen1Profile}; not safe for several threads. The defaults and the evidence for them are
     * in {@link #table()}. Each method throws an {@code IllegalArgumentException} if the value is out of range.
     */
    public static final class Builder {
        private WireValues values;
        private Gen1ListProfile lists;
        private ErrorCatalogue errors;

        private Builder(Gen1Profile profile) {
            this.values = profile.values;
            this.lists = profile.lists;
            this.errors = profile.errors;
        }

        /** All facts but the error table, each from the source. */
        public Builder values(Function<WireRow, Object> source) {
            this.values = Gen1Profile.values(source);
            return lists(new Gen1ListProfile(values));
        }

        /** The paths that upload, by {@code PUT}. */
        public Builder uploadPaths(Set<String> paths) {
            return set("uploadPaths", ImmutableSet.copyOf(paths));
        }

        /** The paths that delete, by {@code PUT}. */
        public Builder deletePaths(Set<String> paths) {
            return set("deletePaths", ImmutableSet.copyOf(paths));
        }

        /** The paths that tell a transaction's status, by {@code GET}. */
        public Builder statusPaths(Set<String> paths) {
            return set("statusPaths", ImmutableSet.copyOf(paths));
        }

        /** The names of the kinds of devices in requests; a kind that is not among them has its own name. */
        public Builder typeNames(Map<DeviceType, String> typeNames) {
            return set("typeNames", ImmutableBiMap.copyOf(typeNames));
        }

        /** The field of a device in a status, for each kind of identifier; another kind has its own name. */
        public Builder deviceFields(Map<DeviceType, String> deviceFields) {
            return set("deviceFields", ImmutableBiMap.copyOf(deviceFields));
        }

        /** The field of a profile alias that names the Knox service. */
        public Builder aliasServiceField(String field) {
            return set("aliasServiceField", field);
        }

        /** The field of a profile alias that holds the alias. */
        public Builder aliasNameField(String field) {
            return set("aliasNameField", field);
        }

        /**
         * Whether a transaction that is worked on shows the devices that were submitted, without codes. They are shown only
         * if they are remembered.
         */
        public Builder progressDevices(boolean shown) {
            return set("progressDevices", shown);
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

        @CanIgnoreReturnValue
        private Builder set(String key, Object value) {
            values = values.with(key, value);
            return this;
        }

        /** Returns the profile. */
        public Gen1Profile build() {
            return new Gen1Profile(values, lists, errors);
        }
    }
}
