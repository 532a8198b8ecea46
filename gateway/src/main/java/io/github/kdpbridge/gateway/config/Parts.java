package io.github.kdpbridge.gateway.config;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.settings.Values;
import io.github.kdpbridge.gateway.tls.Tls;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The parts of a {@link GatewayConfig}. A builder changes its own; a configuration has a copy that does not change. */
final class Parts {
    HostAndPort listen = HostAndPort.fromParts("127.0.0.1", 0);

    @Nullable Tls tls;

    @Nullable HostAndPort admin;

    @Nullable Tls adminTls;

    ImmutableSet<String> adminHosts = ImmutableSet.of();
    ImmutableSet<AdminAccess> adminAccess = ImmutableSet.of();
    TrustedProxies proxies = TrustedProxies.none();
    Values values = Values.standard().with(GatewaySettings.TOKENS_AT_START, false);
    Limits limits = Limits.standard();
    Gen1Profile profile = Gen1Profile.standard();
    ImmutableList<Account> accounts = ImmutableList.of();

    @Nullable DeploymentProgram anyKey;

    @Nullable Ledger ledger;

    @Nullable LedgerStore ledgerStore;

    long ledgerMemory = InMemoryLedger.STANDARD_BYTES;
    ImmutableSet<Path> secretFiles = ImmutableSet.of();

    Parts() {}

    Parts(Parts other) {
        this.listen = other.listen;
        this.tls = other.tls;
        this.admin = other.admin;
        this.adminTls = other.adminTls;
        this.adminHosts = other.adminHosts;
        this.adminAccess = other.adminAccess;
        this.proxies = other.proxies;
        this.values = other.values;
        this.limits = other.limits;
        this.profile = other.profile;
        this.accounts = other.accounts;
        this.anyKey = other.anyKey;
        this.ledger = other.ledger;
        this.ledgerStore = other.ledgerStore;
        this.ledgerMemory = other.ledgerMemory;
        this.secretFiles = other.secretFiles;
    }

    Parts withResellersOf(Parts other) {
        Parts mixed = new Parts(this);
        mixed.accounts = other.accounts;
        mixed.anyKey = other.anyKey;
        mixed.profile = other.profile;
        mixed.adminAccess = other.adminAccess;
        return mixed;
    }

    /** Takes one of these in place of the other. */
    void keep(@Nullable Ledger given, @Nullable LedgerStore store) {
        ledger = given;
        ledgerStore = store;
    }

    void keepInMemory(long bytes) {
        checkArgument(bytes >= 0, "the memory of the ledger must be 0 bytes or more, not %s", bytes);
        ledgerMemory = bytes;
    }

    void add(Account account) {
        accounts =
                ImmutableList.<Account>builder().addAll(accounts).add(account).build();
    }

    /** Checks that a gateway can be made of them. */
    void checkComplete() {
        checkState(!accounts.isEmpty() || anyKey != null, "the gateway needs a reseller: call account");
        checkState(
                ledgerStore != null || MigratingAccount.in(accounts).isEmpty(),
                "a reseller that migrates needs a ledger that outlives the gateway: call ledger with a store");
    }

    static <T> ImmutableSet<T> and(ImmutableSet<T> set, T more) {
        return ImmutableSet.<T>builder().addAll(set).add(more).build();
    }
}
