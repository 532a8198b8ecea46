package io.github.kdpbridge.gateway.reseller;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gateway.config.Account;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.migration.Overseen;
import io.github.kdpbridge.gen1client.Gen1Program;
import io.github.kdpbridge.gen1client.PassedOn;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.OldService;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * The resellers that a gateway serves; a reload replaces them.
 *
 * @param clients the clients of their services
 * @param handler answers their callers
 * @param kept their programs that write to the ledger
 * @param overseen those of them that migrate
 */
record Served(Clients clients, Gen1Handler handler, List<LedgerProgram> kept, List<Overseen> overseen) {
    /** Creates them from a configuration, with clients that are being created. */
    static Served by(GatewayConfig config, Clients clients, LedgerKeeper keeper) {
        List<LedgerProgram> kept = new ArrayList<>();
        List<Overseen> overseen = new ArrayList<>();
        Gen1Handler.Builder handler = Gen1Handler.builder().profile(config.profile());
        config.anyKey().ifPresent(program -> handler.anyKey(kept(program, keeper, Gen2Profile.standard(), kept)));
        for (Account account : config.accounts()) {
            MigratingAccount migrating = account.migrating().orElse(null);
            if (migrating != null) {
                Overseen watched = overseen(migrating, clients, keeper);
                overseen.add(watched);
                kept.add(move(migrating, watched, clients, keeper, handler));
                continue;
            }
            DeploymentProgram program = kept(account.program(clients::of), keeper, account.profile(), kept);
            account.keys().forEach(key -> handler.account(key, program));
        }
        return new Served(clients, handler.build(), List.copyOf(kept), List.copyOf(overseen));
    }

    private static Overseen overseen(MigratingAccount account, Clients clients, LedgerKeeper keeper) {
        Gen2Account service = account.account();
        Overseen.Services services =
                clients.moving(account).services(clients.of(service), clients.breaker(service), clients.signs(service));
        return keeper.moves().oversight().orElseThrow().account(account, services);
    }

    private static LedgerProgram move(
            MigratingAccount account,
            Overseen overseen,
            Clients clients,
            LedgerKeeper keeper,
            Gen1Handler.Builder handler) {
        MovingClients moving = clients.moving(account);
        LedgerProgram program = keeper.keep(
                overseen.counted(account.program(clients::of)),
                account.profile(),
                Gen1Program.of(moving.old(), moving.profile()),
                overseen.listener());
        OldService way = overseen.counted(new PassedOn(
                moving.old(),
                () -> keeper.moves().isUnmoved(account.reseller()),
                () -> keeper.moves().passUnread(account.reseller())));
        account.keys().forEach(key -> handler.account(key, program, way));
        return program;
    }

    private static DeploymentProgram kept(
            DeploymentProgram program, LedgerKeeper keeper, Gen2Profile profile, List<LedgerProgram> kept) {
        if (program.remembersWrites()) {
            return program;
        }
        LedgerProgram keeping = keeper.keep(program, profile);
        kept.add(keeping);
        return keeping;
    }
}
