package io.github.kdpbridge.gen2client.wire;

import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.wire.WireRow;
import io.github.kdpbridge.core.wire.WireValues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

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

    private static final Gen2Profile STANDARD =
            new Gen2Profile(values(WireRow::standard), Gen2ListProfile.standard(), ErrorCatalogue.standard());

    private final WireValues values;
    private final Gen2ListProfile lists;
    private final ErrorCatalogue errors;

    private Gen2Profile(WireValues values, Gen2ListProfile lists, ErrorCatalogue errors) {
        this.values = values;
        this.lists = lists;
        this.errors = errors;
    }

    /** Puts the names of the kinds of identifiers together, each of which is a row of its own. */
    private static WireValues values(Function<WireRow, Object> source) {
        WireValues rows = WireValues.of(Gen2Table.ROWS, source);
        ImmutableMap.Builder<String, DeviceType> fields = ImmutableMap.builder();
        rows.<Set<String>>byType("deviceFields")
                .forEach((type, names) -> names.forEach(name -> fields.put(name, type)));
        rows.<Set<String>>get("deviceFields.byForm").forEach(name -> fields.put(name, KIND_BY_FORM));
        return rows.with("typeNames", rows.byType("typeNames")).with("deviceFields", fields.buildOrThrow());
    }

    /** Returns the profile of what is publicly known, and of what is assumed where nothing is. */
    public static Gen2Profile standard() {
        return STANDARD;
    }

    /** Returns the facts of a profile and its lists, with their defaults and the evidence for them. */
    public static List<WireRow> table() {
        return Gen2Table.ROWS;
    }

    /** Starts a profile from {@link #standard()}. */
    public static Builder builder() {
        return STANDARD.toBuilder();
    }

    /** Starts a profile from this one. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns the path of an upload below the base URL. */
    public String uploadPath() {
        return values.get("uploadPath");
    }

    /** Returns the path of a deletion below the base URL. */
    public String deletePath() {
        return values.get("deletePath");
    }

    /** Returns the path of a transaction's status below the base URL. */
    public String statusPath() {
        return values.get("statusPath");
    }

    /** Returns the path of the signed-token service on the host of the base URL. */
    public String tokenPath() {
        return values.get("tokenPath");
    }

    /** Returns the path of the OAuth 2.0 token service on the host of the base URL. */
    public String oauthPath() {
        return values.get("oauthPath");
    }

    /** Returns the name of a kind of device on the wire; an unknown kind has its own name. */
    public String typeName(DeviceType type) {
        return values.<Map<DeviceType, String>>get("typeNames").getOrDefault(type, type.name());
    }

    /** Returns which kind of identifier each field of a device in a status holds, the preferred one first. */
    public Map<String, DeviceType> deviceFields() {
        return values.get("deviceFields");
    }

    /** Returns the field of a profile alias that names the Knox service. */
    public String aliasServiceField() {
        return values.get("aliasServiceField");
    }

    /** Returns the field of a profile alias that holds the alias. */
    public String aliasNameField() {
        return values.get("aliasNameField");
    }

    /** Returns the most devices of a request; empty if no limit is known. */
    public OptionalInt deviceLimit() {
        return values.get("deviceLimit");
    }

    /** Returns how long after its receipt a transaction may be missing from the status. */
    public Duration statusLag() {
        return values.get("statusLag");
    }

    /** Returns what the lists look like. */
    public Gen2ListProfile lists() {
        return lists;
    }

    /** Returns the error table. */
    public ErrorCatalogue errors() {
        return errors;
    }

    /**
     * Collects the parts of a {@link Gen2Profile}; not safe for several threads. The defaults and the evidence for them are
     * in {@link #table()}. Each method throws an {@code IllegalArgumentException} if the value is out of range.
     */
    public static final class Builder {
        private WireValues values;
        private Gen2ListProfile lists;
        private ErrorCatalogue errors;

        private Builder(Gen2Profile profile) {
            this.values = profile.values;
            this.lists = profile.lists;
            this.errors = profile.errors;
        }

        /** All facts but the error table, each from the source. */
        public Builder values(Function<WireRow, Object> source) {
            this.values = Gen2Profile.values(source);
            return lists(new Gen2ListProfile(values));
        }

        /** The path of an upload below the base URL. */
        public Builder uploadPath(String path) {
            return set("uploadPath", path);
        }

        /** The path of a deletion below the base URL. */
        public Builder deletePath(String path) {
            return set("deletePath", path);
        }

        /** The path of a status below the base URL. */
        public Builder statusPath(String path) {
            return set("statusPath", path);
        }

        /** The path of the signed-token service on the host of the base URL. */
        public Builder tokenPath(String path) {
            return set("tokenPath", path);
        }

        /** The path of the OAuth 2.0 token service on the host of the base URL. */
        public Builder oauthPath(String path) {
            return set("oauthPath", path);
        }

        /** The names of the kinds of devices in requests; a kind that is not among them has its own name. */
        public Builder typeNames(Map<DeviceType, String> typeNames) {
            return set("typeNames", ImmutableMap.copyOf(typeNames));
        }

        /**
         * Which kind of identifier each field of a device in a status holds. Of several the first in this order that is not
         * empty is the device's.
         */
        public Builder deviceFields(Map<String, DeviceType> deviceFields) {
            return set("deviceFields", ImmutableMap.copyOf(deviceFields));
        }

        /** The field of a profile alias that names the Knox service. */
        public Builder aliasServiceField(String field) {
            return set("aliasServiceField", field);
        }

        /** The field of a profile alias that holds the alias. */
        public Builder aliasNameField(String field) {
            return set("aliasNameField", field);
        }

        /** The most devices of a request, from 1 on. The gateway, with its ledger, cuts larger requests to it. */
        public Builder deviceLimit(int deviceLimit) {
            return set("deviceLimit", OptionalInt.of(deviceLimit));
        }

        /**
         * How long after its receipt a transaction may be missing from the status. Until then a transaction that the service
         * does not show counts as one that is worked on.
         */
        public Builder statusLag(Duration statusLag) {
            return set("statusLag", statusLag);
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

        @CanIgnoreReturnValue
        private Builder set(String key, Object value) {
            values = values.with(key, value);
            return this;
        }

        /** Returns the profile. */
        public Gen2Profile build() {
            return new Gen2Profile(values, lists, errors);
        }
    }
}
