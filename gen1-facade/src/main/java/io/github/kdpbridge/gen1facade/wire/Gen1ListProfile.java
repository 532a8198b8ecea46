package io.github.kdpbridge.gen1facade.wire;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.wire.WireRow;
import io.github.kdpbridge.core.wire.WireValues;
import java.util.Map;
import java.util.Set;

/**
 * What the lists of generation 1 look like on the wire, where that is assumed and not documented.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Gen1ListProfile {
    private static final Gen1ListProfile STANDARD =
            new Gen1ListProfile(WireValues.of(Gen1Table.ROWS, WireRow::standard));

    private final WireValues values;

    Gen1ListProfile(WireValues values) {
        this.values = values;
    }

    /** Returns the profile of what is publicly known, and of what is assumed where nothing is. */
    public static Gen1ListProfile standard() {
        return STANDARD;
    }

    /** Starts a profile from {@link #standard()}. */
    public static Builder builder() {
        return STANDARD.toBuilder();
    }

    /** Starts a profile from this one. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /** Returns the paths that list devices. */
    public Set<String> devicesPaths() {
        return values.get("lists.devicesPaths");
    }

    /** Returns the paths that list customers. */
    public Set<String> customersPaths() {
        return values.get("lists.customersPaths");
    }

    /** Returns the paths that list resellers. */
    public Set<String> resellersPaths() {
        return values.get("lists.resellersPaths");
    }

    /** Returns how many items a page holds when the caller does not say. */
    public int pageSize() {
        return values.get("lists.pageSize");
    }

    /** Returns how many items a caller may ask for in a page. */
    public int pageSizeLimit() {
        return values.get("lists.pageSizeLimit");
    }

    /** Returns whether a listed device has more than its identifier. */
    public boolean deviceDetails() {
        return values.get("lists.deviceDetails");
    }

    /** Returns the name of a field on the wire. */
    public String name(Gen1ListField field) {
        return values.get(field.key());
    }

    /**
     * Collects the parts of a {@link Gen1ListProfile}; not safe for several threads. The defaults and the evidence for
     * them are in {@link Gen1Profile#table()}.
     */
    public static final class Builder {
        private WireValues values;

        private Builder(WireValues values) {
            this.values = values;
        }

        /** The paths that list devices, by {@code GET}. */
        public Builder devicesPaths(Set<String> paths) {
            return set("lists.devicesPaths", ImmutableSet.copyOf(paths));
        }

        /** The paths that list customers, by {@code POST}. */
        public Builder customersPaths(Set<String> paths) {
            return set("lists.customersPaths", ImmutableSet.copyOf(paths));
        }

        /** The paths that list resellers, by {@code POST}. */
        public Builder resellersPaths(Set<String> paths) {
            return set("lists.resellersPaths", ImmutableSet.copyOf(paths));
        }

        /** How many items a page holds when the caller does not say, from 1 on. */
        public Builder pageSize(int size) {
            return set("lists.pageSize", size);
        }

        /** How many items a caller may ask for in a page, from 1 on. */
        public Builder pageSizeLimit(int limit) {
            return set("lists.pageSizeLimit", limit);
        }

        /**
         * Whether a listed device has, behind its identifier, all else that the service says of it, under the names of
         * generation 2. The samples show the identifier alone, which false gives.
         */
        public Builder deviceDetails(boolean details) {
            return set("lists.deviceDetails", details);
        }

        /** Names that differ from {@link Gen1ListField#standardName()}; none by default. */
        public Builder names(Map<Gen1ListField, String> names) {
            names.forEach((field, name) -> checkArgument(!name.isEmpty(), "the name of %s is empty", field));
            for (Gen1ListField field : Gen1ListField.values()) {
                set(field.key(), names.getOrDefault(field, field.standardName()));
            }
            return this;
        }

        @CanIgnoreReturnValue
        private Builder set(String key, Object value) {
            values = values.with(key, value);
            return this;
        }

        /** Returns the profile. */
        public Gen1ListProfile build() {
            return new Gen1ListProfile(values);
        }
    }
}
