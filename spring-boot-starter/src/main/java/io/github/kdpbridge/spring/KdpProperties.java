package io.github.kdpbridge.spring;

import io.github.kdpbridge.gen2client.Region;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The properties below {@code kdp}. A name that is not among them stops the start. No text of these values shows a secret.
 *
 * @param resellers The accounts at the Knox Deployment Program, by a name of your choice, which is the qualifier of their
 *     beans.
 * @param ledger The ledger of all resellers that have none of their own.
 */
@ConfigurationProperties(prefix = "kdp", ignoreUnknownFields = false)
public record KdpProperties(
        @DefaultValue Map<String, Reseller> resellers,
        @DefaultValue Ledger ledger) {
    public KdpProperties {
        resellers = Map.copyOf(resellers);
    }

    /**
     * An account.
     *
     * @param id The id of the reseller, as the Knox portal shows it.
     * @param clientId The client id from the portal, for OAuth 2.0.
     * @param clientSecret The client secret from the portal, for OAuth 2.0.
     * @param clientIdentifier The client identifier from the portal, for signed tokens.
     * @param keyFile The location of the portal's JSON file with the key pair, for signed tokens. A path, or with a prefix
     *     such as "classpath:".
     * @param region The region of the service, global by default. Not beside a URL.
     * @param url The URL of a service outside the regions, up to "/kcs/v1/rp". Without user and password.
     * @param checkIdentifiers Whether to check the identifiers of an upload before it is sent. Generation 1 left that to the
     *     service.
     * @param gen1Hosts Further hosts that old code calls, apart from Samsung's own. A host, or host:port.
     * @param ledger The ledger of this reseller alone. That of "kdp.ledger" unless set.
     * @param resilience The limits and repeats of the client.
     */
    public record Reseller(
            @Nullable String id,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String clientIdentifier,
            @Nullable String keyFile,
            @Nullable Region region,
            @Nullable String url,
            @DefaultValue("true") boolean checkIdentifiers,
            @DefaultValue List<String> gen1Hosts,
            @Nullable Ledger ledger,
            @DefaultValue Resilience resilience) {
        public Reseller {
            gen1Hosts = List.copyOf(gen1Hosts);
        }

        /** Returns the id only. */
        @Override
        public String toString() {
            return "Reseller[" + id + "]";
        }
    }

    /**
     * A ledger, by which each write is done once.
     *
     * @param type Where writes are recorded.
     * @param dataSource The name of the DataSource bean, for "jdbc" only. The only or primary one unless set.
     * @param migrate Whether the ledger creates and updates its tables. If not, which is for "jdbc" only, they must be there.
     * @param retention How long a settled write is kept, for "jdbc". At least a day; a number without a unit is one of days.
     * @param takeover The silence after which another process takes over the writes of this one, for "jdbc". At least 100 ms.
     * @param settleInterval The pause between two looks at writes whose outcome is unknown, 30 seconds by default. For
     *     "kdp.ledger" only.
     */
    public record Ledger(
            @DefaultValue("memory") LedgerType type,
            @Nullable String dataSource,
            @DefaultValue("true") boolean migrate,

            @DefaultValue("400d") @DurationUnit(ChronoUnit.DAYS)
            Duration retention,

            @DefaultValue("5s") Duration takeover,
            @Nullable Duration settleInterval) {}

    /** Where a ledger records writes. */
    public enum LedgerType {
        /** In the memory of the process. */
        MEMORY,
        /** In the application's PostgreSQL database. */
        JDBC
    }

    /**
     * The limits and repeats of a client, each with the default of the library.
     *
     * @param attempts How often a request is sent at the most, 4 by default.
     * @param requestsPerSecond How many requests start in a second at the most, 100 by default.
     * @param concurrentRequests How many requests are at the service at once, 64 by default.
     * @param patience How long a request waits for its turn, 30 seconds by default.
     * @param connectTimeout The longest time to connect, 10 seconds by default.
     * @param requestTimeout The longest time of one attempt, 60 seconds by default.
     */
    public record Resilience(
            @Nullable Integer attempts,
            @Nullable Integer requestsPerSecond,
            @Nullable Integer concurrentRequests,
            @Nullable Duration patience,
            @Nullable Duration connectTimeout,
            @Nullable Duration requestTimeout) {}
}
