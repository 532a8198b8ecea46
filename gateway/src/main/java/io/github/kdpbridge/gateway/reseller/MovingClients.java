package io.github.kdpbridge.gateway.reseller;

import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.migration.shadow.ShadowSide;
import io.github.kdpbridge.gateway.config.Gen1Service;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.migration.BreakerWatch;
import io.github.kdpbridge.gateway.migration.ContractSigns;
import io.github.kdpbridge.gateway.migration.Overseen;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.operator.MigrationMeters;
import io.github.kdpbridge.gen1client.Gen1Upstream;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.Gen2Client;

/**
 * The clients that only an account that migrates has. Comparisons have clients of their own, so that their failures are in
 * no caller's meters and open no caller's breaker.
 *
 * @param old the old service, for callers
 * @param profile what generation 1 looks like
 * @param gen1 the old service, for comparisons
 * @param gen2 generation 2, for comparisons
 * @param meters the meters of its migration
 */
record MovingClients(Gen1Upstream old, Gen1Profile profile, Gen1Upstream gen1, Gen2Client gen2, MigrationMeters meters)
        implements AutoCloseable {
    static MovingClients of(MigratingAccount account, Gen1Profile profile, GatewayMeters meters, ContractSigns signs) {
        return new MovingClients(
                oldService(account, profile)
                        .listener(meters.oldService(account.reseller()))
                        .build(),
                profile,
                oldService(account, profile).build(),
                client(account.account()).listener(signs).build(),
                meters.migration(account.reseller()));
    }

    private static Gen1Upstream.Builder oldService(MigratingAccount account, Gen1Profile profile) {
        Gen1Service service = account.migration().oldService();
        return Gen1Upstream.builder(account.reseller(), service.baseUrl())
                .key(service.key())
                .resilience(service.resilience())
                .profile(profile);
    }

    /** Starts a client of generation 2. */
    static Gen2Client.Builder client(Gen2Account account) {
        Gen2Client.Builder client = Gen2Client.builder(account.reseller())
                .baseUrl(account.service().baseUrl())
                .tokens(account.service().tokens())
                .resilience(account.service().resilience())
                .profile(account.service().profile())
                .deviceCheck(DeviceCheck.none()) // the service judges identifiers, not the bridge
                .vendors(account.vendors());
        if (account.name() != null) {
            client.name(account.name());
        }
        return client;
    }

    /**
     * Returns the services, as the account is watched.
     *
     * @param callers the client of generation 2 that serves callers
     */
    Overseen.Services services(Gen2Client callers, BreakerWatch breaker, ContractSigns signs) {
        return new Overseen.Services(
                new ShadowSide(gen1, old.load()), new ShadowSide(gen2, callers.load()), breaker, meters, signs);
    }

    @Override
    public void close() {
        old.close();
        gen1.close();
        gen2.close();
    }
}
