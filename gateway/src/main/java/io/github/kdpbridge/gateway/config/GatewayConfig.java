package io.github.kdpbridge.gateway.config;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gateway.tls.Tls;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway listens, what it takes, and which resellers it serves.
 *
 * <p>Made by a {@link #builder()}, or read from HOCON, in which {@code ${NAME}} takes a value from the environment:
 *
 * <pre>{@code
 * gateway { listen = "127.0.0.1:8080" }
 * resellers = [{
 *   resellerId = "4680000925"
 *   gen1Key = ${KDP_GEN1_KEY}
 *   gen2 {
 *     auth { scheme = signed-token, clientIdentifier = ${KDP_CLIENT_IDENTIFIER}, keyFile = "keys.json" }
 *   }
 * }]
 * }</pre>
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class GatewayConfig {
    private final HostAndPort listen;
    private final @Nullable Tls tls;
    private final @Nullable HostAndPort admin;
    private final ImmutableSet<String> adminHosts;
    private final TrustedProxies proxies;
    private final boolean tokensAtStart;
    private final Limits limits;
    private final Gen1Profile profile;
    private final ImmutableList<Account> accounts;
    private final @Nullable DeploymentProgram anyKey;
    private final @Nullable Ledger ledger;
    private final @Nullable LedgerStore ledgerStore;
    private final long ledgerMemory;
    private final ImmutableSet<Path> secretFiles;

    private GatewayConfig(Builder builder) {
        this.listen = builder.listen;
        this.tls = builder.tls;
        this.admin = builder.admin;
        this.adminHosts = ImmutableSet.copyOf(builder.adminHosts);
        this.proxies = builder.proxies;
        this.tokensAtStart = builder.tokensAtStart;
        this.limits = builder.limits;
        this.profile = builder.profile;
        this.accounts = ImmutableList.copyOf(builder.accounts);
        this.anyKey = builder.anyKey;
        this.ledger = builder.ledger;
        this.ledgerStore = builder.ledgerStore;
        this.ledgerMemory = builder.ledgerMemory;
        this.secretFiles = ImmutableSet.copyOf(builder.secretFiles);
    }

    /** Starts a configuration that serves nobody yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from this configuration. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.listen = listen;
        builder.tls = tls;
        builder.admin = admin;
        builder.adminHosts.addAll(adminHosts);
        builder.proxies = proxies;
        builder.tokensAtStart = tokensAtStart;
        builder.limits = limits;
        builder.profile = profile;
        builder.accounts.addAll(accounts);
        builder.anyKey = anyKey;
        builder.ledger = ledger;
        builder.ledgerStore = ledgerStore;
        builder.ledgerMemory = ledgerMemory;
        builder.secretFiles.addAll(secretFiles);
        return builder;
    }

    /**
     * Reads a configuration file. Relative files in it are looked for beside it. A variable of the environment goes
     * before the file: {@code KDP_GATEWAY_LISTEN} stands for {@code gateway.listen}.
     *
     * @throws ConfigurationException if something in it is wrong; the message is one line
     */
    public static GatewayConfig read(Path file) {
        return read(file, System.getenv());
    }

    /**
     * Reads a configuration file in another environment. That of this process still gives what the file takes by name.
     *
     * @param environment the variables that stand for settings
     * @throws ConfigurationException if something in it is wrong; the message is one line
     */
    static GatewayConfig read(Path file, Map<String, String> environment) {
        Path directory = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of("/"));
        return ConfigReader.read(Settings.read(file, environment), directory);
    }

    /**
     * Reads the text of a configuration file, and no variables that stand for settings. Relative files in it are looked
     * for in the working directory.
     *
     * @param origin how messages name the text
     * @throws ConfigurationException if something in it is wrong; the message is one line
     */
    public static GatewayConfig parse(String hocon, String origin) {
        return ConfigReader.read(Settings.parse(hocon, origin), Path.of("").toAbsolutePath());
    }

    /** Returns the address and port to listen at; port 0 takes a free one. */
    public HostAndPort listen() {
        return listen;
    }

    /** Returns the certificate to show to callers; empty for a gateway without TLS. */
    public Optional<Tls> tls() {
        return Optional.ofNullable(tls);
    }

    /** Returns the address and port of the operator's side; empty if there is none. */
    public Optional<HostAndPort> admin() {
        return Optional.ofNullable(admin);
    }

    /** Returns the names by which the operator's side is asked for, besides addresses and {@code localhost}. */
    public Set<String> adminHosts() {
        return adminHosts;
    }

    /** Returns the proxies whose word is taken for where requests come from. */
    public TrustedProxies proxies() {
        return proxies;
    }

    /** Returns whether each reseller's service is asked for an access token at the start. */
    public boolean tokensAtStart() {
        return tokensAtStart;
    }

    /**
     * Returns what is allowed and deserves a second look: an address that others can reach without encryption, for
     * example. Empty if there is nothing.
     */
    public List<Warning> warnings() {
        return Exposure.warnings(this);
    }

    /** Returns how much is taken from callers. */
    public Limits limits() {
        return limits;
    }

    /** Returns what generation 1 looks like where that is assumed. */
    public Gen1Profile profile() {
        return profile;
    }

    /** Returns the resellers that are told apart by their keys. */
    public List<Account> accounts() {
        return accounts;
    }

    /** Returns the program that every key opens that is nobody's; empty if such a key is refused. */
    public Optional<DeploymentProgram> anyKey() {
        return Optional.ofNullable(anyKey);
    }

    /** Returns the ledger that its owner brings, and closes; empty if there is none. */
    public Optional<Ledger> ledger() {
        return Optional.ofNullable(ledger);
    }

    /** Returns where the gateway keeps a ledger of its own that outlives it; empty if it keeps none. */
    public Optional<LedgerStore> ledgerStore() {
        return Optional.ofNullable(ledgerStore);
    }

    /** Returns how many bytes the ledger takes in memory that a gateway has without another one. */
    public long ledgerMemory() {
        return ledgerMemory;
    }

    /** Returns the files that nobody but the gateway's user should be able to read. */
    public Set<Path> secretFiles() {
        return secretFiles;
    }

    /** Returns this configuration with what a gateway that runs takes of another one. */
    public GatewayConfig withResellersOf(GatewayConfig other) {
        Builder builder = toBuilder();
        builder.accounts.clear();
        builder.accounts.addAll(other.accounts);
        builder.anyKey = other.anyKey;
        builder.profile = other.profile;
        return builder.build();
    }

    /** Returns where it listens and whom it serves, never a key. */
    @Override
    public String toString() {
        return "GatewayConfig[" + listen + ", " + accounts + "]";
    }

    /** Collects the settings of a {@link GatewayConfig}; not safe for several threads. */
    public static final class Builder {
        private HostAndPort listen = HostAndPort.fromParts("127.0.0.1", 0);
        private @Nullable Tls tls;
        private @Nullable HostAndPort admin;
        private final Set<String> adminHosts = new LinkedHashSet<>();
        private TrustedProxies proxies = TrustedProxies.none();
        private boolean tokensAtStart;
        private Limits limits = Limits.standard();
        private Gen1Profile profile = Gen1Profile.standard();
        private final List<Account> accounts = new ArrayList<>();
        private @Nullable DeploymentProgram anyKey;
        private @Nullable Ledger ledger;
        private @Nullable LedgerStore ledgerStore;
        private long ledgerMemory = InMemoryLedger.STANDARD_BYTES;
        private final Set<Path> secretFiles = new LinkedHashSet<>();

        private Builder() {}

        /** Where to listen; a free port of the loopback address by default. Port 0 takes a free one. */
        @CanIgnoreReturnValue
        public Builder listen(HostAndPort listen) {
            this.listen = Objects.requireNonNull(listen, "listen");
            return this;
        }

        /** The certificate to show to callers; none by default, and no TLS then. */
        @CanIgnoreReturnValue
        public Builder tls(Tls tls) {
            this.tls = Objects.requireNonNull(tls, "tls");
            return this;
        }

        /** Where health and metrics are served; nowhere by default. Port 0 takes a free one. */
        @CanIgnoreReturnValue
        public Builder admin(HostAndPort admin) {
            this.admin = Objects.requireNonNull(admin, "admin");
            return this;
        }

        /**
         * Adds a name of the operator's side, so that it answers requests for it. It always answers those for an address,
         * for {@code localhost} and for the name that it listens at; others may come of a web page in a browser nearby.
         */
        @CanIgnoreReturnValue
        public Builder adminHost(String name) {
            adminHosts.add(Objects.requireNonNull(name, "name"));
            return this;
        }

        /** The proxies whose word is taken for where requests come from; {@link TrustedProxies#none()} by default. */
        @CanIgnoreReturnValue
        public Builder proxies(TrustedProxies proxies) {
            this.proxies = Objects.requireNonNull(proxies, "proxies");
            return this;
        }

        /**
         * Whether each reseller's service is asked for an access token at the start, so that credentials that do not work
         * show in the log and in health before the first caller comes. Not by default; a configuration file says so unless
         * it says otherwise.
         */
        @CanIgnoreReturnValue
        public Builder tokensAtStart(boolean tokensAtStart) {
            this.tokensAtStart = tokensAtStart;
            return this;
        }

        /** How much is taken from callers; {@link Limits#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder limits(Limits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** What generation 1 looks like where that is assumed; {@link Gen1Profile#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder profile(Gen1Profile profile) {
            this.profile = Objects.requireNonNull(profile, "profile");
            return this;
        }

        /** Adds a reseller. */
        @CanIgnoreReturnValue
        public Builder account(Account account) {
            accounts.add(Objects.requireNonNull(account, "account"));
            return this;
        }

        /**
         * Adds a reseller whose work a program does; the program stays the caller's to close.
         *
         * @param key the static key that opens it; secret, only its digest is kept
         */
        @CanIgnoreReturnValue
        public Builder account(String key, DeploymentProgram program) {
            return account(new ProgramAccount(Set.of(Gen1Key.of(key)), program));
        }

        /** Gives every key that is nobody's to this program; by default such a key is refused. */
        @CanIgnoreReturnValue
        public Builder anyKey(DeploymentProgram program) {
            this.anyKey = Objects.requireNonNull(program, "program");
            return this;
        }

        /**
         * What remembers the writes, so that a repeat is answered and not done again; it stays the caller's to close. By
         * default the gateway has one in memory, of {@link #ledgerMemory(long)}, that ends with it.
         */
        @CanIgnoreReturnValue
        public Builder ledger(Ledger ledger) {
            this.ledger = Objects.requireNonNull(ledger, "ledger");
            this.ledgerStore = null;
            return this;
        }

        /**
         * How many bytes the ledger takes in memory that a gateway has without another one; 64 MiB by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        @CanIgnoreReturnValue
        public Builder ledgerMemory(long bytes) {
            checkArgument(bytes >= 0, "the memory of the ledger must be 0 bytes or more, not %s", bytes);
            this.ledgerMemory = bytes;
            return this;
        }

        /** Where the gateway keeps a ledger of its own, which outlives it; replaces {@link #ledger(Ledger)}. */
        @CanIgnoreReturnValue
        public Builder ledger(LedgerStore store) {
            this.ledgerStore = Objects.requireNonNull(store, "store");
            this.ledger = null;
            return this;
        }

        /** Adds a file that the configuration uses, and that holds a secret; {@code kdp doctor} judges who may read it. */
        @CanIgnoreReturnValue
        public Builder secretFile(Path file) {
            secretFiles.add(Objects.requireNonNull(file, "file"));
            return this;
        }

        /**
         * Returns the configuration.
         *
         * @throws IllegalStateException if it serves nobody
         */
        public GatewayConfig build() {
            checkState(!accounts.isEmpty() || anyKey != null, "the gateway would serve nobody: call account");
            return new GatewayConfig(this);
        }
    }
}
