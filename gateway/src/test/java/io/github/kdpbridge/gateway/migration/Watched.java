package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.shadow.ParityStore;
import io.github.kdpbridge.core.migration.shadow.ShadowSide;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gateway.ledger.SqlParity;
import io.github.kdpbridge.gateway.operator.MigrationMeters;
import io.github.kdpbridge.gen1client.Gen1Upstream;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An account of a configuration file, as a gateway watches it, look by look. */
final class Watched implements AutoCloseable {
    final SqlLedger ledger;
    final Moves moves;
    final Overseen overseen;
    final ParityStore store;
    final MigratingAccount migrating;
    final ContractSigns signs = new ContractSigns();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Gen2Client gen2;
    private final Gen1Upstream gen1;

    private Watched(MigratingAccount account, LedgerStore kept, BreakerWatch breaker) {
        migrating = account;
        Plans plans = new Plans(Duration.ofSeconds(15));
        ledger = SqlLedger.open(kept, plans);
        moves = Moves.of(ledger, plans);
        moves.follow(List.of(account));
        Gen2Service service = account.account().service();
        gen2 = Gen2Client.builder(RESELLER)
                .baseUrl(service.baseUrl())
                .tokens(service.tokens())
                .resilience(service.resilience())
                .build();
        gen1 = Gen1Upstream.builder(RESELLER, account.migration().oldService().baseUrl())
                .key(account.migration().oldService().key())
                .resilience(account.migration().oldService().resilience())
                .build();
        overseen = moves.oversight()
                .orElseThrow()
                .account(
                        account,
                        new Overseen.Services(
                                new ShadowSide(gen1, gen1.load()),
                                new ShadowSide(gen2, gen2.load()),
                                breaker,
                                new MigrationMeters(meters, RESELLER),
                                signs));
        store = SqlParity.of(ledger);
    }

    /**
     * Watches an account.
     *
     * @param migration the settings in the section {@code migration}
     */
    static Watched of(KdpSimulator knox, Path folder, String migration) {
        return of(knox, folder, migration, new BreakerWatch(Ticker.systemTicker()));
    }

    static Watched of(KdpSimulator knox, Path folder, String migration, BreakerWatch breaker) {
        return new Watched(
                account(knox, folder, migration), new LedgerStore.SqliteFile(folder.resolve("ledger.db")), breaker);
    }

    static Watched of(KdpSimulator knox, Path folder, String migration, LedgerStore kept) {
        return new Watched(account(knox, folder, migration), kept, new BreakerWatch(Ticker.systemTicker()));
    }

    private static MigratingAccount account(KdpSimulator knox, Path folder, String migration) {
        return (MigratingAccount) config(knox, folder, migration).accounts().get(0);
    }

    /** Returns a configuration as a file has it. */
    static GatewayConfig config(KdpSimulator knox, Path folder, String migration) {
        return GatewayConfig.parse(
                """
                gateway {
                  listen = "127.0.0.1:0", admin.listen = off, tokensAtStart = false, ledger.file = "%s"
                }
                resellers = [{
                  resellerId = "4680000925"
                  gen1Key = sim-gen1-key
                  gen1 { baseUrl = "%s", attempts = 1 }
                  gen2 { baseUrl = "%s", auth { scheme = oauth2, clientId = sim-client, clientSecret = sim-secret } }
                  migration { %s }
                }]
                """.formatted(folder.resolve("ledger.db"), knox.url(), knox.gen2BaseUrl(), migration), "gateway.conf");
    }

    Gen2Client gen2() {
        return gen2;
    }

    static Unit unit(String customer) {
        return UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of(customer), null);
    }

    /** Uploads a device to generation 2, of which the ledger does not know. */
    void upload(String customer, String transaction, String imei) {
        gen2.upload(UploadRequest.builder(CustomerId.of(customer), TransactionId.of(transaction))
                .devices(List.of(DeviceId.imei(imei)))
                .build());
    }

    /** Has a caller ask for the devices of a customer, of which generation 1 lists none. */
    void answerWithoutDevices(String customer) {
        overseen.listener()
                .answered(
                        DeviceQuery.of(CustomerId.of(customer)), Generation.GEN1, new Page<>(List.of(), 0L, 0L), null);
    }

    /** Looks twice: rules act at the second hit in a row. */
    void judgeTwice() {
        overseen.judge();
        overseen.judge();
    }

    /** Returns the moves of customers so far, each with its author. */
    List<String> moved() {
        return moves.routes().log(RESELLER).stream()
                .filter(entry -> !entry.unit().isAccount())
                .map(Watched::line)
                .toList();
    }

    private static String line(LoggedMove entry) {
        return entry.move().cause().who() + " " + entry.unit().label() + " "
                + entry.move().to();
    }

    /** Returns how often a rule said something. */
    double hits(String rule, String verdict) {
        return meters.get("kdp.migration.rule.hits")
                .tags("reseller", RESELLER.value(), "rule", rule, "verdict", verdict)
                .counter()
                .count();
    }

    /** Returns the sum over all rules. */
    double hits() {
        return meters.find("kdp.migration.rule.hits").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** Returns how many questions ended so. */
    double comparisons(String result) {
        return meters.get("kdp.migration.comparisons")
                .tags("reseller", RESELLER.value(), "result", result)
                .counter()
                .count();
    }

    /** Returns how many units are in a phase. */
    double units(Phase phase) {
        return meters.get("kdp.migration.units")
                .tags("reseller", RESELLER.value(), "phase", phase.name())
                .gauge()
                .value();
    }

    double frozen() {
        return meters.get("kdp.migration.frozen").gauge().value();
    }

    @Override
    public void close() {
        overseen.close();
        moves.close();
        gen1.close();
        gen2.close();
        ledger.close();
    }
}
