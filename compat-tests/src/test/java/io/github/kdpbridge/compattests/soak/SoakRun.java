package io.github.kdpbridge.compattests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.compattests.process.TestPostgresql;
import io.github.kdpbridge.compattests.soak.Write.Answer;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No test of {@code mvn verify}: the profile {@code soak} runs it, for as long as it is told. */
class SoakRun {
    private static final int CALLERS = 16;
    private static final Duration PROCESSING = Duration.ofMillis(200);

    @TempDir
    Path folder;

    @Test
    void faultsAndKillsForMinutes_nothingIsLostAndNothingDoneTwice() throws Exception {
        Path page = Path.of(System.getProperty("soak.page", "../docs/reliability.md"));
        assertThat(page).as("the page for the figures").isRegularFile();
        int minutes = Integer.getInteger("soak.minutes", 1);
        long seed = Long.getLong("soak.seed", Clock.systemUTC().millis());
        boolean isMoving = Boolean.getBoolean("soak.moves");
        System.out.println("soak of " + minutes + " minutes, seed " + seed + (isMoving ? ", with moves" : ""));
        Ending ending = new Ending();
        Path data = folder.resolve("postgresql");
        try (TestPostgresql database = TestPostgresql.startDurable(data);
                Simulator simulator = Simulator.start(
                        SimulatorOptions.builder().world(world(isMoving)).build());
                Fleet fleet = new Fleet(folder, simulator.url(), database.url(), isMoving)) {
            if (isMoving) {
                simulator.dialect(simulator.dialect().with(Dialect.NAMES_SHARED, false));
            }
            Line line = new Line(fleet);
            List<Caller> callers = IntStream.range(0, CALLERS)
                    .mapToObj(number -> new Caller(number, isMoving, seed, line, ending))
                    .toList();
            Trouble trouble = new Trouble(simulator, isMoving, seed - 1, ending);
            Killer killer = new Killer(fleet, seed - 2, ending);
            Thread troubling = new Thread(trouble);
            DatabaseKiller databaseKiller = new DatabaseKiller(database, data, seed - 3, ending);
            List<Thread> threads = new ArrayList<>(List.of(troubling, new Thread(killer), new Thread(databaseKiller)));
            callers.forEach(caller -> threads.add(new Thread(caller)));
            threads.forEach(Thread::start);

            ending.await(Duration.ofMinutes(minutes));
            ending.now();
            troubling.join();
            long faults = trouble.end();
            for (Thread thread : threads) {
                thread.join();
            }
            Books books = new Books(simulator, database);
            long open = books.open();
            Audit audit = Audit.of(callers, books);
            List<String> wrongSides = SideAudit.of(simulator.transactions(), books.sides(), PROCESSING);

            print(audit.losses());
            print(audit.duplicates());
            print(audit.unsettled());
            print(wrongSides);
            List<Write> writes =
                    callers.stream().flatMap(caller -> caller.writes().stream()).toList();
            Figures figures = new Figures(
                    LocalDate.now(Clock.systemUTC()),
                    minutes,
                    seed,
                    line.operations(),
                    writes.size(),
                    faults,
                    killer.kills(),
                    databaseKiller.kills(),
                    writes.stream().filter(write -> write.lost() > 0).count(),
                    writes.stream()
                            .filter(write -> write.answer() == Answer.NONE)
                            .count(),
                    audit.losses().size(),
                    audit.duplicates().size(),
                    audit.unsettled().size(),
                    isMoving ? new Figures.Moves(books.moves(), wrongSides.size()) : null);
            System.out.println(figures.line());
            assertThat(open).as("open in the ledger").isZero();
            assertThat(audit.losses()).as("losses").isEmpty();
            assertThat(audit.duplicates()).as("duplicates").isEmpty();
            assertThat(audit.unsettled()).as("not settled").isEmpty();
            assertThat(wrongSides).as("on the wrong side").isEmpty();
            figures.writeTo(page);
        }
    }

    private static void print(List<String> findings) {
        findings.stream().limit(20).forEach(System.out::println);
    }

    /**
     * A customer for each caller, so that the lists of devices stay short. Generation 1 gets large uploads whole, because the
     * gateways cut those for generation 2 only.
     */
    private static World world(boolean isMoving) {
        World.Reseller reseller = World.standard()
                .resellers()
                .get(0)
                .withCustomers(
                        IntStream.range(0, CALLERS).mapToObj(Caller::customer).toList());
        World.Settings settings = new World.Settings(PROCESSING, isMoving ? Caller.MOST_DEVICES : Fleet.DEVICE_LIMIT);
        return new World(settings, List.of(reseller));
    }
}
