package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.imeis;
import static io.github.kdpbridge.core.ledger.Samples.removal;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.ledger.FakeService.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** I11: a removal deletes what its upload registered and still holds, whichever sides are in between: a plain model. */
class RemovalPropertyTest {
    private static final int SEEDS = 300;
    private static final int TURNS = 30;
    private static final int DEVICES = 12;

    private int removed;

    /** The uploads by which devices are registered. */
    private static final class Model {
        private final Map<String, String> owners = new TreeMap<>();

        void upload(String id, List<String> devices) {
            devices.forEach(device -> owners.putIfAbsent(device, id));
        }

        void delete(List<String> devices) {
            owners.keySet().removeAll(devices);
        }

        boolean remove(String upload) {
            return owners.values().removeIf(upload::equals);
        }
    }

    @ParameterizedTest
    @EnumSource
    void removal_deletesWhatItsUploadStillHolds(Transactions transactions) {
        for (int seed = 0; seed < SEEDS; seed++) {
            run(seed, transactions);
        }
        assertThat(removed).isGreaterThan(SEEDS);
    }

    private void run(int seed, Transactions transactions) {
        Random random = new Random(seed);
        MovingCustomer customer = new MovingCustomer(transactions);
        Model model = new Model();
        List<String> uploads = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            String id = String.valueOf(turn);
            String row = "seed %d, turn %d".formatted(seed, turn);
            if (random.nextInt(3) == 0) {
                customer.flip();
            }
            customer.pass();
            int from = 1 + random.nextInt(DEVICES);
            int to = Math.min(DEVICES, from + random.nextInt(6));
            int kind = uploads.isEmpty() ? 0 : random.nextInt(5);
            if (kind < 2) {
                model.upload(id, imeis(from, to));
                customer.program.upload(upload(id, from, to));
                uploads.add(id);
            } else if (kind == 2) {
                model.delete(imeis(from, to));
                customer.program.delete(delete(id, from, to));
            } else {
                String upload = uploads.get(random.nextInt(uploads.size()));
                boolean hasDevices = model.remove(upload);
                removed += hasDevices ? 1 : 0;
                remove(customer, removal(id, upload), hasDevices, row);
            }
            assertThat(customer.old.registered()).as(row).hasSameElementsAs(model.owners.keySet());
        }
    }

    /** The service that the customer is with may refuse a removal that has nothing to delete. */
    private static void remove(MovingCustomer customer, WriteRequest removal, boolean hasDevices, String row) {
        try {
            customer.program.write(removal);
        } catch (RefusedException e) {
            assertThat(hasDevices).as("%s: %s", row, e.getMessage()).isFalse();
        } catch (KdpException e) {
            throw new AssertionError(row, e);
        }
    }
}
