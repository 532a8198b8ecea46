package io.github.kdpbridge.core.migration.shadow;

import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.CUSTOMER;
import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.RoutedMemory;
import io.github.kdpbridge.core.migration.RoutedMemory.Quiet;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of a comparison whatever the services do. */
@ExpectedLog("reseller 4680000925: a comparison failed")
class ShadowPropertiesTest {
    private static final int QUESTIONS = 400;
    private static final List<String> IDENTIFIERS = IntStream.range(0, 50)
            .mapToObj(number -> "35" + (1_000_000_000_000L + number * 7_919_191_919L))
            .toList();

    private final ShadowFixture world = new ShadowFixture();

    /** Each question ends in exactly one verdict, and nothing that is stored or shown tells a device's identifier. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachQuestion_hasOneVerdict_andNoIdentifierIsKept(long seed) {
        Random random = new Random(seed);
        Shadow shadow = world.build(
                new ShadowSettings(20, 1, 30, List.of(Duration.ofSeconds(1), Duration.ofSeconds(2))), world.store);
        world.gen1.act(request -> answer(request, random));
        world.gen2.act(request -> answer(request, random));
        world.transactions.put(TransactionId.of("0"), ShadowFixture.UNIT);
        for (int i = 0; i < QUESTIONS; i++) {
            world.isQuiet = random.nextInt(10) > 0;
            world.gen1.load(random.nextInt(10) > 0, 1000);
            world.gen2.load(random.nextInt(10) > 0, 1000);
            world.phase = random.nextInt(20) > 0 ? Phase.SHADOW : Phase.GEN1;
            Phase before = world.phase;
            world.phase = Phase.SHADOW;
            ask(shadow, random);
            world.phase = before;
            world.pass(Duration.ofMillis(random.nextInt(300)));
        }
        world.pass(120);
        shadow.close();

        assertThat(world.tally().questions()).isEqualTo(QUESTIONS);
        String kept = world.store.findings(FakeSide.RESELLER)
                + world.store.counts(FakeSide.RESELLER, Instant.EPOCH).toString()
                + world.store.learnt(FakeSide.RESELLER)
                + world.store.learnt(FakeSide.RESELLER).facts().lines();
        assertThat(world.store.findings(FakeSide.RESELLER)).hasSizeGreaterThan(1);
        assertThat(IDENTIFIERS)
                .allSatisfy(id -> IntStream.rangeClosed(0, id.length() - 8)
                        .forEach(from -> assertThat(kept).doesNotContain(id.substring(from, from + 8))));
    }

    private static void ask(Shadow shadow, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> ask(shadow, DeviceQuery.of(CUSTOMER), random);
            case 1 -> ask(shadow, StatusRequest.of(TransactionId.of(String.valueOf(random.nextInt(2)))), random);
            default -> ask(shadow, CustomerQuery.all(), random);
        }
    }

    private static <A> void ask(Shadow shadow, ReadRequest<A> request, Random random) {
        Generation side = random.nextBoolean() ? Generation.GEN1 : Generation.GEN2;
        KdpException failure = random.nextInt(8) == 0 ? failure(random) : null;
        shadow.answered(request, side, failure == null ? value(request, random) : null, failure);
    }

    private static CompletionStage<?> answer(ReadRequest<?> request, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new CompletableFuture<>();
            case 1 -> CompletableFuture.failedFuture(failure(random));
            case 2 -> throw new IllegalStateException("broken");
            case 3 -> CompletableFuture.failedFuture(new StackOverflowError());
            default -> CompletableFuture.completedFuture(value(request, random));
        };
    }

    private static KdpException failure(Random random) {
        String id = identifier(random);
        return random.nextBoolean()
                ? refused(Condition.CUSTOMER_NOT_FOUND, id)
                : new UnreachableException("devices page 0", "no route for " + id, null, false);
    }

    private static String identifier(Random random) {
        return IDENTIFIERS.get(random.nextInt(IDENTIFIERS.size()));
    }

    @SuppressWarnings("unchecked") // by the type of the request
    private static <A> A value(ReadRequest<A> request, Random random) {
        if (request instanceof StatusRequest status) {
            DeviceId device = DeviceId.imei(identifier(random));
            String text = "device " + identifier(random) + " of " + identifier(random) + " invalid";
            DeviceOutcome outcome = random.nextBoolean()
                    ? DeviceOutcome.success(device)
                    : DeviceOutcome.failure(
                            device, new ServiceError(Condition.DEVICE_INVALID, "40000004", "DEVICE_INVALID", text));
            return (A) new TransactionStatus(
                            status.transaction(), TransactionState.COMPLETE, TransactionType.UPLOAD, List.of(outcome))
                    .with(List.of(outcome), DeviceCoverage.ALL);
        }
        if (request instanceof DeviceQuery) {
            return (A) new Page<>(
                    Stream.generate(() -> new ListedDevice(
                                    List.of(DeviceId.imei(identifier(random))),
                                    identifier(random),
                                    null,
                                    null,
                                    null,
                                    UnknownFields.of(Map.of(identifier(random), "\"" + identifier(random) + "\""))))
                            .limit(random.nextInt(3))
                            .toList(),
                    (long) random.nextInt(3),
                    0);
        }
        return (A) new Page<>(
                List.of(new Customer(CustomerId.of("12"), "firm " + identifier(random), UnknownFields.none())), 1L, 0);
    }

    /** What the other side of a question may do. */
    private enum Fault {
        HANGS,
        FAILS,
        REFUSES,
        THROWS,
        THROWS_AN_ERROR,
        ANSWERS_NULL;

        CompletionStage<?> answer() {
            return switch (this) {
                case HANGS -> new CompletableFuture<>();
                case FAILS -> CompletableFuture.failedFuture(new UnreachableException("devices", "away", null, false));
                case REFUSES -> CompletableFuture.failedFuture(refused(Condition.CUSTOMER_NOT_FOUND, "4042104"));
                case THROWS -> throw new IllegalStateException("broken");
                case THROWS_AN_ERROR -> throw new StackOverflowError();
                case ANSWERS_NULL -> CompletableFuture.completedFuture(null);
            };
        }
    }

    /** I13: in each phase, whatever the side does that the comparison asks. */
    @ParameterizedTest
    @EnumSource
    void caller_neitherWaitsForTheOtherSide_norGetsItsErrors(Phase phase) {
        for (Fault fault : Fault.values()) {
            RoutedMemory ledger = RoutedMemory.of(UnitKind.CUSTOMER, phase, Quiet.STANDARD, world.clock);
            FakeSide serving = new FakeSide();
            FakeSide compared = new FakeSide();
            serving.act(request -> CompletableFuture.completedFuture(value(request, new Random(1))));
            compared.act(request -> fault.answer());
            boolean isOld = phase.lists() == Generation.GEN1;
            ShadowSide serves = new ShadowSide(serving, serving);
            ShadowSide other = new ShadowSide(compared, compared);
            try (Shadow shadow = Shadow.builder(
                            isOld ? serves : other,
                            isOld ? other : serves,
                            ledger.units(FakeSide.RESELLER),
                            new InMemoryParity())
                    .clock(world.clock)
                    .random(() -> 0)
                    .build()) {
                LedgerProgram program = LedgerProgram.builder(Handlers.questions(isOld ? compared : serving), ledger)
                        .oldService(
                                Handlers.questions(isOld ? serving : compared),
                                question -> ledger.sideOf(FakeSide.RESELLER, question))
                        .listener(shadow)
                        .clock(world.clock)
                        .build();
                List<Object> answers = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    answers.add(program.devices(DeviceQuery.of(CUSTOMER), PageRequest.first()));
                    answers.add(program.customers(CustomerQuery.all(), PageRequest.first()));
                    answers.add(program.status(StatusRequest.of(TransactionId.of("7"))));
                    shadow.look();
                }

                assertThat(answers).hasSize(9).doesNotContainNull();
                assertThat(compared.asked).hasSize(phase.shadow().isPresent() ? 1 : 0);
            }
        }
    }

    /** A refusal of the side that serves is the caller's, as without a comparison. */
    @Test
    void refusalOfTheServingSide_isTheCallers() {
        RoutedMemory ledger = RoutedMemory.of(UnitKind.CUSTOMER, Phase.SHADOW, Quiet.STANDARD, world.clock);
        RefusedException refusal = refused(Condition.CUSTOMER_NOT_FOUND, "4042104");
        world.gen1.fail(refusal);
        world.gen2.answer(ShadowFixture.page());
        LedgerProgram program = LedgerProgram.builder(Handlers.questions(world.gen2), ledger)
                .oldService(Handlers.questions(world.gen1), question -> ledger.sideOf(FakeSide.RESELLER, question))
                .listener(world.shadow())
                .build();

        assertThatThrownBy(() -> program.devices(DeviceQuery.of(CUSTOMER), PageRequest.first()))
                .isSameAs(refusal);
        world.pass(Duration.ZERO);
        assertThat(world.gen2.asked).containsExactly("devices page 0");
    }
}
