package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.removal;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Callers repeat, calls fail, processes die and transaction ids are used twice, as a random number says; when all is
 * quiet again, each caller gets a definite answer, and what is registered is what they were told.
 */
@Tag("one-jdk")
class RandomTest {
    private static final int SEEDS = 300;
    private static final int TURNS = 40;
    private static final int LIMIT = 3;
    private static final Duration LAG = Duration.ofSeconds(60);
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final List<WriteRequest> UPLOADS = List.of(
            upload("1", 1, 2),
            upload("1", 4, 6),
            upload("1", 1, 8),
            upload("2", 11, 18),
            upload("2", 11, 12),
            upload("3", 21, 27));
    private static final List<WriteRequest> DELETIONS =
            List.of(removal("4", "1"), removal("5", "2"), delete("6", 21, 27), delete("6", 21, 22));

    @Test
    void whateverHappens_eachWriteIsDoneOnceAndItsCallerIsToldSo() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Run(seed).check();
        }
    }

    /** A removal in parts is cut by what the ledger knows of the upload and of the deletions before. */
    @Test
    void whateverHappens_aRemovalDeletesWhatIsLeftOfItsUpload() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Run(seed).checkRemoval();
        }
    }

    private static final class Run {
        private final int seed;
        private final Random random;
        private final FakeService service = new FakeService(LIMIT);
        private final InMemoryLedger ledger = InMemoryLedger.create();
        private final Map<WriteRequest, Receipt> receipts = new HashMap<>();
        /** The service took them, and the ledger was out of reach when that was to be recorded. */
        private final Set<WriteRequest> unrecorded = new HashSet<>();

        Run(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void check() {
            quarrel(UPLOADS);
            Set<String> registered = new TreeSet<>(settle(UPLOADS));
            assertThat(service.registered()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(registered);
            quarrel(DELETIONS);
            registered.removeAll(settle(DELETIONS));
            assertThat(service.registered()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(registered);
            assertThat(service.accepted).as("seed %d", seed).doesNotHaveDuplicates();
        }

        void checkRemoval() {
            WriteRequest upload = upload("1", 1, 8);
            WriteRequest removal = removal("4", "1");
            while (!receipts.containsKey(upload)) {
                quarrel(List.of(upload));
            }
            quarrel(List.of(upload, delete("6", 2, 4), delete("7", 8, 8)));
            quarrel(List.of(removal));
            settle(List.of(removal));
            TransactionStatus status = gateway().program().status(receipts.get(removal));
            assertThat(status.failed())
                    .as("seed %d", seed)
                    .extracting(device -> device.id().value())
                    .containsExactlyElementsOf(service.registered());
        }

        private void quarrel(List<WriteRequest> writes) {
            for (int turn = 0; turn < TURNS; turn++) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    service.next(FAULTS.get(random.nextInt(FAULTS.size())));
                }
                service.clock.pass(Duration.ofSeconds(random.nextInt(40)));
                Gateway gateway = gateway();
                if (random.nextInt(3) == 0) {
                    gateway.dieAfter(random.nextInt(30));
                }
                if (random.nextInt(5) == 0) {
                    gateway.cutOffAfter(random.nextInt(30));
                }
                try {
                    if (random.nextInt(5) == 0) {
                        gateway.program().settleAbandoned();
                    } else {
                        send(gateway, writes.get(random.nextInt(writes.size())));
                    }
                } catch (Gateway.Crash e) {
                    assertThat(gateway.isDead()).isTrue();
                } catch (LedgerException e) {
                    assertThat(gateway.isCutOff()).isTrue();
                }
                if (gateway.isDead()) {
                    gateway.bury();
                }
            }
        }

        /** What is on its way arrives before the status can no longer lag. */
        private Gateway gateway() {
            return new Gateway(service, ledger, LIMIT, LAG);
        }

        private void send(Gateway gateway, WriteRequest write) {
            try {
                Receipt receipt = gateway.program().write(write);
                assertThat(receipt.transaction()).as("seed %d", seed).isEqualTo(write.transaction());
                Receipt earlier = receipts.putIfAbsent(write, receipt);
                if (gateway.isCutOff()) {
                    unrecorded.add(write);
                }
                assertThat(earlier == null || unrecorded.contains(write) ? receipt : earlier)
                        .as("seed %d", seed)
                        .isEqualTo(receipt);
            } catch (KdpException e) {
                boolean unknown = gateway.isCutOff() || (unrecorded.contains(write) && e.mayHaveTakenEffect());
                assertThat(receipts.containsKey(write) && !unknown)
                        .as("seed %d: %s", seed, e.getMessage())
                        .isFalse();
            }
        }

        /** Repeats each write until its caller knows, and returns the devices that were done. */
        private Set<String> settle(List<WriteRequest> writes) {
            service.recover();
            service.clock.pass(LAG);
            Gateway gateway = gateway();
            gateway.program().settleAbandoned();
            Set<String> done = new HashSet<>();
            for (WriteRequest write : writes) {
                send(gateway, write);
                if (receipts.containsKey(write)) {
                    TransactionStatus status = gateway.program().status(receipts.get(write));
                    assertThat(status.complete()).as("seed %d", seed).isTrue();
                    status.succeeded().forEach(device -> done.add(device.id().value()));
                }
            }
            assertThat(gateway.program().settleAbandoned())
                    .as("seed %d", seed)
                    .isEqualTo(new Settling(0, 0, List.of()));
            return done;
        }
    }
}
