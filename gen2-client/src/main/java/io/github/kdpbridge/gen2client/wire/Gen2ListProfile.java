package io.github.kdpbridge.gen2client.wire;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Map;
import java.util.Objects;

/**
 * What the lists of generation 2 look like on the wire: the part of {@link Gen2Profile} for devices, customers
 * and profiles.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Gen2ListProfile {
    private static final Gen2ListProfile STANDARD = new Builder().build();

    private final String devicesPath;
    private final String customersPath;
    private final String kmeProfilesPath;
    private final int firstPage;
    private final int pageSize;
    private final ImmutableMap<ListField, String> names;

    private Gen2ListProfile(Builder builder) {
        this.devicesPath = builder.devicesPath;
        this.customersPath = builder.customersPath;
        this.kmeProfilesPath = builder.kmeProfilesPath;
        this.firstPage = builder.firstPage;
        this.pageSize = builder.pageSize;
        this.names = builder.names;
    }

    /** Returns what is publicly known, and what is assumed where nothing is. */
    public static Gen2ListProfile standard() {
        return STANDARD;
    }

    /** Starts from {@link #standard()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.devicesPath = devicesPath;
        builder.customersPath = customersPath;
        builder.kmeProfilesPath = kmeProfilesPath;
        builder.firstPage = firstPage;
        builder.pageSize = pageSize;
        builder.names = names;
        return builder;
    }

    /** Returns the path of the list of devices below the base URL. */
    public String devicesPath() {
        return devicesPath;
    }

    /** Returns the path of the list of customers below the base URL. */
    public String customersPath() {
        return customersPath;
    }

    /** Returns the path of a customer's Knox Mobile Enrollment profiles below the base URL. */
    public String kmeProfilesPath() {
        return kmeProfilesPath;
    }

    /** Returns the number that the first page has on the wire. */
    public int firstPage() {
        return firstPage;
    }

    /** Returns the size of a page that is asked for without a size. */
    public int pageSize() {
        return pageSize;
    }

    /** Returns the name of a field or parameter on the wire. */
    public String name(ListField field) {
        return names.getOrDefault(Objects.requireNonNull(field, "field"), field.standardName());
    }

    /** Collects the parts of a {@link Gen2ListProfile}; not safe for several threads. */
    public static final class Builder {
        private String devicesPath = "devices";
        private String customersPath = "customers/list";
        private String kmeProfilesPath = "profilealias/kme";
        private int firstPage = 0;
        private int pageSize = 1000;
        private ImmutableMap<ListField, String> names = ImmutableMap.of();

        private Builder() {}

        /** The path of the list of devices below the base URL; {@code devices} by default (documented). */
        @CanIgnoreReturnValue
        public Builder devicesPath(String path) {
            this.devicesPath = Gen2Profile.relative(path);
            return this;
        }

        /** The path of the list of customers below the base URL; {@code customers/list} by default (documented). */
        @CanIgnoreReturnValue
        public Builder customersPath(String path) {
            this.customersPath = Gen2Profile.relative(path);
            return this;
        }

        /**
         * The path of a customer's Knox Mobile Enrollment profiles below the base URL; {@code profilealias/kme} by
         * default (documented).
         */
        @CanIgnoreReturnValue
        public Builder kmeProfilesPath(String path) {
            this.kmeProfilesPath = Gen2Profile.relative(path);
            return this;
        }

        /**
         * The number that the first page has on the wire; 0 by default (documented).
         *
         * @throws IllegalArgumentException if it is negative
         */
        @CanIgnoreReturnValue
        public Builder firstPage(int number) {
            checkArgument(number >= 0, "the number of the first page is negative: %s", number);
            this.firstPage = number;
            return this;
        }

        /**
         * The size of a page that is asked for without a size; 1,000 by default (assumed).
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder pageSize(int size) {
            checkArgument(size >= 1, "a page must have room for an item: %s", size);
            this.pageSize = size;
            return this;
        }

        /**
         * The names of fields and parameters that are not the {@linkplain ListField#standardName() standard} ones; none
         * by default.
         *
         * @throws IllegalArgumentException if a name is empty
         */
        @CanIgnoreReturnValue
        public Builder names(Map<ListField, String> names) {
            names.forEach((field, name) -> checkArgument(!name.isEmpty(), "the name of %s is empty", field));
            this.names = Maps.immutableEnumMap(names);
            return this;
        }

        /** Returns this part of the profile. */
        public Gen2ListProfile build() {
            return new Gen2ListProfile(this);
        }
    }
}
