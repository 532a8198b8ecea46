package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.removal;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import io.github.kdpbridge.core.ledger.FakeService.Transactions;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** I8: the parts and steps of a write are on its side, also if its customer moves between two of them, again and again. */
@ExpectedLog(".* goes on, although the old service does not say whether its id is used: .*")
class StepsPropertyTest {
    private static final int SEEDS = 300;
    private static final int TURNS = 40;
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final List<WriteRequest> WRITES =
            List.of(upload("1", 1, 7), upload("2", 11, 15), delete("3", 1, 5), removal("4", "1"), removal("5", "2"));
    private static final List<String> IDS = List.of("1", "1-2of4", "1-3of4", "2-2of3", "3", "3-2of3", "4", "5");

    private int parts;
    private int steps;

    @ParameterizedTest
    @EnumSource
    void partsAndSteps_areOnTheSideOfTheirWrite(Transactions transactions) {
        for (int seed = 0; seed < SEEDS; seed++) {
            run(seed, transactions);
        }
        assertThat(parts).isGreaterThan(SEEDS);
        assertThat(steps).isGreaterThan(SEEDS);
    }

    private void run(int seed, Transactions transactions) {
        Random random = new Random(seed);
        MovingCustomer customer = new MovingCustomer(transactions);
        for (int turn = 0; turn < TURNS; turn++) {
            if (random.nextInt(3) == 0) {
                customer.any(random).next(FAULTS.get(random.nextInt(FAULTS.size())));
            }
            customer.any(random).during(IDS.get(random.nextInt(IDS.size())), customer::flip);
            switch (random.nextInt(6)) {
                case 0 -> customer.flip();
                case 1 -> customer.pass();
                case 2 -> customer.program.settleAbandoned();
                default -> tried(() -> customer.program.write(WRITES.get(random.nextInt(WRITES.size()))));
            }
            check(customer, "seed %d, turn %d".formatted(seed, turn));
        }
    }

    private static void tried(Runnable call) {
        try {
            call.run();
        } catch (KdpException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private void check(MovingCustomer customer, String row) {
        assertThat(Sets.intersection(names(customer.old), names(customer.service)))
                .as(row)
                .isEmpty();
        for (WriteRequest write : WRITES) {
            for (Entry entry : customer.ledger.writes(FakeService.RESELLER, write.transaction())) {
                List<Entry> own = customer.ledger.steps(entry.id());
                assertThat(own).as(row).allMatch(step -> step.generation() == entry.generation());
                parts += (int) own.stream().filter(Entry::isPart).count();
                steps += (int) own.stream().filter(step -> !step.isPart()).count();
            }
        }
    }

    /** Returns the writes that a service took, or parts of. */
    private static Set<String> names(FakeService side) {
        return side.accepted.stream()
                .map(TransactionId::value)
                .map(id -> id.replaceFirst("-.*", ""))
                .collect(Collectors.toSet());
    }
}
