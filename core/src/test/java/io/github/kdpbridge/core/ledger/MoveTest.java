package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.transactions;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Mover;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.RoutedMemory;
import io.github.kdpbridge.core.migration.RoutedMemory.Quiet;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A customer moves between two services that share nothing, while its writes are under way. */
class MoveTest {
    private static final UploadRequest UPLOAD = upload("7", 1, 3);
    private static final StatusRequest STATUS = StatusRequest.of(UPLOAD);
    private static final Unit UNIT = UnitKind.CUSTOMER.unit(FakeService.RESELLER, Samples.CUSTOMER, null);
    private static final Cause CAUSE = new Cause("test", Cause.Via.PROGRAM, "to see it move", "");
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final Duration WAIT = Duration.ofHours(1);
    private static final Duration HOLD = Duration.ofSeconds(30);

    /** Its clock is that of the bridge too. */
    private final FakeService old = new FakeService(100);

    private final FakeService service = new FakeService(100);
    private final RoutedMemory ledger = RoutedMemory.of(UnitKind.CUSTOMER, Phase.SHADOW, Quiet.STANDARD, old.clock);
    private final Mover mover = new Mover(ledger.routes(), new CutOver.Limits(WAIT, HOLD, HOLD));
    private final LedgerProgram program = LedgerProgram.builder(service, ledger)
            .oldService(old, request -> ledger.routes().see(UNIT, Phase.SHADOW).lists())
            .clock(old.clock)
            .statusLag(Duration.ZERO)
            .build();
    private Duration now = Duration.ZERO;

    private Route route() {
        return ledger.routes().find(UNIT).orElseThrow();
    }

    private void begin(Phase to) {
        Route route = route();
        ledger.routes()
                .begin(
                        UNIT,
                        route.epoch(),
                        to == Phase.SHADOW ? Move.back(route.phase(), CAUSE) : Move.forward(route.phase(), to, CAUSE));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        old.clock.pass(time);
        service.clock.pass(time);
        mover.look(now);
    }

    @Test
    void quietCustomer_movesAtTheSecondLook() {
        program.upload(UPLOAD);
        program.status(StatusRequest.of(UPLOAD));
        begin(Phase.CANARY);

        pass(Duration.ofSeconds(1));
        assertThat(route().isHeld()).isTrue();
        assertThatThrownBy(() -> program.upload(upload("8", 4, 5)))
                .isInstanceOf(RefusedLocallyException.class)
                .hasMessage("upload 8 was not sent: customer 1200000321 moves to the other generation now;"
                        + " repeat it in some seconds");
        pass(Duration.ofSeconds(1));

        assertThat(route().phase()).isEqualTo(Phase.CANARY);
        assertThat(program.upload(upload("8", 4, 5))).isEqualTo(receipt("8", 1));
        assertThat(old.accepted).isEqualTo(transactions("7"));
        assertThat(service.accepted).isEqualTo(transactions("8"));
    }

    /** A deletion on the new side must not overtake an upload that the old side still works on. */
    @Test
    void transactionInProgress_holdsUpTheMove() {
        old.take(TransactionState.PROGRESS);
        program.upload(UPLOAD);
        begin(Phase.CANARY);

        pass(Duration.ofMinutes(1));
        assertThat(route().isHeld()).isFalse();
        assertThat(program.status(StatusRequest.of(UPLOAD)).complete()).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(route().isHeld()).isFalse();

        old.complete("7");
        assertThat(program.status(StatusRequest.of(UPLOAD)).complete()).isTrue();
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(route().phase()).isEqualTo(Phase.CANARY);
    }

    /** The service knows the parts alone. */
    @Test
    void customerWithAWriteInParts_movesBackWhenTheyAreComplete() {
        program.upload(upload("6", 9, 9));
        program.status(receipt("6"));
        begin(Phase.CANARY);
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        LedgerProgram inParts = LedgerProgram.builder(service, ledger)
                .oldService(old, request -> route().lists())
                .clock(old.clock)
                .deviceLimit(2)
                .build();
        inParts.upload(UPLOAD);
        assertThat(service.accepted).isEqualTo(transactions("7", "7-2of2"));
        begin(Phase.SHADOW);

        pass(Duration.ofSeconds(1));
        assertThat(route().isHeld()).isFalse();
        assertThat(ledger.unfinished(UNIT)).containsExactly(STATUS);
        inParts.status(STATUS);
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));

        assertThat(route().phase()).isEqualTo(Phase.SHADOW);
    }

    @Test
    void writeOfUnknownOutcome_holdsUpTheMoveUntilItCanNoLongerArrive() {
        old.next(Fault.LOST);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        begin(Phase.CANARY);

        pass(Duration.ofMinutes(1));
        assertThat(route().isHeld()).as("open").isFalse();
        program.settleAbandoned();
        pass(Duration.ofMinutes(1));
        assertThat(route().isHeld()).as("in quarantine").isFalse();
        pass(Quiet.STANDARD.absent());
        pass(Duration.ofSeconds(1));

        assertThat(route().phase()).isEqualTo(Phase.CANARY);
    }

    @Test
    void moveThatWaitsTooLong_isGivenUp() {
        old.take(TransactionState.PROGRESS);
        program.upload(UPLOAD);
        begin(Phase.CANARY);
        pass(Duration.ZERO);

        pass(WAIT);

        assertThat(route()).isEqualTo(new Route(UNIT, Phase.SHADOW, 2, null));
        program.delete(delete("8", 1, 1));
        assertThat(old.accepted).isEqualTo(transactions("7", "8"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whateverHappens_eachIdIsAcceptedOnceAndOnItsSide(int part) {
        int seeds = 100;
        for (int seed = part * seeds; seed < (part + 1) * seeds; seed++) {
            new MoveTest().run(seed);
        }
    }

    /** The customer moves there and back while requests are lost, answered late and repeated. */
    private void run(int seed) {
        Random random = new Random(seed);
        Set<TransactionId> told = new HashSet<>();
        List<WriteRequest> writes = new ArrayList<>();
        program.upload(upload("1", 1, 1));
        for (int turn = 0; turn < 60; turn++) {
            FakeService side = random.nextBoolean() ? old : service;
            if (random.nextInt(3) == 0) {
                side.next(FAULTS.get(random.nextInt(FAULTS.size())));
            }
            switch (random.nextInt(8)) {
                case 0 -> move(random);
                case 1, 2 -> pass(Duration.ofSeconds(random.nextInt(100)));
                case 3 -> program.settleAbandoned();
                case 4 -> look(random, told);
                default -> write(random, writes, told);
            }
            assertThat(old.inProgress().isEmpty() || service.inProgress().isEmpty())
                    .as("seed %d: in progress on one side only", seed)
                    .isTrue();
        }
        old.recover();
        service.recover();
        pass(Duration.ofMinutes(2));
        program.settleAbandoned();
        List<TransactionId> all = new ArrayList<>(old.accepted);
        all.addAll(service.accepted);
        assertThat(all).as("seed %d", seed).doesNotHaveDuplicates().containsAll(told);
        told.forEach(id -> assertThat(program.status(receipt(id.value())).transaction())
                .as("seed %d", seed)
                .isEqualTo(id));
    }

    private void move(Random random) {
        if (ledger.routes().toDrive().isEmpty()) {
            begin(route().phase() == Phase.SHADOW ? Phase.CANARY : Phase.SHADOW);
        } else if (random.nextBoolean()) {
            ledger.routes().freeze(FakeService.RESELLER, CAUSE);
            ledger.routes()
                    .frozen(FakeService.RESELLER)
                    .ifPresent(freeze -> ledger.routes().unfreeze(FakeService.RESELLER, freeze.since(), CAUSE));
        }
    }

    private void look(Random random, Set<TransactionId> told) {
        for (TransactionId id : told) {
            if (random.nextBoolean()) {
                old.complete(id.value());
                service.complete(id.value());
            }
            answered(() -> program.status(receipt(id.value())));
        }
    }

    /** Whether it is an answer or a failure, the truth is in the services. */
    private static void answered(Runnable call) {
        try {
            call.run();
        } catch (KdpException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private void write(Random random, List<WriteRequest> writes, Set<TransactionId> told) {
        boolean repeats = !writes.isEmpty() && random.nextInt(3) == 0;
        int number = writes.size() + 2;
        WriteRequest write =
                repeats ? writes.get(random.nextInt(writes.size())) : upload(String.valueOf(number), number, number);
        FakeService side = random.nextBoolean() ? old : service;
        side.take(random.nextInt(4) == 0 ? TransactionState.PROGRESS : TransactionState.COMPLETE);
        answered(() -> told.add(program.write(write).transaction()));
        if (!repeats) {
            writes.add(write);
        }
    }

    @Test
    void accountWhoseCustomersStartOnTheNewSide_isNotUnmoved() {
        RoutedMemory started = RoutedMemory.of(UnitKind.CUSTOMER, Phase.CANARY, Quiet.STANDARD, old.clock);

        assertThat(started.isUnmoved(FakeService.RESELLER)).isFalse();
        assertThat(ledger.isUnmoved(FakeService.RESELLER)).isTrue();
    }

    /** Its caller never comes back to find out whose the transaction is. */
    @Test
    void contestedWrite_holdsUpAMoveForADayAtMost() {
        Entry entry = Entry.of(FakeService.RESELLER, UPLOAD, null, old.clock.instant());
        ledger.claim(entry);
        ledger.settle(entry.id(), new Outcome.Contested(entry.since()));

        pass(Quiet.STANDARD.unfinished().minusMillis(1));
        assertThat(ledger.routes().isDrained(UNIT)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(ledger.routes().isDrained(UNIT)).isTrue();
    }
}
