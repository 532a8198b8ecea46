package io.github.kdpbridge.gateway.config;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A reseller whose customers move from the old service to generation 2, a few at a time.
 *
 * @param account the reseller on generation 2
 * @param migration the old service, and the plan
 */
public record MigratingAccount(Gen2Account account, Migration migration) implements Account {
    /** Checks that both are there. */
    public MigratingAccount {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(migration, "migration");
    }

    /** Returns those of some accounts that migrate. */
    public static List<MigratingAccount> in(List<Account> accounts) {
        return accounts.stream()
                .flatMap(account -> account.migrating().stream())
                .toList();
    }

    @Override
    public ResellerId reseller() {
        return account.reseller();
    }

    @Override
    public Set<Gen1Key> keys() {
        return account.keys();
    }

    @Override
    public Gen2Profile profile() {
        return account.profile();
    }

    @Override
    public Optional<Gen2Account> gen2() {
        return Optional.of(account);
    }

    @Override
    public Optional<MigratingAccount> migrating() {
        return Optional.of(this);
    }

    @Override
    public DeploymentProgram program(Function<Gen2Account, ? extends DeploymentProgram> clients) {
        return clients.apply(account);
    }

    /** Returns the account and both services, never a key. */
    @Override
    public String toString() {
        return "MigratingAccount[" + account + " from " + migration.oldService().baseUrl() + "]";
    }
}
