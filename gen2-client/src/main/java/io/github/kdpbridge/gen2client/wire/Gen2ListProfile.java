package io.github.kdpbridge.gen2client.wire;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.wire.WireRow;
import io.github.kdpbridge.core.wire.WireValues;
import java.util.Map;

/**
 * What the lists of generation 2 look like on the wire: the part of {@link Gen2Profile} for devices, customers
 * and profiles.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Gen2ListProfile {
    private static final Gen2ListProfile STANDARD =
            new Gen2ListProfile(WireValues.of(Gen2Table.ROWS, WireRow::standard));

    private final WireValues values;

    Gen2ListProfile(WireValues values) {
        this.values = values;
    }

    /** Returns what is publicly known, and what is assumed where nothing is. */
    public static Gen2ListProfile standard() {
        return STANDARD;
    }

    /** Starts from {@link #standard()}. */
    public static Builder builder() {
        return STANDARD.toBuilder();
    }

    /** Starts from this one. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /** Returns the path of the list of devices below the base URL. */
    public String devicesPath() {
        return values.get("lists.devicesPath");
    }

    /** Returns the path of the list of customers below the base URL. */
    public String customersPath() {
        return values.get("lists.customersPath");
    }

    /** Returns the path of a customer's Knox Mobile Enrollment profiles below the base URL. */
    public String kmeProfilesPath() {
        return values.get("lists.kmeProfilesPath");
    }

    /** Returns the number that the first page has on the wire. */
    public int firstPage() {
        return values.get("lists.firstPage");
    }

    /** Returns the size of a page that is asked for without a size. */
    public int pageSize() {
        return values.get("lists.pageSize");
    }

    /** Returns the name of a field or parameter on the wire. */
    public String name(ListField field) {
        return values.get(field.key());
    }

    /**
     * Collects the parts of a {@link Gen2ListProfile}; not safe for several threads. The defaults and the evidence for
     * them are in {@link Gen2Profile#table()}.
     */
    public static final class Builder {
        private WireValues values;

        private Builder(WireValues values) {
            this.values = values;
        }

        /** The path of the list of devices below the base URL. */
        public Builder devicesPath(String path) {
            return set("lists.devicesPath", path);
        }

        /** The path of the list of customers below the base URL. */
        public Builder customersPath(String path) {
            return set("lists.customersPath", path);
        }

        /** The path of a customer's Knox Mobile Enrollment profiles below the base URL. */
        public Builder kmeProfilesPath(String path) {
            return set("lists.kmeProfilesPath", path);
        }

        /** The number that the first page has on the wire, from 0 on. */
        public Builder firstPage(int number) {
            return set("lists.firstPage", number);
        }

        /** The size of a page that is asked for without a size, from 1 on. */
        public Builder pageSize(int size) {
            return set("lists.pageSize", size);
        }

        /** The names of fields and parameters that are not the {@linkplain ListField#standardName() standard} ones. */
        public Builder names(Map<ListField, String> names) {
            names.forEach((field, name) -> checkArgument(!name.isEmpty(), "the name of %s is empty", field));
            for (ListField field : ListField.values()) {
                set(field.key(), names.getOrDefault(field, field.standardName()));
            }
            return this;
        }

        @CanIgnoreReturnValue
        private Builder set(String key, Object value) {
            values = values.with(key, value);
            return this;
        }

        /** Returns this part of the profile. */
        public Gen2ListProfile build() {
            return new Gen2ListProfile(values);
        }
    }
}
