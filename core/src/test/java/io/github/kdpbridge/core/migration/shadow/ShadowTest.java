package io.github.kdpbridge.core.migration.shadow;

import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.A;
import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.B;
import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.DEVICES;
import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.UNIT;
import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.page;
import static io.github.kdpbridge.core.migration.shadow.ShadowFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ProfileQuery;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.Units;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

class ShadowTest {
    private static final Tally MATCHED = new Tally(1, 0, 0, 0, 0, Map.of());
    private static final Tally MISMATCHED = new Tally(0, 0, 1, 0, 0, Map.of());
    private static final Tally INCOMPARABLE = new Tally(0, 0, 0, 1, 0, Map.of());
    private static final Tally DROPPED = new Tally(0, 0, 0, 0, 1, Map.of());
    private static final TransactionId TRANSACTION = TransactionId.of("244303");
    private static final StatusRequest STATUS = StatusRequest.of(TRANSACTION);
    private final KdpException away = new UnreachableException("devices page 0", "it is away", null, false);

    private final ShadowFixture world = new ShadowFixture();

    @Test
    void sameAnswerOfTheOtherSide_matches() {
        world.gen2.answer(page(A));

        world.answered(DEVICES, Generation.GEN1, page(A));
        world.pass(Duration.ZERO);

        assertThat(world.gen2.asked).containsExactly("devices page 0");
        assertThat(world.gen1.asked).isEmpty();
        assertThat(world.tally()).isEqualTo(MATCHED);
        assertThat(world.store.counts(FakeSide.RESELLER, Instant.EPOCH))
                .containsExactly(new Parity(UNIT, "devices", Instant.parse("2026-11-26T12:00:00Z"), MATCHED, 1));
    }

    @ParameterizedTest
    @CsvSource({"SHADOW,GEN1,GEN2", "READS,GEN2,GEN1", "CANARY,GEN2,GEN1", "GEN2,GEN2,GEN1"})
    void sideThatDidNotServe_isAsked(Phase phase, Generation served, Generation asked) {
        world.phase = phase;
        world.gen1.answer(page(A));
        world.gen2.answer(page(A));

        world.answered(DEVICES, served, page(A));
        world.pass(Duration.ZERO);

        assertThat(world.gen1.asked).hasSize(asked == Generation.GEN1 ? 1 : 0);
        assertThat(world.gen2.asked).hasSize(asked == Generation.GEN2 ? 1 : 0);
        assertThat(world.tally()).isEqualTo(MATCHED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"GEN1", "DONE"})
    void unitWithoutShadow_isNotCompared(Phase phase) {
        world.phase = phase;

        world.answered(DEVICES, phase.lists(), page(A));

        assertThat(world.tally()).isEqualTo(Tally.empty());
        assertThat(world.gen1.asked).isEmpty();
        assertThat(world.gen2.asked).isEmpty();
    }

    @Test
    void listener_isToldOfEachVerdict() {
        world.gen2.answer(page(A));
        world.answered(DEVICES, Generation.GEN1, page(A));
        world.pass(Duration.ZERO);
        world.answered(DEVICES, Generation.GEN1, page(B));
        world.phase = Phase.GEN1;
        world.pass(Duration.ZERO);

        assertThat(world.told).containsExactly(new Verdict.Matched(), new Verdict.Dropped());
    }

    @Test
    void unitThatLeftItsShadowMeanwhile_isDropped() {
        world.answered(DEVICES, Generation.GEN1, page(A));
        world.phase = Phase.GEN1;

        assertThat(world.tally()).isEqualTo(DROPPED);
        assertThat(world.gen2.asked).isEmpty();
    }

    @Test
    void questionThatOneGenerationLacks_isNotCompared() {
        world.answered(new ProfileQuery(CustomerId.of("1200000321")), Generation.GEN2, List.of());

        assertThat(world.tally()).isEqualTo(Tally.empty());
    }

    @Nested
    class Differences {
        @Test
        void difference_countsIfItIsThereAfterEachPause() {
            world.gen1.answer(page(A));
            world.gen2.answer(page(B));

            world.answered(DEVICES, Generation.GEN1, page(A));
            world.pass(Duration.ZERO);
            world.pass(4);
            assertThat(world.gen1.asked).as("not before 5 s").isEmpty();
            world.pass(1);
            assertThat(world.gen1.asked).hasSize(1);
            assertThat(world.gen2.asked).hasSize(2);
            world.pass(59);
            assertThat(world.gen1.asked).hasSize(1);
            assertThat(world.tally()).isEqualTo(MISMATCHED);

            assertThat(world.gen1.asked).hasSize(2);
            assertThat(world.gen2.asked).hasSize(3);
            assertThat(world.store.findings(FakeSide.RESELLER))
                    .extracting(
                            Finding::unit,
                            Finding::operation,
                            finding -> finding.difference().kind())
                    .containsExactly(tuple(UNIT.id(), "devices", DifferenceKind.MISSING));
        }

        @Test
        void differenceThatPassed_matches() {
            world.gen1.answer(page(A, B));
            world.gen2.answer(page(A));
            world.answered(DEVICES, Generation.GEN1, page(A, B));
            world.pass(1);
            world.gen2.answer(page(A, B));

            world.pass(5);

            assertThat(world.tally()).isEqualTo(MATCHED);
            assertThat(world.store.findings(FakeSide.RESELLER)).isEmpty();
        }

        @Test
        void acceptedDifference_isToleratedByItsId_withoutAnotherLook() {
            world.gen1.answer(page(A));
            world.gen2.answer(page(B));
            world.answered(DEVICES, Generation.GEN1, page(A));
            world.pass(80);
            String id = world.store.findings(FakeSide.RESELLER).get(0).id();
            Author author = new Author("operator-1", Via.PAGE);
            world.store.accept(
                    new Judgement(FakeSide.RESELLER, id, null, author, "the old list is stale", Instant.EPOCH));
            int asked = world.gen2.asked.size();

            world.answered(DEVICES, Generation.GEN1, page(A));

            assertThat(world.tally()).isEqualTo(new Tally(0, 1, 1, 0, 0, Map.of(id, 1L)));
            assertThat(world.gen2.asked).hasSize(asked + 1);
            assertThat(world.store.findings(FakeSide.RESELLER))
                    .extracting(Finding::seen)
                    .containsExactly(2L);
        }

        /** In each question that is put to generation 1 twice, its detail is another one. */
        @Test
        void detailThatTheOldServiceItselfAnswersDifferently_isNoise() {
            int[] number = {0};
            world.gen1.act(request -> CompletableFuture.completedFuture(details("\"" + number[0]++ + "\"")));
            world.gen2.act(request -> CompletableFuture.completedFuture(details("\"" + number[0]++ + "\"")));
            Shadow shadow = world.build(new ShadowSettings(10, 1, 1000, List.of()), world.store);
            for (int i = 0; i < 700; i++) {
                shadow.answered(DEVICES, Generation.GEN1, details("\"" + number[0]++ + "\""), null);
                world.pass(1);
            }

            Tally tally = world.tally();
            assertThat(tally.rules()).containsOnlyKeys(Noise.RULE);
            assertThat(tally.tolerated()).isGreaterThan(50);
            assertThat(tally.questions()).isEqualTo(700);
            assertThat(world.gen1.asked).as("each 20th question asks twice").hasSize(700 / 20);
        }

        private Page<ListedDevice> details(String json) {
            return new Page<>(
                    List.of(new ListedDevice(
                            List.of(DeviceId.imei(A)), null, null, null, null, UnknownFields.of(Map.of("seen", json)))),
                    1L,
                    0);
        }

        /** The comparison expects the second answer in the words of generation 2. */
        @Test
        void codeOfTheOldServiceThatIsNotTheCatalogues_isNoNoise() {
            world.gen1.fail(refused(Condition.CUSTOMER_NOT_FOUND, "4042199"));
            world.gen2.fail(refused(Condition.CUSTOMER_NOT_FOUND, "40400002"));
            Shadow shadow = world.build(new ShadowSettings(10, 1, 1000, List.of()), world.store);
            for (int i = 0; i < 700; i++) {
                shadow.answered(DEVICES, Generation.GEN1, null, refused(Condition.CUSTOMER_NOT_FOUND, "4042199"));
                world.pass(1);
            }

            assertThat(world.tally().mismatched()).isEqualTo(700);
        }
    }

    @Nested
    class Incomparables {
        @Test
        void writeBetweenTheTwoAnswers() {
            world.gen2.answer(page(A));
            world.isQuiet = false;

            world.answered(DEVICES, Generation.GEN1, page(A));

            assertThat(world.tally()).isEqualTo(INCOMPARABLE);
            assertThat(world.store.learnt(FakeSide.RESELLER)).isEqualTo(Learnt.nothing());
        }

        @Test
        void sideThatHangs_isGivenUpAfter30Seconds() {
            world.gen2.hang();

            world.answered(DEVICES, Generation.GEN1, page(A));
            world.pass(31);

            assertThat(world.tally()).isEqualTo(INCOMPARABLE);
        }

        @Test
        void sideThatFails() {
            world.gen2.fail(away);
            world.answered(DEVICES, Generation.GEN1, page(A));

            assertThat(world.tally()).isEqualTo(INCOMPARABLE);
        }

        @Test
        void sideThatThrows_anErrorToo() {
            world.gen2.act(request -> {
                throw new StackOverflowError();
            });
            world.answered(DEVICES, Generation.GEN1, page(A));

            assertThat(world.tally()).isEqualTo(INCOMPARABLE);
        }

        @Test
        void callerThatGotNoAnswer_isCountedWithoutAQuestion() {
            world.shadow().answered(DEVICES, Generation.GEN1, null, away);

            assertThat(world.tally()).isEqualTo(INCOMPARABLE);
            assertThat(world.gen2.asked).isEmpty();
        }

        @Test
        void answerOverTheLimit() {
            String[] many = new String[5000];
            Arrays.fill(many, A);

            world.answered(DEVICES, Generation.GEN1, page(many));

            assertThat(world.tally()).isEqualTo(INCOMPARABLE);
            assertThat(world.gen2.asked).isEmpty();
        }

        @Test
        void answerOfTheOtherSideOverTheLimit() {
            String[] many = new String[5000];
            Arrays.fill(many, A);
            world.gen2.answer(page(many));

            world.answered(DEVICES, Generation.GEN1, page(A));

            assertThat(world.tally()).isEqualTo(INCOMPARABLE);
        }

        @Test
        void transactionThatTheOtherSideDoesNotShow_isAFactOfThePortal() {
            world.gen2.fail(refused(Condition.TRANSACTION_NOT_FOUND, "40400005"));

            world.answered(STATUS, Generation.GEN1, status());

            assertThat(world.tally()).isEqualTo(INCOMPARABLE);
            assertThat(world.store.learnt(FakeSide.RESELLER).facts().known(PortalFact.TRANSACTIONS_SHARED))
                    .isEqualTo(PortalFacts.Known.NO);
        }

        @Test
        @ExpectedLog("reseller 4680000925: devices page 0 cannot be compared; said once")
        void unitsThatFail_areNotTheCallers() {
            Shadow shadow = Shadow.builder(
                            new ShadowSide(world.gen1, world.gen1),
                            new ShadowSide(world.gen2, world.gen2),
                            new AwayUnits(null),
                            world.store)
                    .build();

            for (int i = 0; i < 3; i++) {
                shadow.answered(DEVICES, Generation.GEN1, page(A), null);
            }
        }

        @Test
        @ExpectedLog("reseller 4680000925: a comparison failed")
        void comparisonThatFails_isOneQuestionsEnd() {
            world.gen2.answer("no page");
            world.answered(DEVICES, Generation.GEN1, page(A));
            world.pass(1);
            world.gen2.answer(page(A));
            world.answered(DEVICES, Generation.GEN1, page(A));

            assertThat(world.tally()).isEqualTo(INCOMPARABLE.plus(MATCHED));
        }

        @Test
        void ledgerThatIsAway() {
            world.gen2.answer(page(A));
            Shadow shadow = Shadow.builder(
                            new ShadowSide(world.gen1, world.gen1),
                            new ShadowSide(world.gen2, world.gen2),
                            new AwayUnits(world),
                            world.store)
                    .clock(world.clock)
                    .random(() -> 0)
                    .build();

            shadow.answered(DEVICES, Generation.GEN1, page(A), null);
            shadow.look();
            shadow.close();

            assertThat(world.tally()).isEqualTo(INCOMPARABLE);
        }
    }

    @Nested
    class Sample {
        @Test
        void firstCallOfAnHour_isAlwaysCompared() {
            world.random = 1;
            world.gen2.answer(page(A));

            for (int i = 0; i < 5; i++) {
                world.answered(DEVICES, Generation.GEN1, page(A));
            }
            assertThat(world.tally().questions()).isEqualTo(1);
            world.gen2.answer(new Page<>(List.<Customer>of(), 0L, 0));
            world.answered(CustomerQuery.all(), Generation.GEN1, new Page<>(List.<Customer>of(), 0L, 0));
            assertThat(world.tally().questions()).as("another operation").isEqualTo(2);
            world.gen2.answer(page(A));
            world.pass(Duration.ofHours(1));
            world.answered(DEVICES, Generation.GEN1, page(A));
            assertThat(world.tally().questions()).as("the next hour").isEqualTo(3);
        }

        @ParameterizedTest
        @CsvSource({"SHADOW,0.24,2", "SHADOW,0.25,1", "GEN2,0.024,2", "GEN2,0.025,1"})
        void share_isAQuarter_andATenthOfItInTheLastPhase(Phase phase, double random, long compared) {
            world.phase = phase;
            world.random = random;

            world.answered(DEVICES, phase.lists(), page(A));
            world.answered(DEVICES, phase.lists(), page(A));
            world.shadow().close();

            assertThat(world.tally().questions()).isEqualTo(compared);
        }

        @Test
        void fullQueue_drops_andTheNextIsTheFirstAgain() {
            Shadow shadow = world.build(new ShadowSettings(1, 1, 2, List.of()), world.store);
            world.answered(DEVICES, Generation.GEN1, page(A));
            world.answered(DEVICES, Generation.GEN1, page(A));
            world.answered(CustomerQuery.all(), Generation.GEN1, new Page<>(List.<Customer>of(), 0L, 0));
            world.random = 1;
            DeviceQuery rare = DeviceQuery.of(CustomerId.of("1200000322"));
            world.answered(rare, Generation.GEN1, page(A));
            world.answered(rare, Generation.GEN1, page(A));
            shadow.close();

            assertThat(world.store.counts(FakeSide.RESELLER, Instant.EPOCH))
                    .extracting(
                            Parity::unit,
                            Parity::operation,
                            parity -> parity.tally().dropped())
                    .contains(
                            tuple(UNIT, "devices", 2L),
                            tuple(UnitKind.CUSTOMER.unit(FakeSide.RESELLER, rare.customer(), null), "devices", 2L));
        }

        @Test
        void largeAnswers_doNotFillTheMemory() {
            String[] many = new String[4000];
            Arrays.fill(many, A);
            Page<ListedDevice> large = page(many);
            for (int i = 0; i < 100; i++) {
                world.answered(DEVICES, Generation.GEN1, large);
            }
            world.gen2.load(false, 1000);
            world.pass(Duration.ofSeconds(10));

            assertThat(world.store.counts(FakeSide.RESELLER, Instant.EPOCH))
                    .extracting(parity -> parity.tally().dropped())
                    .containsExactly(100L - 65);
        }

        @Test
        void statusIsAQuestionOfItsTransactionsUnit() {
            world.phaseOfAccount = Phase.GEN1;
            world.transactions.put(TRANSACTION, UNIT);
            world.gen2.answer(status());

            world.answered(STATUS, Generation.GEN1, status());
            world.pass(Duration.ofSeconds(10));

            assertThat(world.store.counts(FakeSide.RESELLER, Instant.EPOCH))
                    .extracting(Parity::unit, Parity::operation, Parity::tally)
                    .containsExactly(tuple(UNIT, "status", MATCHED));
            assertThat(world.store.learnt(FakeSide.RESELLER).facts().known(PortalFact.TRANSACTIONS_SHARED))
                    .isEqualTo(PortalFacts.Known.YES);
        }
    }

    @Test
    void statusOfAUnitThatIsNotCompared_hasNoVerdict() {
        world.phaseOfAccount = Phase.GEN1;
        world.phase = Phase.DONE;
        world.transactions.put(TRANSACTION, UNIT);

        world.answered(STATUS, Generation.GEN1, status());
        world.answered(StatusRequest.of(TransactionId.of("244304")), Generation.GEN1, status());
        world.shadow().answered(STATUS, Generation.GEN1, null, away);

        assertThat(world.tally()).isEqualTo(Tally.empty());
        assertThat(world.gen2.asked).isEmpty();
    }

    @Nested
    class Pace {
        @ParameterizedTest
        @CsvSource({"1000,10", "5,5", "1,1"})
        void questions_areAtMostTheRateAndATenthOfTheOthersPace(int requestsPerSecond, int expected) {
            world.gen2.answer(page(A));
            world.gen2.load(true, requestsPerSecond);
            for (int i = 0; i < 100; i++) {
                world.answered(DEVICES, Generation.GEN1, page(A));
            }
            for (int i = 0; i < 100; i++) {
                world.pass(Duration.ofMillis(100));
            }

            assertThat(world.gen2.asked).hasSize(expected);
        }

        @Test
        void serviceThatIsNotAtEase_isNotAsked_andItsQuestionIsDropped() {
            world.gen2.answer(page(A));
            world.gen2.load(false, 1000);
            world.answered(DEVICES, Generation.GEN1, page(A));
            world.pass(600);
            assertThat(world.gen2.asked).isEmpty();

            assertThat(world.tally()).isEqualTo(DROPPED);
        }

        @Test
        void secondLook_waitsUntilBothAreAtEase() {
            world.gen1.answer(page(A));
            world.gen2.answer(page(B));
            world.answered(DEVICES, Generation.GEN1, page(A));
            world.pass(1);
            world.gen1.load(false, 1000);
            world.pass(100);
            assertThat(world.gen2.asked).hasSize(1);
            world.gen1.load(true, 1000);
            world.pass(1);
            assertThat(world.gen2.asked).hasSize(2);
        }
    }

    @Test
    void questionOfTheComparison_showsInTheLogAsItsOwn() {
        world.gen2.answer(page(A));
        MDC.put("requestId", "r-7");
        try {
            world.answered(DEVICES, Generation.GEN1, page(A));
        } finally {
            MDC.remove("requestId");
        }
        world.pass(Duration.ZERO);

        assertThat(world.gen2.requestIds).containsExactly("r-7-shadow");
        assertThat(MDC.get("requestId")).isNull();
    }

    @Test
    void codeThatTheOldServiceReallySends_isLearnt() {
        world.gen1.fail(refused(Condition.CUSTOMER_NOT_FOUND, "4042199"));
        world.gen2.fail(refused(Condition.CUSTOMER_NOT_FOUND, "40400002"));
        world.shadow().answered(DEVICES, Generation.GEN1, null, refused(Condition.CUSTOMER_NOT_FOUND, "4042199"));
        world.pass(90);

        assertThat(world.tally()).isEqualTo(MISMATCHED);
        assertThat(world.store.learnt(FakeSide.RESELLER).codes().settings(ErrorCatalogue.standard()))
                .containsExactly("wire.errors.CUSTOMER_NOT_FOUND.gen1 = 4042199");
    }

    @Test
    @ExpectedLog("reseller 4680000925: results of comparisons are not stored: away")
    void storeThatIsAway_getsTheCountsLater() {
        boolean[] isAway = {true};
        world.build(ShadowSettings.STANDARD, new ForwardingParity(world.store) {
            @Override
            public void add(Collection<Parity> counts) {
                requireThere();
                super.add(counts);
            }

            @Override
            public void learn(ResellerId reseller, Learnt learnt) {
                requireThere();
                super.learn(reseller, learnt);
            }

            private void requireThere() {
                if (isAway[0]) {
                    throw new LedgerException("away", null);
                }
            }
        });
        world.gen2.answer(page(A));
        world.answered(DEVICES, Generation.GEN1, page(A));
        world.pass(30);
        assertThat(world.store.counts(FakeSide.RESELLER, Instant.EPOCH)).isEmpty();
        isAway[0] = false;

        assertThat(world.tally()).isEqualTo(MATCHED);
        assertThat(world.store.learnt(FakeSide.RESELLER).facts().known(PortalFact.DEVICES_SHARED))
                .isEqualTo(PortalFacts.Known.YES);
    }

    @Nested
    class WholeListsOfAUnit {
        @Test
        void equalLists_ofSeveralPages() {
            world.gen1.act(request -> pageOf(List.of(A, B), ((DeviceQuery) request).page(), 1));
            world.gen2.act(request -> pageOf(List.of(B, A), ((DeviceQuery) request).page(), 2));

            ListsCompared compared = world.shadow().compareLists(UNIT, Operation.DEVICES);

            assertThat(compared.gen1()).isEqualTo(2);
            assertThat(compared.gen2()).isEqualTo(2);
            assertThat(compared.verdict())
                    .isInstanceOfSatisfying(
                            Verdict.Mismatched.class,
                            verdict -> assertThat(verdict.differences())
                                    .extracting(Difference::kind)
                                    .containsExactly(DifferenceKind.ORDER));
            assertThat(world.store.findings(FakeSide.RESELLER)).hasSize(1);
            assertThat(world.store.counts(FakeSide.RESELLER, Instant.EPOCH))
                    .extracting(Parity::tally)
                    .containsExactly(MISMATCHED);
        }

        @Test
        void sameLists_matchAndShowOnePortal() {
            world.gen1.act(request -> pageOf(List.of(A, B), ((DeviceQuery) request).page(), 1));
            world.gen2.act(request -> pageOf(List.of(A, B), ((DeviceQuery) request).page(), 2));

            assertThat(world.shadow().compareLists(UNIT, Operation.DEVICES))
                    .isEqualTo(new ListsCompared(2, 2, new Verdict.Matched()));
            assertThat(world.store.counts(FakeSide.RESELLER, Instant.EPOCH))
                    .extracting(Parity::equalLists)
                    .containsExactly(1L);
        }

        @Test
        void difference_countsIfTheSecondReadingHasItToo() {
            world.gen1.act(request -> pageOf(List.of(A, B), ((DeviceQuery) request).page(), 5));
            boolean[] first = {true};
            world.gen2.act(request -> {
                List<String> all = first[0] ? List.of(A) : List.of(A, B);
                first[0] = false;
                return pageOf(all, ((DeviceQuery) request).page(), 5);
            });

            assertThat(world.shadow().compareLists(UNIT, Operation.DEVICES))
                    .isEqualTo(new ListsCompared(2, 2, new Verdict.Matched()));
        }

        @Test
        void sideThatIsAway_andUnitThatChanges_areNotCompared() {
            world.gen1.answer(page(A));
            world.gen2.fail(away);
            assertThat(world.shadow().compareLists(UNIT, Operation.DEVICES))
                    .isEqualTo(new ListsCompared(1, 0, new Verdict.NotCompared(Incomparable.UNREACHABLE)));

            world.gen2.answer(page(A));
            world.isQuiet = false;
            assertThat(world.shadow().compareLists(UNIT, Operation.DEVICES))
                    .isEqualTo(new ListsCompared(1, 1, new Verdict.NotCompared(Incomparable.CHANGED)));
        }

        @Test
        void listWithoutEnd_isCutOff() {
            String[] thousand = new String[1000];
            world.gen1.act(request -> {
                long number = ((DeviceQuery) request).page().number();
                Arrays.setAll(thousand, i -> "3518%011d".formatted(number * 1000 + i));
                return CompletableFuture.completedFuture(
                        new Page<>(page(thousand).items(), null, number));
            });
            world.gen2.answer(page(A));

            assertThat(world.shadow().compareLists(UNIT, Operation.DEVICES))
                    .isEqualTo(
                            new ListsCompared(WholeLists.MOST + 1, 1, new Verdict.NotCompared(Incomparable.TOO_LARGE)));
            assertThat(world.gen1.asked).hasSizeLessThan(103);
        }

        @Test
        void accountsOwnUnit_hasCustomersAndResellersToo() {
            Unit account = Unit.account(FakeSide.RESELLER);
            world.gen1.answer(
                    new Page<>(List.of(new Customer(CustomerId.of("1200000321"), null, UnknownFields.none())), 1L, 0));
            world.gen2.answer(new Page<>(List.of(), 0L, 0));

            assertThat(world.shadow().lists(account))
                    .containsExactly(Operation.DEVICES, Operation.CUSTOMERS, Operation.RESELLERS);
            ListsCompared compared = world.shadow().compareLists(account, Operation.CUSTOMERS);

            assertThat(compared.gen1()).isEqualTo(1);
            assertThat(compared.gen2()).isZero();
            assertThat(compared.verdict())
                    .isInstanceOfSatisfying(
                            Verdict.Mismatched.class,
                            verdict -> assertThat(verdict.differences())
                                    .extracting(Difference::path, Difference::kind)
                                    .contains(tuple("customers[]", DifferenceKind.MISSING)));
            assertThat(world.gen2.asked).containsOnly("customers page 0");
            assertThat(world.store.findings(FakeSide.RESELLER))
                    .extracting(Finding::unit, Finding::operation)
                    .containsOnly(tuple(account.id(), "customers"));
        }

        @Test
        void listThatIsNotTheUnits_isRefused() {
            assertThat(world.shadow().lists(UNIT)).containsExactly(Operation.DEVICES);
            assertThatThrownBy(() -> world.shadow().compareLists(UNIT, Operation.CUSTOMERS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "whole lists of customers are not compared for customer 1200000321; legal are: devices");
        }

        @Test
        void unitOfAnotherAccount_isRefused() {
            Unit other = Unit.account(ResellerId.of("4680000926"));

            assertThatThrownBy(() -> world.shadow().compareLists(other, Operation.DEVICES))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("account * is not a unit of reseller 4680000925");
        }

        private CompletableFuture<Page<ListedDevice>> pageOf(List<String> all, PageRequest page, int size) {
            return CompletableFuture.completedFuture(Page.of(
                    all.stream()
                            .map(imei -> ListedDevice.of(DeviceId.imei(imei)))
                            .toList(),
                    new PageRequest(page.number(), size)));
        }
    }

    @Test
    void servicesOfTwoAccounts_areRefused() {
        DeploymentReads other = Handlers.builder().build().program(ResellerId.of("4680000926"));

        assertThatThrownBy(() -> Shadow.builder(
                        new ShadowSide(world.gen1, world.gen1), new ShadowSide(other, world.gen2), world, world.store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("generation 1 is asked for reseller 4680000925, generation 2 for 4680000926");
    }

    @Test
    void settings_areChecked() {
        assertThatThrownBy(() -> new ShadowSettings(0, 0.25, 1000, List.of()))
                .hasMessage("rate must be more than 0, not 0.0");
        assertThatThrownBy(() -> new ShadowSettings(1, 1.5, 1000, List.of()))
                .hasMessage("share must be from 0 to 1, not 1.5");
        assertThatThrownBy(() -> new ShadowSettings(1, 0.25, 0, List.of()))
                .hasMessage("queue must be 1 or more, not 0");
        assertThatThrownBy(() -> new ShadowSettings(1, 0.25, 1, List.of(Duration.ofSeconds(-5))))
                .hasMessage("a pause of confirm is from 0 s to 1 day, not PT-5S");
    }

    private static TransactionStatus status() {
        return new TransactionStatus(TRANSACTION, TransactionState.COMPLETE, TransactionType.UPLOAD, List.of());
    }

    /** Units whose ledger cannot be asked. */
    private record AwayUnits(ShadowFixture world) implements Units {
        @Override
        public Route of(ReadRequest<?> question) {
            return world.of(question);
        }

        @Override
        public Optional<Route> of(TransactionId transaction) {
            throw new LedgerException("away", null);
        }

        @Override
        public boolean isQuiet(Unit unit, Instant since) {
            throw new LedgerException("away", null);
        }
    }
}
