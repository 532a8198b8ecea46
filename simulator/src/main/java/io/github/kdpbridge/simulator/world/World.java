package io.github.kdpbridge.simulator.world;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The portal when it starts: its settings, the resellers, and what each of them owns.
 *
 * @param dialect how the service behaves where the public documents leave it open
 * @param resellers the accounts, each with its own number and credentials
 * @param phones the phones with several known identifiers, of any reseller
 * @param rejected identifiers of devices that were not made by Samsung, and so are not valid
 */
public record World(
        Settings settings, Dialect dialect, List<Reseller> resellers, List<Phone> phones, List<String> rejected) {
    public World {
        requireNonNull(settings, "settings");
        requireNonNull(dialect, "dialect");
        resellers = List.copyOf(resellers);
        phones = List.copyOf(phones);
        rejected = List.copyOf(rejected);
    }

    /** A world as documented, where each identifier is a device of its own. */
    public World(Settings settings, List<Reseller> resellers) {
        this(settings, Dialect.documented(), resellers, List.of(), List.of());
    }

    /** The default world, as {@code docs/simulator.md} lists it: resellers 4680000925 and 4680000926. */
    public static World standard() {
        return StandardWorld.create();
    }

    /**
     * Reads a world from a JSON file; {@code docs/simulator.md} describes the fields and {@code examples/world.json}
     * is the default world.
     *
     * @throws IllegalArgumentException if the file cannot be read or is not a world; the message is one line with
     *     the file, the JSON path and the complaint
     */
    public static World read(Path file) {
        return WorldReader.read(file);
    }

    /** The same world with other settings. */
    public World withSettings(Settings settings) {
        return new World(settings, dialect, resellers, phones, rejected);
    }

    /** The same world in another dialect. */
    public World withDialect(Dialect dialect) {
        return new World(settings, dialect, resellers, phones, rejected);
    }

    /** The same world with other phones. */
    public World withPhones(List<Phone> phones) {
        return new World(settings, dialect, resellers, phones, rejected);
    }

    /** The same world with other devices that were not made by Samsung. */
    public World withRejected(List<String> rejected) {
        return new World(settings, dialect, resellers, phones, rejected);
    }

    /**
     * The limits and times of the service.
     *
     * @param processingTime how long a transaction is in progress, not negative; 200 ms by default
     * @param deviceLimit the most devices of a request, at least 1; 10,000 by default (assumed, the portal's own limit)
     * @param pageSizeLimit the most items of a page of a list, at least 1; 1,000 by default (assumed)
     * @param usualPageSize the items of a page when the request does not say, at least 1; 100 by default (documented
     *     sample)
     */
    public record Settings(Duration processingTime, int deviceLimit, int pageSizeLimit, int usualPageSize) {
        public Settings {
            if (processingTime.isNegative()) {
                throw new IllegalArgumentException("processingTime must not be negative, but is " + processingTime);
            }
            requirePositive("deviceLimit", deviceLimit);
            requirePositive("pageSizeLimit", pageSizeLimit);
            requirePositive("usualPageSize", usualPageSize);
        }

        /** Settings with pages of up to 1,000 items, 100 unless the request says otherwise. */
        public Settings(Duration processingTime, int deviceLimit) {
            this(processingTime, deviceLimit, 1_000, 100);
        }

        /** {@return the defaults} */
        public static Settings standard() {
            return new Settings(Duration.ofMillis(200), 10_000);
        }

        /** The same with another processing time. */
        public Settings withProcessingTime(Duration processingTime) {
            return new Settings(processingTime, deviceLimit, pageSizeLimit, usualPageSize);
        }

        /** The same with another limit of devices. */
        public Settings withDeviceLimit(int deviceLimit) {
            return new Settings(processingTime, deviceLimit, pageSizeLimit, usualPageSize);
        }

        /** The same with another limit of pages. */
        public Settings withPageSizeLimit(int pageSizeLimit) {
            return new Settings(processingTime, deviceLimit, pageSizeLimit, usualPageSize);
        }

        /** The same with another usual size of pages. */
        public Settings withUsualPageSize(int usualPageSize) {
            return new Settings(processingTime, deviceLimit, pageSizeLimit, usualPageSize);
        }

        private static void requirePositive(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be 1 or more, not " + value);
            }
        }
    }

    /**
     * The several identifiers of one phone. An upload may name any of them, the phone is registered once, and a delete may
     * name any other (assumed).
     *
     * @param imei2 its second IMEI, or null
     * @param meid its MEID, 14 hexadecimal digits, or null
     * @param serialNumber its serial number, or null
     * @param model its model, such as {@code SM-S901B}
     */
    public record Phone(
            String imei,
            @Nullable String imei2,
            @Nullable String meid,
            @Nullable String serialNumber,
            String model) {
        public Phone {
            requireNonNull(imei, "imei");
            requireNonNull(model, "model");
        }
    }

    /**
     * A reseller's account.
     *
     * @param gen1Key its static key of generation 1, or null when it has none
     */
    public record Reseller(
            String resellerId,
            @Nullable String gen1Key,
            List<ClientIdentifier> clientIdentifiers,
            List<OAuthClient> oauthClients,
            List<Customer> customers,
            List<Vendor> vendors,
            List<SeedDevice> devices,
            Details details) {
        public Reseller {
            requireNonNull(resellerId, "resellerId");
            clientIdentifiers = List.copyOf(clientIdentifiers);
            oauthClients = List.copyOf(oauthClients);
            customers = List.copyOf(customers);
            vendors = List.copyOf(vendors);
            devices = List.copyOf(devices);
            requireNonNull(details, "details");
        }

        /**
         * The same account with other customers, of which only the numbers are known, and without devices.
         *
         * @param numbers the customers, in their order
         */
        public Reseller withCustomers(List<String> numbers) {
            List<Customer> others = numbers.stream()
                    .map(number -> new Customer(number, List.of()))
                    .toList();
            return new Reseller(
                    resellerId, gen1Key, clientIdentifiers, oauthClients, others, vendors, List.of(), details);
        }

        /** Without the credentials. */
        @Override
        public String toString() {
            return "Reseller[" + resellerId + "]";
        }
    }

    /**
     * A client identifier of the signed-token scheme.
     *
     * @param publicKey the only public key it may use, Base64 of the DER SubjectPublicKeyInfo, or null to pin the key
     *     that is used first
     */
    public record ClientIdentifier(
            String clientIdentifier, @Nullable String publicKey) {}

    /**
     * An OAuth client.
     *
     * @param scopes the scopes that it may ask for, each with those below it; {@code kdp} is all of them
     * @param tokenLifeSeconds how long its tokens live unless it asks for less or more, 1 to 3600
     */
    public record OAuthClient(String clientId, String clientSecret, List<String> scopes, int tokenLifeSeconds) {
        public OAuthClient {
            requireNonNull(clientId, "clientId");
            requireNonNull(clientSecret, "clientSecret");
            scopes = List.copyOf(scopes);
            if (tokenLifeSeconds < 1 || tokenLifeSeconds > 3600) {
                throw new IllegalArgumentException("tokenLifeSeconds must be from 1 to 3600, not " + tokenLifeSeconds);
            }
        }

        /** A client with every scope, whose tokens live 599 seconds. */
        public OAuthClient(String clientId, String clientSecret) {
            this(clientId, clientSecret, List.of("kdp"), 599);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "OAuthClient[" + clientId + "]";
        }
    }

    /**
     * A customer or a reseller as the lists show it, besides its number (contract, section 6).
     *
     * @param name its name, or null when it is not known
     * @param country its country, such as {@code DE}, or null; no list shows it
     * @param more further fields of its item, in their order; a standard field of the same name gives way
     */
    public record Details(@Nullable String name, @Nullable String country, Map<String, String> more) {
        private static final Details NONE = new Details(null, null, Map.of());

        public Details {
            more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
        }

        /** No name, no country, no further field. */
        public static Details none() {
            return NONE;
        }

        /** A name and a country, without further fields. */
        public static Details of(String name, String country) {
            return new Details(requireNonNull(name, "name"), requireNonNull(country, "country"), Map.of());
        }
    }

    /** A customer of a reseller. */
    public record Customer(String customerId, List<String> profileAliases, Details details) {
        public Customer {
            requireNonNull(customerId, "customerId");
            profileAliases = List.copyOf(profileAliases);
            requireNonNull(details, "details");
        }

        /** A customer of which only the number is known. */
        public Customer(String customerId, List<String> profileAliases) {
            this(customerId, profileAliases, Details.none());
        }
    }

    /** A downstream reseller of a two-tier account. */
    public record Vendor(String vendorId, Details details) {
        public Vendor {
            requireNonNull(vendorId, "vendorId");
            requireNonNull(details, "details");
        }
    }

    /**
     * A device that is registered when the world starts.
     *
     * @param vendorId the downstream reseller, or null
     */
    public record SeedDevice(
            DeviceType type,
            String id,
            String customerId,
            @Nullable String vendorId,
            String transactionId) {}
}
