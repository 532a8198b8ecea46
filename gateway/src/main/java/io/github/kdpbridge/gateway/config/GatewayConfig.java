package io.github.kdpbridge.gateway.config;

import com.google.common.net.HostAndPort;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gateway.settings.Values;
import io.github.kdpbridge.gateway.tls.Tls;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of a gateway, made by a {@link #builder()} or read from HOCON; examples/gateway.conf has all settings.
 * Immutable, and safe for use by many threads.
 */
public final class GatewayConfig {
    private final Parts parts;

    private GatewayConfig(Parts parts) {
        this.parts = parts;
    }

    /** Starts a configuration without resellers. */
    public static Builder builder() {
        return new Builder(new Parts());
    }

    /** Starts from this configuration. */
    public Builder toBuilder() {
        return new Builder(new Parts(parts));
    }

    /**
     * Reads a configuration file, and the variables of the environment that go before it: {@code KDP_GATEWAY_LISTEN} stands
     * for {@code gateway.listen}. Relative paths start at the folder of the file.
     *
     * @throws ConfigurationException if something in it is wrong; the message is one line
     */
    public static GatewayConfig read(Path file) {
        return ConfigReader.read(file, System.getenv());
    }

    /**
     * Reads the text of a configuration file, without such variables. Relative paths start at the working directory.
     *
     * @param origin how messages name the text
     * @throws ConfigurationException if something in it is wrong; the message is one line
     */
    public static GatewayConfig parse(String hocon, String origin) {
        return ConfigReader.parse(hocon, origin);
    }

    /** Returns the value of a setting that has no accessor of its own; its default if no file was read. */
    public <T> T get(Setting<T> setting) {
        return parts.values.get(setting);
    }

    /** Returns the address and port to listen at; port 0 takes a free one. */
    public HostAndPort listen() {
        return parts.listen;
    }

    /** Returns the certificate to show to callers; empty for a gateway without TLS. */
    public Optional<Tls> tls() {
        return Optional.ofNullable(parts.tls);
    }

    /** Returns the address and port of the operator's side; empty if there is none. */
    public Optional<HostAndPort> admin() {
        return Optional.ofNullable(parts.admin);
    }

    /** Returns the certificate of the operator's side; empty if it has no TLS. */
    public Optional<Tls> adminTls() {
        return Optional.ofNullable(parts.adminTls);
    }

    /** Returns the names by which the operator's side is asked for, besides addresses and {@code localhost}. */
    public Set<String> adminHosts() {
        return parts.adminHosts;
    }

    /** Returns the operators of a migration; without any, the operator's side offers none. */
    public Set<AdminAccess> adminAccess() {
        return parts.adminAccess;
    }

    /** Returns the reverse proxies that are trusted to name their caller. */
    public TrustedProxies proxies() {
        return parts.proxies;
    }

    /** Returns whether each reseller's service is asked for an access token at the start. */
    public boolean tokensAtStart() {
        return get(GatewaySettings.TOKENS_AT_START);
    }

    /** Returns what is allowed but deserves a second look, such as callers without encryption; empty if there is nothing. */
    public List<Warning> warnings() {
        return Warnings.of(this);
    }

    /** Returns the limits for callers. */
    public Limits limits() {
        return parts.limits;
    }

    /** Returns the assumed facts of generation 1. */
    public Gen1Profile profile() {
        return parts.profile;
    }

    /** Returns the resellers that are told apart by their keys. */
    public List<Account> accounts() {
        return parts.accounts;
    }

    /** Returns the program that every unknown key opens; empty if such a key is refused. */
    public Optional<DeploymentProgram> anyKey() {
        return Optional.ofNullable(parts.anyKey);
    }

    /** Returns the ledger that its owner brings, and closes; empty if there is none. */
    public Optional<Ledger> ledger() {
        return Optional.ofNullable(parts.ledger);
    }

    /** Returns the store of the gateway's own ledger, which outlives it; empty if there is none. */
    public Optional<LedgerStore> ledgerStore() {
        return Optional.ofNullable(parts.ledgerStore);
    }

    /** Returns how many bytes the ledger takes in memory that a gateway has without another one. */
    public long ledgerMemory() {
        return parts.ledgerMemory;
    }

    /** Returns the files that only the gateway's user should be able to read. */
    public Set<Path> secretFiles() {
        return parts.secretFiles;
    }

    /** Returns this configuration with the parts of another one that a running gateway can take over. */
    public GatewayConfig withResellersOf(GatewayConfig other) {
        return new GatewayConfig(parts.withResellersOf(other.parts));
    }

    /** Returns its address and its resellers, never a key. */
    @Override
    public String toString() {
        return "GatewayConfig[" + parts.listen + ", " + parts.accounts + "]";
    }

    /** Collects the settings of a {@link GatewayConfig}; not safe for several threads. */
    public static final class Builder {
        private final Parts parts;

        private Builder(Parts parts) {
            this.parts = parts;
        }

        @CanIgnoreReturnValue
        Builder values(Values values) {
            parts.values = values;
            return this;
        }

        /** Where to listen; a free port of the loopback address by default. Port 0 takes a free one. */
        @CanIgnoreReturnValue
        public Builder listen(HostAndPort listen) {
            parts.listen = Objects.requireNonNull(listen, "listen");
            return this;
        }

        /** The certificate to show to callers; none by default, and no TLS then. */
        @CanIgnoreReturnValue
        public Builder tls(Tls tls) {
            parts.tls = Objects.requireNonNull(tls, "tls");
            return this;
        }

        /** Where health and metrics are served; nowhere by default. Port 0 takes a free one. */
        @CanIgnoreReturnValue
        public Builder admin(HostAndPort admin) {
            parts.admin = Objects.requireNonNull(admin, "admin");
            return this;
        }

        /** The certificate of the operator's side; none by default, and operators act from this machine only. */
        @CanIgnoreReturnValue
        public Builder adminTls(Tls tls) {
            parts.adminTls = Objects.requireNonNull(tls, "tls");
            return this;
        }

        /** Adds a host name that the operator's side answers to, besides addresses, {@code localhost} and its own name. */
        @CanIgnoreReturnValue
        public Builder adminHost(String name) {
            parts.adminHosts = Parts.and(parts.adminHosts, name);
            return this;
        }

        /** Adds an operator of a migration; none by default. */
        @CanIgnoreReturnValue
        public Builder adminAccess(AdminAccess access) {
            parts.adminAccess = Parts.and(parts.adminAccess, access);
            return this;
        }

        /** The reverse proxies that are trusted to name their caller; {@link TrustedProxies#none()} by default. */
        @CanIgnoreReturnValue
        public Builder proxies(TrustedProxies proxies) {
            parts.proxies = Objects.requireNonNull(proxies, "proxies");
            return this;
        }

        /** Whether to fetch each reseller's access token at the start; not by default, but by default in a file. */
        @CanIgnoreReturnValue
        public Builder tokensAtStart(boolean tokensAtStart) {
            parts.values = parts.values.with(GatewaySettings.TOKENS_AT_START, tokensAtStart);
            return this;
        }

        /** The limits for callers; {@link Limits#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder limits(Limits limits) {
            parts.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** The assumed facts of generation 1; {@link Gen1Profile#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder profile(Gen1Profile profile) {
            parts.profile = Objects.requireNonNull(profile, "profile");
            return this;
        }

        /** Adds a reseller. */
        @CanIgnoreReturnValue
        public Builder account(Account account) {
            parts.add(account);
            return this;
        }

        /** Adds a reseller with its own program, which stays the caller's to close; only a digest of the key is kept. */
        @CanIgnoreReturnValue
        public Builder account(String key, DeploymentProgram program) {
            return account(new ProgramAccount(Set.of(Gen1Key.of(key)), program));
        }

        /** Gives every unknown key to this program; by default such a key is refused. */
        @CanIgnoreReturnValue
        public Builder anyKey(DeploymentProgram program) {
            parts.anyKey = Objects.requireNonNull(program, "program");
            return this;
        }

        /** The ledger of writes, which stays the caller's to close; by default, one in memory that ends with the gateway. */
        @CanIgnoreReturnValue
        public Builder ledger(Ledger ledger) {
            parts.keep(Objects.requireNonNull(ledger, "ledger"), null);
            return this;
        }

        /** The bytes of the ledger in memory that a gateway has without another one, 0 or more; 64 MiB by default. */
        @CanIgnoreReturnValue
        public Builder ledgerMemory(long bytes) {
            parts.keepInMemory(bytes);
            return this;
        }

        /** The store of the gateway's own ledger, which outlives it; replaces {@link #ledger(Ledger)}. */
        @CanIgnoreReturnValue
        public Builder ledger(LedgerStore store) {
            parts.keep(null, Objects.requireNonNull(store, "store"));
            return this;
        }

        /** Adds a file with a secret; {@code kdp doctor} checks its permissions. */
        @CanIgnoreReturnValue
        public Builder secretFile(Path file) {
            parts.secretFiles = Parts.and(parts.secretFiles, file);
            return this;
        }

        /** Returns the configuration; throws if it has no reseller, or one migrates and no ledger outlives the gateway. */
        public GatewayConfig build() {
            parts.checkComplete();
            return new GatewayConfig(new Parts(parts));
        }
    }
}
