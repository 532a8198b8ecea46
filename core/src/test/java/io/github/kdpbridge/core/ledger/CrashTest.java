package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.imeis;
import static io.github.kdpbridge.core.ledger.Samples.removal;
import static io.github.kdpbridge.core.ledger.Samples.transactions;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A process dies before and after each thing that it does with the service or the ledger, one after the other. */
class CrashTest {
    private static final int LIMIT = 3;

    /** The write, what was uploaded before, the transactions it takes, and what is registered in the end. */
    static Stream<Arguments> writes() {
        return Stream.of(
                Arguments.of(upload("8", 1, 3), 0, List.of("8"), imeis(1, 3)),
                Arguments.of(upload("8", 1, 7), 0, List.of("8", "8-2of3", "8-3of3"), imeis(1, 7)),
                Arguments.of(delete("8", 1, 3), 7, List.of("8"), imeis(4, 7)),
                Arguments.of(delete("8", 1, 7), 7, List.of("8", "8-2of3", "8-3of3"), List.of()),
                Arguments.of(removal("8", "7"), 3, List.of("8"), List.of()),
                Arguments.of(removal("8", "7"), 7, List.of("8", "8-2of3", "8-3of3"), List.of()));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void crashAtAnyStep_isSettledAndAnswered(
            WriteRequest write, int uploaded, List<String> names, List<String> registered) {
        int steps = 0;
        for (Attempt attempt = new Attempt(uploaded); attempt.dies(write, steps); attempt = new Attempt(uploaded)) {
            attempt.next().program().settleAbandoned();
            attempt.repeat(write, names, registered);
            steps++;
        }
        // Each of the transactions is claimed, sent and settled, with a step before and one behind.
        assertThat(steps).isGreaterThanOrEqualTo(6 * names.size());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void crashAtAnyStep_isAnsweredWithoutBeingSettled(
            WriteRequest write, int uploaded, List<String> names, List<String> registered) {
        int steps = 0;
        for (Attempt attempt = new Attempt(uploaded); attempt.dies(write, steps); attempt = new Attempt(uploaded)) {
            attempt.repeat(write, names, registered);
            steps++;
        }
    }

    @ParameterizedTest
    @MethodSource("writes")
    void crashWhileACrashIsSettled_isSettledAndAnswered(
            WriteRequest write, int uploaded, List<String> names, List<String> registered) {
        for (int steps = 0; new Attempt(uploaded).dies(write, steps); steps++) {
            boolean died = true;
            for (int further = 0; died; further++) {
                Attempt attempt = new Attempt(uploaded);
                attempt.dies(write, steps);
                died = attempt.diesSettling(further);
                attempt.next().program().settleAbandoned();
                attempt.repeat(write, names, registered);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("writes")
    void crashOfARepeatAfterALostAnswer_isSettledAndAnswered(
            WriteRequest write, int uploaded, List<String> names, List<String> registered) {
        for (Fault fault : List.of(Fault.LOST, Fault.ANSWER_LOST, Fault.LATE)) {
            int steps = 0;
            for (Attempt attempt = new Attempt(uploaded, fault);
                    attempt.dies(write, steps);
                    attempt = new Attempt(uploaded, fault)) {
                attempt.next().program().settleAbandoned();
                attempt.repeat(write, names, registered);
                steps++;
            }
        }
    }

    /** One service and one ledger, and the processes that use them one after the other. */
    private static final class Attempt {
        private final FakeService service = new FakeService(LIMIT);
        private final InMemoryLedger ledger = InMemoryLedger.create();
        private final int before;
        private final List<Fault> faults;

        Attempt(int uploaded, Fault... faults) {
            if (uploaded > 0) {
                next().program().upload(upload("7", 1, uploaded));
            }
            before = service.accepted.size();
            this.faults = List.of(faults);
        }

        Gateway next() {
            return new Gateway(service, ledger, LIMIT);
        }

        /** Returns whether the write needs more steps than these, and was cut short by the death of its process. */
        boolean dies(WriteRequest write, int steps) {
            if (!faults.isEmpty()) {
                assertThatThrownBy(() -> {
                            if (write instanceof RemovalRequest && before > 1) { // which asks for each part first
                                service.next(Fault.NONE, Fault.NONE, Fault.NONE);
                            }
                            service.next(faults.get(0));
                            next().program().write(write);
                        })
                        .isInstanceOf(RuntimeException.class);
            }
            return dies(steps, program -> program.write(write));
        }

        boolean diesSettling(int steps) {
            return dies(steps, LedgerProgram::settleAbandoned);
        }

        private boolean dies(int steps, Consumer<LedgerProgram> deed) {
            Gateway gateway = next();
            gateway.dieAfter(steps);
            try {
                deed.accept(gateway.program());
            } catch (Gateway.Crash e) {
                assertThat(gateway.isDead()).isTrue();
            }
            gateway.bury();
            return gateway.isDead();
        }

        void repeat(WriteRequest write, List<String> names, List<String> registered) {
            LedgerProgram program = next().program();
            Receipt receipt = program.write(write);
            assertThat(receipt.transaction()).isEqualTo(TransactionId.of("8"));
            assertThat(receipt.state()).isEqualTo(TransactionState.PROGRESS);
            assertThat(program.write(write)).isEqualTo(receipt);
            assertThat(service.accepted.subList(before, service.accepted.size()))
                    .isEqualTo(transactions(names.toArray(String[]::new)));
            assertThat(service.registered()).isEqualTo(registered);
            TransactionStatus status = program.status(receipt);
            assertThat(status.complete()).isTrue();
            assertThat(status.failed()).isEmpty();
            assertThat(program.settleAbandoned()).isEqualTo(new Settling(0, 0, List.of()));
        }
    }
}
