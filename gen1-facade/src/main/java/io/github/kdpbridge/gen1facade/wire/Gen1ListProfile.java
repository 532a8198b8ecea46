package io.github.kdpbridge.gen1facade.wire;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the lists of generation 1 look like on the wire, where that is assumed and not documented.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Gen1ListProfile {
    private static final Gen1ListProfile STANDARD = new Builder().build();

    private final ImmutableSet<String> devicesPaths;
    private final ImmutableSet<String> customersPaths;
    private final ImmutableSet<String> resellersPaths;
    private final int pageSize;
    private final int pageSizeLimit;
    private final boolean deviceDetails;
    private final ImmutableMap<Gen1ListField, String> names;

    private Gen1ListProfile(Builder builder) {
        this.devicesPaths = ImmutableSet.copyOf(builder.devicesPaths);
        this.customersPaths = ImmutableSet.copyOf(builder.customersPaths);
        this.resellersPaths = ImmutableSet.copyOf(builder.resellersPaths);
        this.pageSize = builder.pageSize;
        this.pageSizeLimit = builder.pageSizeLimit;
        this.deviceDetails = builder.deviceDetails;
        this.names = builder.names;
    }

    /** Returns the profile of what is publicly known, and of what is assumed where nothing is. */
    public static Gen1ListProfile standard() {
        return STANDARD;
    }

    /** Starts a profile from {@link #standard()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a profile from this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.devicesPaths = devicesPaths;
        builder.customersPaths = customersPaths;
        builder.resellersPaths = resellersPaths;
        builder.pageSize = pageSize;
        builder.pageSizeLimit = pageSizeLimit;
        builder.deviceDetails = deviceDetails;
        builder.names = names;
        return builder;
    }

    /** Returns the paths that list devices. */
    public Set<String> devicesPaths() {
        return devicesPaths;
    }

    /** Returns the paths that list customers. */
    public Set<String> customersPaths() {
        return customersPaths;
    }

    /** Returns the paths that list resellers. */
    public Set<String> resellersPaths() {
        return resellersPaths;
    }

    /** Returns how many items a page holds when the caller does not say. */
    public int pageSize() {
        return pageSize;
    }

    /** Returns how many items a caller may ask for in a page. */
    public int pageSizeLimit() {
        return pageSizeLimit;
    }

    /** Returns whether a listed device has more than its identifier. */
    public boolean deviceDetails() {
        return deviceDetails;
    }

    /** Returns the name of a field on the wire. */
    public String name(Gen1ListField field) {
        return names.getOrDefault(Objects.requireNonNull(field, "field"), field.standardName());
    }

    /** Collects the parts of a {@link Gen1ListProfile}; not safe for several threads. */
    public static final class Builder {
        private Set<String> devicesPaths = Set.of("/bulkenroll/v1/reseller/devices", "/bulkenroll/v2/reseller/devices");
        private Set<String> customersPaths = Set.of("/bulkenroll/v1/reseller/customers");
        private Set<String> resellersPaths = Set.of("/bulkenroll/v1/reseller/resellers");
        private int pageSize = 100;
        private int pageSizeLimit = 1000;
        private boolean deviceDetails = true;
        private ImmutableMap<Gen1ListField, String> names = ImmutableMap.of();

        private Builder() {}

        /**
         * The paths that list devices, by {@code GET}; by default {@code /bulkenroll/v1/reseller/devices} and
         * {@code v2} (the first documented, the second assumed).
         */
        @CanIgnoreReturnValue
        public Builder devicesPaths(Set<String> paths) {
            this.devicesPaths = Gen1Profile.absolute(paths);
            return this;
        }

        /**
         * The paths that list customers, by {@code POST}; by default {@code /bulkenroll/v1/reseller/customers}
         * (documented).
         */
        @CanIgnoreReturnValue
        public Builder customersPaths(Set<String> paths) {
            this.customersPaths = Gen1Profile.absolute(paths);
            return this;
        }

        /**
         * The paths that list resellers, by {@code POST}; by default {@code /bulkenroll/v1/reseller/resellers}
         * (documented).
         */
        @CanIgnoreReturnValue
        public Builder resellersPaths(Set<String> paths) {
            this.resellersPaths = Gen1Profile.absolute(paths);
            return this;
        }

        /** How many items a page holds when the caller does not say; 100 by default (assumed). */
        @CanIgnoreReturnValue
        public Builder pageSize(int size) {
            checkArgument(size >= 1, "a page must have room for an item: %s", size);
            this.pageSize = size;
            return this;
        }

        /** How many items a caller may ask for in a page; 1000 by default (assumed). */
        @CanIgnoreReturnValue
        public Builder pageSizeLimit(int limit) {
            checkArgument(limit >= 1, "a page must have room for an item: %s", limit);
            this.pageSizeLimit = limit;
            return this;
        }

        /**
         * Whether a listed device has, behind its identifier, all else that the service says of it, under the names of
         * generation 2; true by default (assumed). The samples show the identifier alone (documented), which false gives.
         */
        @CanIgnoreReturnValue
        public Builder deviceDetails(boolean details) {
            this.deviceDetails = details;
            return this;
        }

        /** Names that differ from {@link Gen1ListField#standardName()}; none by default. */
        @CanIgnoreReturnValue
        public Builder names(Map<Gen1ListField, String> names) {
            names.forEach((field, name) -> checkArgument(!name.isEmpty(), "the name of %s is empty", field));
            this.names = Maps.immutableEnumMap(names);
            return this;
        }

        /** Returns the profile. */
        public Gen1ListProfile build() {
            return new Gen1ListProfile(this);
        }
    }
}
