package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.CUSTOMER;
import static io.github.kdpbridge.gateway.migration.Migrating.OPERATOR_1;
import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static io.github.kdpbridge.gateway.migration.Migrating.await;
import static io.github.kdpbridge.gateway.migration.Migrating.get;
import static io.github.kdpbridge.gateway.migration.Migrating.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.HostAndPort;
import com.sun.net.httpserver.HttpServer;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.Account;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.migration.Migrating.Answered;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One gateway, with a ledger in a file, whose customers move. */
class MovingGatewayTest {
    /** The bridge finds no transaction in it. */
    private static final String UNREADABLE = "{\"resellerId\": 4680000925,";

    private static final String STATUS = "/bulkenroll/v1/reseller/devices/status?resellerId=4680000925&transactionId=";
    private static final String ALL_DEVICES = "/bulkenroll/v1/reseller/devices?resellerId=4680000925";
    private static final String DEVICES = ALL_DEVICES + "&customerId=" + CUSTOMER;

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    private LedgerStore store;

    @BeforeEach
    void nameStore() {
        store = new LedgerStore.SqliteFile(folder.resolve("ledger.db"));
    }

    private List<String> journal() {
        return knox.simulator().transactions().stream()
                .map(accepted -> accepted.transactionId() + " " + accepted.generation())
                .toList();
    }

    private static void move(Routes routes, Move move) {
        routes.begin(UNIT, routes.find(UNIT).orElseThrow().epoch(), move);
        await(move.toString(), () -> routes.find(UNIT).orElseThrow().phase() == move.to());
    }

    @Test
    void newWritesOfACustomer_goWhereItMoved_andOldOnesStay() throws Exception {
        try (Gateway gateway = Gateway.start(Migrating.config(knox, store, Phase.GEN1))) {
            Answered first = upload(gateway.url(), "PO-1", "351800000000701");
            assertThat(first.status()).isEqualTo(200);
            Routes routes = gateway.routes();
            move(routes, Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_1));
            move(routes, Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1));
            assertThat(upload(gateway.url(), "PO-2", "351800000001188").status())
                    .isEqualTo(200);
            Answered repeat = upload(gateway.url(), "PO-1", "351800000000701");
            Answered directly = upload(knox.url(), "PO-1", "351800000000701");
            assertThat(repeat).as("the old service's own answer").isEqualTo(directly);
            assertThat(get(gateway.url(), STATUS + "PO-1")).isEqualTo(get(knox.url(), STATUS + "PO-1"));
            assertThat(get(gateway.url(), STATUS + "PO-2").body()).contains("\"transactionId\":\"PO-2\"");
            move(routes, Move.back(Phase.CANARY, OPERATOR_1));
            assertThat(upload(gateway.url(), "PO-3", "351800000000719").status())
                    .isEqualTo(200);
        }

        assertThat(journal()).containsExactly("PO-1 ONE", "PO-2 TWO", "PO-3 ONE");
    }

    @Test
    void listsOfACustomer_followItAMomentLater() throws Exception {
        try (Gateway gateway = Gateway.start(Migrating.config(knox, store, Phase.SHADOW))) {
            assertThat(get(gateway.url(), DEVICES)).isEqualTo(get(knox.url(), DEVICES));
            Routes routes = gateway.routes();
            await("the list's customer is known", () -> routes.find(UNIT).isPresent());
            routes.begin(UNIT, 0, Move.forward(Phase.SHADOW, Phase.READS, OPERATOR_1));
            knox.simulator().clearRequests();

            await(
                    "a list asks generation 2",
                    () -> ask(gateway, DEVICES).status() == 200
                            && knox.simulator().requests().stream()
                                    .anyMatch(request -> request.path().equals("/kcs/v1/rp/devices")));
        }
    }

    /** Where the services share nothing, it shows the one side; which devices they share is learnt before a move. */
    @Test
    void listsOfAllCustomers_followTheAccountsOwnUnit() throws Exception {
        knox.simulator().dialect(Dialect.documented().with(Dialect.DEVICES_SHARED, false));
        Unit account = Unit.account(RESELLER);
        try (Gateway gateway = Gateway.start(Migrating.config(knox, store, Phase.SHADOW))) {
            upload(gateway.url(), "PO-1", "351800000000701");
            Routes routes = gateway.routes();
            routes.begin(UNIT, 0, new Move(Phase.SHADOW, Phase.CANARY, Move.Kind.NOW, OPERATOR_1));
            upload(gateway.url(), "PO-2", "351800000001188");

            await(
                    "the customer's list shows its side",
                    () -> ask(gateway, DEVICES).body().contains("351800000001188"));
            assertThat(ask(gateway, ALL_DEVICES).body())
                    .contains("351800000000701")
                    .doesNotContain("351800000001188");
            assertThat(get(gateway.url(), ALL_DEVICES)).isEqualTo(get(knox.url(), ALL_DEVICES));

            routes.begin(
                    account,
                    routes.find(account).orElseThrow().epoch(),
                    new Move(Phase.SHADOW, Phase.CANARY, Move.Kind.NOW, OPERATOR_1));
            await("the list follows", () -> ask(gateway, ALL_DEVICES).body().contains("351800000001188"));
            assertThat(ask(gateway, ALL_DEVICES).body()).doesNotContain("351800000000701");
        }
    }

    private static Answered ask(Gateway gateway, String target) {
        try {
            return get(gateway.url(), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It is in no ledger: a move that began while it was on its way could leave it on the wrong side. */
    @Test
    void writeThatCannotBeRead_isTheOldServices_untilACustomerBeginsToMove() throws Exception {
        Request direct = Calls.upload(knox.url(), UNREADABLE);
        try (Gateway gateway = Gateway.start(Migrating.config(knox, store, Phase.SHADOW))) {
            Request write = Calls.upload(gateway.url(), UNREADABLE);
            Answered answer = Migrating.send(write);
            assertThat(answer).as("the old service's own").isEqualTo(Migrating.send(direct));
            upload(gateway.url(), "PO-1", "351800000000701");
            Routes routes = gateway.routes();
            routes.begin(UNIT, 0, Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1));
            knox.simulator().clearRequests();

            Answered refused = Migrating.send(write);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(knox.simulator().requests())
                    .noneMatch(request -> request.path().equals(Calls.UPLOAD));
            assertThat(routes.isDrained(UNIT)).as("the first may yet arrive").isFalse();
        }
    }

    @Test
    void meters_tellTheOldServiceApart() throws Exception {
        GatewayConfig config = Migrating.config(knox, store, Phase.GEN1).toBuilder()
                .admin(HostAndPort.fromParts("127.0.0.1", 0))
                .build();
        try (Gateway gateway = Gateway.start(config)) {
            upload(gateway.url(), "PO-1", "351800000000701");

            String metrics = get(gateway.adminUrl().orElseThrow(), "/metrics").body();
            assertThat(metrics.lines())
                    .contains(
                            "kdp_old_service_calls_seconds_count{operation=\"upload\",outcome=\"success\",reseller=\"4680000925\"} 1",
                            "kdp_client_calls_seconds_count{operation=\"upload\",outcome=\"success\",reseller=\"4680000925\"} 0",
                            "kdp_old_service_breaker_open{reseller=\"4680000925\"} 0.0",
                            "kdp_migration_frozen{reseller=\"4680000925\"} 0.0",
                            "kdp_migration_rule_hits_total{reseller=\"4680000925\",rule=\"breaker\",verdict=\"back_at_once\"} 0.0");
            assertThat(metrics).doesNotContain("kdp_old_service_tokens");
        }
    }

    @Test
    void oldServiceThatIsTheGateway_isRefused() {
        GatewayConfig config = GatewayConfig.builder()
                .account(Migrating.account(knox, "http://localhost:8080/", Phase.GEN1))
                .listen(HostAndPort.fromParts("127.0.0.1", 8080))
                .ledger(store)
                .build();

        assertThatThrownBy(() -> Gateway.start(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("reseller 4680000925: gen1.baseUrl: http://localhost:8080/ is this gateway itself;"
                        + " it must be the old service");
    }

    /** A balancer in between hides the loop from the start. */
    @Test
    @ExpectedLog(
            "PUT /bulkenroll/v1/reseller/devices was not sent: it came back: the address of the old service leads to this bridge itself(; the address is .*)?")
    void requestThatComesBack_isRefusedWithALineInTheLog() throws Exception {
        try (Forwarder balancer = Forwarder.start();
                Gateway gateway = Gateway.start(GatewayConfig.builder()
                        .account(Migrating.account(knox, balancer.url().toString(), Phase.GEN1))
                        .ledger(store)
                        .build())) {
            balancer.forwardTo(gateway.url());

            Answered answer = upload(gateway.url(), "PO-1", "351800000000701");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body())
                    .contains(
                            "it came back: the address of the old service leads to this bridge itself; nothing was done");
        }
        assertThat(journal()).isEmpty();
    }

    private GatewayConfig with(Account account) {
        return GatewayConfig.builder().account(account).ledger(store).build();
    }

    private void refusedStart(Account account, String message) {
        assertThatThrownBy(() -> Gateway.start(with(account)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void migrationThatIsNotDone_isNotForgotten() throws Exception {
        String url = knox.url().toString();
        try (Gateway gateway = Gateway.start(with(Migrating.account(knox, url, Phase.GEN1)))) {
            upload(gateway.url(), "PO-1", "351800000000701");
            move(gateway.routes(), Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_1));

            assertThatThrownBy(() -> gateway.reload(with(Migrating.generation2(knox))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("reseller 4680000925: migration: cannot be added or taken away while the gateway runs;"
                            + " restart it");
            assertThat(upload(gateway.url(), "PO-2", "351800000001188").status())
                    .isEqualTo(200);
        }
        assertThat(journal()).containsExactly("PO-1 ONE", "PO-2 ONE");

        refusedStart(
                Migrating.generation2(knox),
                "reseller 4680000925: migration: is missing: 2 units are not DONE but in GEN1, SHADOW;"
                        + " keep gen1 and migration until all are DONE");
        refusedStart(
                Migrating.account(knox, url, Phase.GEN1, UnitKind.VENDOR),
                "reseller 4680000925: migration.unit: must stay customer: the ledger knows customer 1200000321");
    }

    @Test
    void migration_needsARestartToBegin() throws Exception {
        try (Gateway gateway = Gateway.start(with(Migrating.generation2(knox)))) {
            Account migrating = Migrating.account(knox, knox.url().toString(), Phase.GEN1);

            assertThatThrownBy(() -> gateway.reload(with(migrating)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("reseller 4680000925: migration: cannot be added or taken away while the gateway runs;"
                            + " restart it");
            assertThat(upload(gateway.url(), "PO-1", "351800000000701").status())
                    .isEqualTo(200);
        }
        assertThat(journal()).containsExactly("PO-1 TWO");
    }

    @Test
    void reload_takesANewPlan() throws Exception {
        String url = knox.url().toString();
        try (Gateway gateway = Gateway.start(with(Migrating.account(knox, url, Phase.GEN1)))) {
            gateway.reload(with(Migrating.account(knox, url, Phase.GEN2)));
            upload(gateway.url(), "PO-1", "351800000000701");

            assertThat(gateway.routes().find(UNIT).orElseThrow().phase()).isEqualTo(Phase.GEN2);
            assertThat(gateway.routes().all(RESELLER)).hasSize(2);
        }
        assertThat(journal()).containsExactly("PO-1 TWO");
    }

    @Test
    void repeatedHeaders_reachTheOldService_andComeBack() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer old = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        old.createContext("/", exchange -> {
            received.addAll(exchange.getRequestHeaders().get("X-Tag"));
            received.addAll(exchange.getRequestHeaders().get("X-WSM-API-TOKEN"));
            exchange.getResponseHeaders().add("Set-Cookie", "a=1");
            exchange.getResponseHeaders().add("Set-Cookie", "b=2");
            exchange.getResponseHeaders().add("X-Request-Id", "of-the-service");
            exchange.sendResponseHeaders(418, 3);
            exchange.getResponseBody().write(new byte[] {0, (byte) 0xff, 7});
            exchange.close();
        });
        old.start();
        String url = "http://127.0.0.1:" + old.getAddress().getPort();
        try (Gateway gateway = Gateway.start(with(Migrating.account(knox, url, Phase.GEN1)));
                Response answer = Calls.client(Protocol.HTTP_1_1)
                        .newCall(Calls.request(gateway.url(), DEVICES)
                                .addHeader("X-Tag", "one")
                                .addHeader("X-Tag", "two")
                                .build())
                        .execute()) {
            assertThat(answer.code()).isEqualTo(418);
            assertThat(answer.headers("Set-Cookie")).containsExactly("a=1", "b=2");
            assertThat(answer.headers("X-Request-Id")).containsExactly("of-the-service");
            assertThat(answer.body().bytes()).containsExactly(0, 0xff, 7);
        } finally {
            old.stop(0);
        }
        assertThat(received).containsExactly("one", "two", Calls.KEY);
    }
}
