package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.AskedSide;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.testfixtures.PostgresqlServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the routing costs a write: uploads of one device through a durable ledger, to a service that answers at once, with
 * and without routes, in turns. Prints the median rates, and the median of the ratios within a round, which other work on
 * the machine disturbs less; judges none, because it would make it fail. {@code -Dcost.rounds} (5) and
 * {@code -Dcost.seconds} (4) say how often and how long; many short rounds are best. Tests run without C2, which makes Java
 * dearer than in a gateway: give the run the JVM of one by
 * {@code -Dtest.jvm="-XX:TieredStopAtLevel=4 -XX:-UseSerialGC -XX:+UseG1GC"}.
 */
class RoutedWriteRun {
    private static final int ROUNDS = Integer.getInteger("cost.rounds", 5);
    private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("cost.seconds", 4));
    private static final int CALLERS = 16;
    private static final int CUSTOMERS = 40;
    private static final ResellerId RESELLER = ResellerId.of("4680000925");

    /** How the account is served. */
    private enum Way {
        WITHOUT_ROUTES(null),
        ROUTED_TO_GEN1(Phase.SHADOW),
        ROUTED_TO_GEN2(Phase.DONE);

        private final @Nullable Phase phase;

        Way(@Nullable Phase phase) {
            this.phase = phase;
        }
    }

    @TempDir
    private Path folder;

    private final AtomicLong number = new AtomicLong();

    @Test
    void sqlite() throws Exception {
        Map<Way, LedgerStore> stores = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
            stores.put(way, new LedgerStore.SqliteFile(folder.resolve(way + ".db")));
        }
        measure("SQLite", stores);
    }

    /** A commit waits for the disk, unlike in other tests. */
    @Test
    void postgresql() throws Exception {
        try (EmbeddedPostgres server = PostgresqlServers.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start()) {
            Map<Way, LedgerStore> stores = new EnumMap<>(Way.class);
            for (Way way : Way.values()) {
                stores.put(way, database(server, way));
            }
            measure("PostgreSQL", stores);
        }
    }

    private static LedgerStore database(EmbeddedPostgres server, Way way) throws SQLException {
        String name = "cost_" + way.name().toLowerCase(Locale.ROOT);
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new LedgerStore.Postgresql(server.getJdbcUrl("postgres", name), "", "");
    }

    private void measure(String database, Map<Way, LedgerStore> stores) throws Exception {
        Map<Way, SqlLedger> ledgers = new EnumMap<>(Way.class);
        Map<Way, List<Long>> rates = new EnumMap<>(Way.class);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            stores.forEach((way, store) -> ledgers.put(way, SqlLedger.open(store, routing(way))));
            for (int round = -1; round < ROUNDS; round++) { // the first one warms up
                for (Way way : Way.values()) {
                    long rate = turn(callers, program(way, ledgers.get(way)));
                    if (round >= 0) {
                        rates.computeIfAbsent(way, first -> new ArrayList<>()).add(rate);
                    }
                }
            }
        } finally {
            callers.shutdownNow();
            ledgers.values().forEach(SqlLedger::close);
        }
        List<Long> plain = rates.get(Way.WITHOUT_ROUTES);
        rates.forEach((way, all) -> System.out.printf(
                "%-10s %-14s %6d writes/s, ratio %.3f %s%n",
                database, way, median(all), median(ratios(all, plain)), all));
        assertThat(plain).allMatch(rate -> rate > 0);
    }

    private static Routing routing(Way way) {
        return way.phase == null
                ? Routing.NONE
                : new Routing() {
                    @Override
                    public Optional<Route> first(ResellerId reseller, WriteRequest write) {
                        return Optional.of(Route.first(
                                UnitKind.CUSTOMER.unit(reseller, write.customer(), write.vendor()), way.phase));
                    }

                    @Override
                    public DrainLimits draining(ResellerId reseller) {
                        return DrainLimits.standard(Duration.ofSeconds(30), Duration.ofSeconds(5));
                    }
                };
    }

    private static DeploymentProgram program(Way way, SqlLedger ledger) {
        DeploymentProgram service = Handlers.builder()
                .on(
                        Operation.UPLOAD,
                        write -> CompletableFuture.completedFuture(
                                new Receipt(write.transaction(), TransactionState.PROGRESS)))
                .build()
                .program(RESELLER);
        LedgerProgram.Builder program = LedgerProgram.builder(service, ledger).clock(ledger.clock());
        if (way.phase != null) {
            program.oldService(service, new AskedSide() {
                @Override
                public Generation of(Request<?> question) {
                    return way.phase.lists();
                }

                /** A question to the old service is no cost of the ledger. */
                @Override
                public boolean asksForUsedIds(WriteRequest write) {
                    return false;
                }
            });
        }
        return program.build();
    }

    private long turn(ExecutorService callers, DeploymentProgram program) throws Exception {
        long begun = System.nanoTime();
        long end = begun + TURN.toNanos();
        List<Future<Long>> counts = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            counts.add(callers.submit(() -> {
                long writes = 0;
                for (; System.nanoTime() < end; writes++) {
                    program.upload(upload(number.incrementAndGet()));
                }
                return writes;
            }));
        }
        long all = 0;
        for (Future<Long> count : counts) {
            all += count.get();
        }
        return Math.round(all / ((System.nanoTime() - begun) / 1e9));
    }

    private static UploadRequest upload(long number) {
        return UploadRequest.builder(CustomerId.of("12000003" + number % CUSTOMERS), TransactionId.of("PO-" + number))
                .imeis(List.of("351800000000701"))
                .build();
    }

    /** Of each round, whose turns follow one another. */
    private static List<Double> ratios(List<Long> rates, List<Long> plain) {
        return IntStream.range(0, rates.size())
                .mapToObj(round -> (double) rates.get(round) / plain.get(round))
                .toList();
    }

    private static <T extends Comparable<T>> T median(List<T> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
