package io.github.kdpbridge.compattests.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.RoutedMemory;
import io.github.kdpbridge.core.migration.RoutedMemory.Quiet;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.shadow.Finding;
import io.github.kdpbridge.core.migration.shadow.InMemoryParity;
import io.github.kdpbridge.core.migration.shadow.ListsCompared;
import io.github.kdpbridge.core.migration.shadow.Parity;
import io.github.kdpbridge.core.migration.shadow.PortalFact;
import io.github.kdpbridge.core.migration.shadow.PortalFacts.Known;
import io.github.kdpbridge.core.migration.shadow.Severity;
import io.github.kdpbridge.core.migration.shadow.Shadow;
import io.github.kdpbridge.core.migration.shadow.ShadowSettings;
import io.github.kdpbridge.core.migration.shadow.ShadowSide;
import io.github.kdpbridge.core.migration.shadow.Tally;
import io.github.kdpbridge.core.migration.shadow.Verdict;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gen1client.Gen1Upstream;
import io.github.kdpbridge.gen1client.PassedOn;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.github.kdpbridge.verify.peer.BridgeAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both generations of a simulator are compared, while callers are served by the old one. */
class ShadowTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final Unit UNIT = UnitKind.CUSTOMER.unit(RESELLER, CUSTOMER, null);
    private static final DeviceQuery DEVICES = DeviceQuery.of(CUSTOMER);
    private static final TransactionId UPLOAD = TransactionId.of("244303");
    private static final String KEY = "sim-gen1-key";

    private final Simulator simulator = Simulator.start();
    private final RoutedMemory ledger =
            RoutedMemory.of(UnitKind.CUSTOMER, Phase.SHADOW, Quiet.STANDARD, simulator.clock());
    private final Ended ofCallers = new Ended();
    private final Gen1Upstream old = old(ofCallers);
    private final Gen2Client service = service(ofCallers);
    private final Gen1Upstream oldInShadow = old(new Ended());
    private final Gen2Client serviceInShadow = service(new Ended());
    private final InMemoryParity store = new InMemoryParity();
    private final Shadow shadow = Shadow.builder(
                    new ShadowSide(oldInShadow, old.load()),
                    new ShadowSide(serviceInShadow, service.load()),
                    ledger.units(RESELLER),
                    store)
            .settings(new ShadowSettings(1000, 1, 1000, List.of()))
            .clock(simulator.clock())
            .build();
    private final LedgerProgram program = LedgerProgram.builder(service, ledger)
            .oldService(Handlers.questions(old), question -> ledger.sideOf(RESELLER, question))
            .listener(shadow)
            .clock(simulator.clock())
            .build();
    private final Gen1Handler handler = Gen1Handler.builder()
            .account(Gen1Key.of(KEY), program, new PassedOn(old, () -> true))
            .build();

    /** The calls of a client that ended. */
    private static final class Ended implements ClientListener {
        private final Queue<String> calls = new ConcurrentLinkedQueue<>();

        @Override
        public void call(Call call, @Nullable KdpException failure, Duration took) {
            calls.add(call.toString());
        }
    }

    private static Resilience resilience() {
        return Resilience.builder()
                .requestsPerSecond(10_000)
                .attempts(1)
                .breakerWindow(2)
                .build();
    }

    private Gen1Upstream old(ClientListener listener) {
        return Gen1Upstream.builder(RESELLER, simulator.url().toString())
                .key(KEY)
                .resilience(resilience())
                .listener(listener)
                .build();
    }

    private Gen2Client service(ClientListener listener) {
        Gen2Service account = BridgeAccount.of(World.standard(), Gen2Profile.standard())
                .get(0)
                .on(simulator)
                .service();
        return Gen2Client.builder(RESELLER)
                .baseUrl(account.baseUrl())
                .tokens(account.tokens())
                .resilience(resilience())
                .listener(listener)
                .build();
    }

    @AfterEach
    void close() {
        shadow.close();
        List.<AutoCloseable>of(old, service, oldInShadow, serviceInShadow, simulator)
                .forEach(each -> {
                    try {
                        each.close();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private void upload() {
        String body =
                "{\"transactionId\":\"%s\",\"resellerId\":\"%s\",\"customerId\":\"%s\",\"devices\":{\"type\":\"IMEI\",\"list\":[\"351800000000702\",\"350000000000006\"]}}"
                        .formatted(UPLOAD, RESELLER, CUSTOMER);
        assertThat(handler.handle(new Gen1Request(
                                "PUT",
                                "/bulkenroll/v1/reseller/devices",
                                null,
                                Map.of(Gen1Handler.KEY_HEADER, KEY, "Content-Type", "application/json"),
                                ByteString.encodeUtf8(body)))
                        .status())
                .isEqualTo(200);
        simulator.advanceClock(Duration.ofSeconds(1));
        assertThat(program.status(StatusRequest.of(UPLOAD)).complete()).isTrue();
        simulator.advanceClock(Duration.ofSeconds(1));
    }

    /** Looks until each question was put to the other side and compared. */
    private List<Parity> compared(int questions) {
        while (counted() < questions) {
            shadow.look();
            shadow.store();
        }
        return store.counts(RESELLER, Instant.EPOCH);
    }

    private long counted() {
        return store.counts(RESELLER, Instant.EPOCH).stream()
                .mapToLong(parity -> parity.tally().questions())
                .sum();
    }

    @Test
    void oneService_inBothGenerations_isEqualInOutcome() {
        upload();
        program.status(StatusRequest.of(UPLOAD));
        program.devices(DEVICES, PageRequest.first());
        program.customers(CustomerQuery.all(), PageRequest.first());
        assertThatThrownBy(() -> program.devices(DeviceQuery.of(CustomerId.of("1200000399")), PageRequest.first()))
                .isInstanceOf(RefusedException.class);

        List<Parity> counts = compared(5);

        assertThat(counts.stream().map(Parity::tally).reduce(Tally.empty(), Tally::plus))
                .satisfies(tally -> {
                    assertThat(tally.questions()).isEqualTo(5);
                    assertThat(tally.incomparable()).isZero();
                    assertThat(tally.dropped()).isZero();
                });
        assertThat(store.findings(RESELLER))
                .filteredOn(finding -> finding.isOpen(Severity.OUTCOME))
                .isEmpty();
        assertThat(counts)
                .filteredOn(parity ->
                        parity.operation().equals("devices") && parity.unit().equals(UNIT))
                .extracting(Parity::equalLists)
                .containsExactly(1L);
        assertThat(store.learnt(RESELLER).facts().known(PortalFact.DEVICES_SHARED))
                .isEqualTo(Known.YES);
        assertThat(store.learnt(RESELLER).facts().known(PortalFact.TRANSACTIONS_SHARED))
                .isEqualTo(Known.YES);
    }

    @Test
    void servicesThatShareNothing_differ_andTheFactsTellIt() {
        simulator.dialect(
                simulator.dialect().with(Dialect.TRANSACTIONS_SHARED, false).with(Dialect.DEVICES_SHARED, false));
        upload();
        program.devices(DEVICES, PageRequest.first());

        compared(2);

        assertThat(store.findings(RESELLER))
                .filteredOn(finding -> finding.isOpen(Severity.OUTCOME))
                .extracting(Finding::operation)
                .contains("devices");
        assertThat(store.learnt(RESELLER).facts().known(PortalFact.DEVICES_SHARED))
                .isEqualTo(Known.NO);
        assertThat(shadow.compareLists(UNIT, Operation.DEVICES))
                .extracting(ListsCompared::gen1, ListsCompared::gen2)
                .containsExactly(2, 0);
    }

    @Test
    void wholeLists_ofOneService_areEqual() {
        upload();

        ListsCompared lists = shadow.compareLists(UNIT, Operation.DEVICES);

        assertThat(lists.gen1()).isEqualTo(2);
        assertThat(lists.gen2()).isEqualTo(2);
        assertThat(lists.verdict()).isInstanceOf(Verdict.Matched.class);
    }

    /** Failures of the comparison are in no caller's events, and open no caller's breaker. */
    @Test
    @ExpectedLog("circuit breaker OPEN")
    void serviceThatFailsTheComparison_isUntouchedForCallers() {
        simulator.fault(Fault.status("/kcs/v1/rp/devices", 503).times(4));
        for (int i = 0; i < 4; i++) {
            program.devices(DEVICES, PageRequest.first());
        }

        compared(4);

        assertThat(store.counts(RESELLER, Instant.EPOCH))
                .extracting(parity -> parity.tally().incomparable())
                .containsExactly(4L);
        assertThat(ofCallers.calls).hasSize(4).containsOnly("devices page 0");
        assertThat(serviceInShadow.load().isAtEase()).isFalse();
        assertThat(service.load().isAtEase()).isTrue();
    }
}
