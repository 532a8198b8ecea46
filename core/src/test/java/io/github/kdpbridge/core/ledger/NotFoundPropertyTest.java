package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import io.github.kdpbridge.core.ledger.FakeService.Transactions;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** I5: a caller is told "not found" only if both sides said so; of an id that belongs to one side, if that one said so. */
@ExpectedLog("upload [0-9]+ goes on, although the old service does not say whether its id is used: .*")
class NotFoundPropertyTest {
    private static final int SEEDS = 300;
    private static final int TURNS = 60;
    private static final int IDS = 8;
    private static final List<Fault> FAULTS = List.of(Fault.values());

    private int notFound;
    private int found;

    @ParameterizedTest
    @EnumSource
    void notFound_isSaidOnlyIfBothSidesSaidSo(Transactions transactions) {
        for (int seed = 0; seed < SEEDS; seed++) {
            run(seed, transactions);
        }
        assertThat(notFound).isGreaterThan(SEEDS);
        assertThat(found).isGreaterThan(SEEDS);
    }

    private void run(int seed, Transactions transactions) {
        Random random = new Random(seed);
        MovingCustomer customer = new MovingCustomer(transactions);
        for (int turn = 0; turn < TURNS; turn++) {
            String id = String.valueOf(random.nextInt(IDS));
            if (random.nextInt(3) == 0) {
                customer.any(random).next(FAULTS.get(random.nextInt(FAULTS.size())));
            }
            switch (random.nextInt(8)) {
                case 0 -> customer.flip();
                case 1 -> tried(() -> customer.any(random).upload(upload(id, 1, 2))); // past the bridge
                case 2 -> customer.pass();
                case 3 -> customer.program.settleAbandoned();
                case 4, 5 -> tried(() -> customer.program.upload(upload(id, 1, 2)));
                default -> ask(customer, id, "seed %d, turn %d, id %s".formatted(seed, turn, id));
            }
        }
    }

    private static void tried(Runnable call) {
        try {
            call.run();
        } catch (KdpException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private void ask(MovingCustomer customer, String id, String row) {
        TransactionId transaction = TransactionId.of(id);
        Optional<Generation> pin = customer.ledger.sideOf(FakeService.RESELLER, transaction);
        customer.old.forgetCalls();
        customer.service.forgetCalls();
        try {
            assertThat(customer.program.status(receipt(id)).transaction())
                    .as(row)
                    .isEqualTo(transaction);
            found++;
        } catch (RefusedException e) {
            if (e.condition() == Condition.TRANSACTION_NOT_FOUND) {
                notFound++;
                for (Generation side : pin.map(List::of).orElse(List.of(Generation.GEN1, Generation.GEN2))) {
                    assertThat(customer.of(side).calls).as(row).contains("status " + id);
                    assertThat(customer.of(side).accepted).as(row).doesNotContain(transaction);
                }
            }
        } catch (KdpException e) {
            assertThat(e.getMessage()).as(row).isNotEmpty();
        }
    }
}
