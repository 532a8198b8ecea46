package io.github.kdpbridge.compattests.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.compattests.process.Gen1Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A gateway with a durable ledger, which holds transactions at the points that it is told.
 *
 * <p>Says {@code listening URL ADMIN-URL}, and {@code ready OPEN} with how many writes are open then. Takes {@code watch
 * TRANSACTION POINT}, which it confirms, and says {@code held TRANSACTION} when it comes to that; and {@code points
 * TRANSACTION}.
 */
final class WatchedGateway {
    private static final int DEVICE_LIMIT = 2;
    private static final Duration TAKEOVER = Duration.ofMillis(500);
    private static final HostAndPort FREE_PORT = HostAndPort.fromParts("127.0.0.1", 0);

    private WatchedGateway() {}

    /**
     * Starts it.
     *
     * @param args the URL of the service, that of a PostgreSQL database or a file of SQLite, and what to watch
     */
    public static void main(String[] args) throws IOException {
        SqlLedger ledger = SqlLedger.open(store(args[1]));
        Watch watch = new Watch(System.out::println);
        Stream.of(args)
                .skip(2)
                .map(argument -> argument.split(" ", -1))
                .forEach(it -> watch.over(it[0], Integer.parseInt(it[1])));
        GatewayConfig config = GatewayConfig.builder()
                .admin(FREE_PORT)
                .account(account(args[0]))
                .ledger(new WatchedLedger(ledger, watch))
                .build();
        Gateway gateway = Gateway.start(config);
        System.out.println(
                "listening " + gateway.url() + " " + gateway.adminUrl().orElseThrow());
        var unused = gateway.ready()
                .thenRunAsync(() -> System.out.println("ready "
                        + ledger.abandoned(ResellerId.of(Gen1Request.RESELLER)).size()));
        obey(watch);
        Runtime.getRuntime().halt(0); // the test is gone
    }

    private static LedgerStore store(String where) {
        return where.startsWith("jdbc:")
                ? new LedgerStore.Postgresql(where, "", "", LedgerStore.STANDARD_RETENTION, TAKEOVER)
                : new LedgerStore.SqliteFile(Path.of(where));
    }

    private static Gen2Account account(String service) {
        return new Gen2Account(
                ResellerId.of(Gen1Request.RESELLER),
                Set.of(Gen1Key.of("sim-gen1-key")),
                new Gen2Service(
                        service + "/kcs/v1/rp",
                        TokenSource.oauth2("sim-client", "sim-secret"),
                        Resilience.builder().firstPause(Duration.ofMillis(10)).build(),
                        Gen2Profile.builder()
                                .deviceLimit(DEVICE_LIMIT)
                                .statusLag(Duration.ofSeconds(1))
                                .build()));
    }

    private static void obey(Watch watch) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("watch")) {
                watch.over(words[1], Integer.parseInt(words[2]));
                System.out.println("watching " + words[1]);
            } else {
                System.out.println("points " + watch.points(words[1]));
            }
        }
    }
}
