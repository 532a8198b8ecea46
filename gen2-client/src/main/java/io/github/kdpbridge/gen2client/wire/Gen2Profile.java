package io.github.kdpbridge.gen2client.wire;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The form of generation 2 on the wire. A wrong assumption is fixed here, without a new release.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Gen2Profile {
    /**
     * For {@link Builder#deviceFields}: the field holds identifiers of any kind, told apart by their form. 14 or 15 digits
     * are an IMEI, 14 hexadecimal or 18 decimal digits a MEID, and anything else is a serial number.
     */
    public static final DeviceType KIND_BY_FORM = new DeviceType("KIND_BY_FORM");

    private static final Gen2Profile STANDARD = new Builder().build();

    private final String uploadPath;
    private final String deletePath;
    private final String statusPath;
    private final String tokenPath;
    private final String oauthPath;
    private final ImmutableMap<DeviceType, String> typeNames;
    private final ImmutableMap<String, DeviceType> deviceFields;
    private final String aliasServiceField;
    private final String aliasNameField;
    private final OptionalInt deviceLimit;
    private final Duration statusLag;
    private final Gen2ListProfile lists;
    private final ErrorCatalogue errors;

    private Gen2Profile(Builder builder) {
        this.uploadPath = builder.uploadPath;
        this.deletePath = builder.deletePath;
        this.statusPath = builder.statusPath;
        this.tokenPath = builder.tokenPath;
        this.oauthPath = builder.oauthPath;
        this.typeNames = ImmutableMap.copyOf(builder.typeNames);
        this.deviceFields = ImmutableMap.copyOf(builder.deviceFields);
        this.aliasServiceField = builder.aliasServiceField;
        this.aliasNameField = builder.aliasNameField;
        this.deviceLimit = builder.deviceLimit;
        this.statusLag = builder.statusLag;
        this.lists = builder.lists;
        this.errors = builder.errors;
    }

    /** Returns the profile of what is publicly known, and of what is assumed where nothing is. */
    public static Gen2Profile standard() {
        return STANDARD;
    }

    /** Starts a profile from {@link #standard()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a profile from this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.uploadPath = uploadPath;
        builder.deletePath = deletePath;
        builder.statusPath = statusPath;
        builder.tokenPath = tokenPath;
        builder.oauthPath = oauthPath;
        builder.typeNames = typeNames;
        builder.deviceFields = deviceFields;
        builder.aliasServiceField = aliasServiceField;
        builder.aliasNameField = aliasNameField;
        builder.deviceLimit = deviceLimit;
        builder.statusLag = statusLag;
        builder.lists = lists;
        builder.errors = errors;
        return builder;
    }

    /** Returns the path of an upload below the base URL. */
    public String uploadPath() {
        return uploadPath;
    }

    /** Returns the path of a deletion below the base URL. */
    public String deletePath() {
        return deletePath;
    }

    /** Returns the path of a transaction's status below the base URL. */
    public String statusPath() {
        return statusPath;
    }

    /** Returns the path of the signed-token service on the host of the base URL. */
    public String tokenPath() {
        return tokenPath;
    }

    /** Returns the path of the OAuth 2.0 token service on the host of the base URL. */
    public String oauthPath() {
        return oauthPath;
    }

    /** Returns the name of a kind of device on the wire; an unknown kind has its own name. */
    public String typeName(DeviceType type) {
        return typeNames.getOrDefault(type, type.name());
    }

    /** Returns which kind of identifier each field of a device in a status holds, the preferred one first. */
    public Map<String, DeviceType> deviceFields() {
        return deviceFields;
    }

    /** Returns the field of a profile alias that names the Knox service. */
    public String aliasServiceField() {
        return aliasServiceField;
    }

    /** Returns the field of a profile alias that holds the alias. */
    public String aliasNameField() {
        return aliasNameField;
    }

    /** Returns the most devices of a request; empty if no limit is known. */
    public OptionalInt deviceLimit() {
        return deviceLimit;
    }

    /** Returns how long after its receipt a transaction may be missing from the status. */
    public Duration statusLag() {
        return statusLag;
    }

    /** Returns what the lists look like. */
    public Gen2ListProfile lists() {
        return lists;
    }

    /** Returns the error table. */
    public ErrorCatalogue errors() {
        return errors;
    }

    static String relative(String path) {
        checkArgument(
                !path.isEmpty() && !path.startsWith("/"),
                "the path must be relative to the base URL, without a leading slash: %s",
                path);
        return path;
    }

    /** Collects the parts of a {@link Gen2Profile}; not safe for several threads. */
    public static final class Builder {
        private String uploadPath = "devices/upload";
        private String deletePath = "devices/delete";
        private String statusPath = "devices/status";
        private String tokenPath = "/ams/v1/users/accesstoken";
        private String oauthPath = "/ams/v1/oauth2/token";
        private Map<DeviceType, String> typeNames = Map.of(DeviceType.SERIAL_NUMBER, "SN");
        private Map<String, DeviceType> deviceFields = ImmutableMap.of(
                "imei", DeviceType.IMEI,
                "mei", DeviceType.IMEI,
                "serialNumber", DeviceType.SERIAL_NUMBER,
                "meid", DeviceType.MEID,
                "deviceId", KIND_BY_FORM);
        private String aliasServiceField = "serviceId";
        private String aliasNameField = "profileAlias";
        private OptionalInt deviceLimit = OptionalInt.empty();
        private Duration statusLag = Duration.ofSeconds(60);
        private Gen2ListProfile lists = Gen2ListProfile.standard();
        private ErrorCatalogue errors = ErrorCatalogue.standard();

        private Builder() {}

        /** The path of an upload below the base URL; {@code devices/upload} by default (documented). */
        @CanIgnoreReturnValue
        public Builder uploadPath(String path) {
            this.uploadPath = relative(path);
            return this;
        }

        /** The path of a deletion below the base URL; {@code devices/delete} by default (documented). */
        @CanIgnoreReturnValue
        public Builder deletePath(String path) {
            this.deletePath = relative(path);
            return this;
        }

        /** The path of a status below the base URL; {@code devices/status} by default (documented). */
        @CanIgnoreReturnValue
        public Builder statusPath(String path) {
            this.statusPath = relative(path);
            return this;
        }

        /**
         * The path of the signed-token service on the host of the base URL; {@code /ams/v1/users/accesstoken} by
         * default (documented for the regional hosts, assumed for the global one).
         */
        @CanIgnoreReturnValue
        public Builder tokenPath(String path) {
            this.tokenPath = absolute(path);
            return this;
        }

        /**
         * The path of the OAuth 2.0 token service on the host of the base URL; {@code /ams/v1/oauth2/token} by default
         * (documented for the global host, assumed for the others).
         */
        @CanIgnoreReturnValue
        public Builder oauthPath(String path) {
            this.oauthPath = absolute(path);
            return this;
        }

        /**
         * The names of the kinds of devices in requests; by default {@code SN} for serial numbers and the kind's own name
         * for all others (documented).
         */
        @CanIgnoreReturnValue
        public Builder typeNames(Map<DeviceType, String> typeNames) {
            this.typeNames = ImmutableMap.copyOf(typeNames);
            return this;
        }

        /**
         * Which kind of identifier each field of a device in a status holds. By default {@code imei} (documented),
         * {@code mei}, {@code serialNumber}, {@code meid} (assumed), and {@code deviceId} as {@link #KIND_BY_FORM}
         * (assumed). Of several the first in this order that is not empty is the device's.
         */
        @CanIgnoreReturnValue
        public Builder deviceFields(Map<String, DeviceType> deviceFields) {
            this.deviceFields = ImmutableMap.copyOf(deviceFields);
            return this;
        }

        /** The field of a profile alias that names the Knox service; {@code serviceId} by default (documented). */
        @CanIgnoreReturnValue
        public Builder aliasServiceField(String field) {
            this.aliasServiceField = Objects.requireNonNull(field, "field");
            return this;
        }

        /** The field of a profile alias that holds the alias; {@code profileAlias} by default (documented). */
        @CanIgnoreReturnValue
        public Builder aliasNameField(String field) {
            this.aliasNameField = Objects.requireNonNull(field, "field");
            return this;
        }

        /**
         * The most devices of a request; by default none is known, because the service has a limit and does not publish it
         * (documented). The gateway, with its ledger, cuts larger requests to it.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder deviceLimit(int deviceLimit) {
            checkArgument(deviceLimit >= 1, "deviceLimit must be 1 or more, not %s", deviceLimit);
            this.deviceLimit = OptionalInt.of(deviceLimit);
            return this;
        }

        /**
         * How long after its receipt a transaction may be missing from the status; 60 seconds by default (assumed). Until
         * then a transaction that the service does not show counts as one that is worked on.
         *
         * @throws IllegalArgumentException if it is negative
         */
        @CanIgnoreReturnValue
        public Builder statusLag(Duration statusLag) {
            checkArgument(!statusLag.isNegative(), "statusLag must not be negative: %s", statusLag);
            this.statusLag = statusLag;
            return this;
        }

        /** What the lists look like; {@link Gen2ListProfile#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder lists(Gen2ListProfile lists) {
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
        public Gen2Profile build() {
            return new Gen2Profile(this);
        }

        private static String absolute(String path) {
            checkArgument(path.startsWith("/"), "the token path must start with a slash: %s", path);
            return path;
        }
    }
}
