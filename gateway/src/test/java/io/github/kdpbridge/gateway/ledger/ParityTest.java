package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.migration.ActFilter;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Comparisons.Times;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.DifferenceFilter;
import io.github.kdpbridge.core.migration.DifferenceFilter.Alike;
import io.github.kdpbridge.core.migration.DifferenceFilter.Which;
import io.github.kdpbridge.core.migration.DifferenceGroup;
import io.github.kdpbridge.core.migration.DifferenceGroup.Sums;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.Part;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.shadow.Compared;
import io.github.kdpbridge.core.migration.shadow.Difference;
import io.github.kdpbridge.core.migration.shadow.DifferenceKind;
import io.github.kdpbridge.core.migration.shadow.Finding;
import io.github.kdpbridge.core.migration.shadow.Findings;
import io.github.kdpbridge.core.migration.shadow.InMemoryParity;
import io.github.kdpbridge.core.migration.shadow.Incomparable;
import io.github.kdpbridge.core.migration.shadow.Judgement;
import io.github.kdpbridge.core.migration.shadow.Learnt;
import io.github.kdpbridge.core.migration.shadow.LearntAssumptions;
import io.github.kdpbridge.core.migration.shadow.LearntCodes;
import io.github.kdpbridge.core.migration.shadow.Parity;
import io.github.kdpbridge.core.migration.shadow.ParityStore;
import io.github.kdpbridge.core.migration.shadow.PortalFact;
import io.github.kdpbridge.core.migration.shadow.PortalFacts;
import io.github.kdpbridge.core.migration.shadow.PortalFacts.Evidence;
import io.github.kdpbridge.core.migration.shadow.Severity;
import io.github.kdpbridge.core.migration.shadow.Tally;
import io.github.kdpbridge.testfixtures.TestClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of all {@link ParityStore}s, in memory and in both databases. */
@Tag("one-jdk")
@ParameterizedClass
@EnumSource
class ParityTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final ResellerId OTHER = ResellerId.of("4680000926");
    private static final Unit UNIT = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of("1200000321"), null);
    private static final Unit SECOND = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of("1200000322"), null);
    private static final Unit OF_OTHER = Unit.account(OTHER);
    private static final List<Unit> UNITS = List.of(UNIT, SECOND);
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));
    private static final Difference MISSING =
            new Difference("devices[]", DifferenceKind.MISSING, "…0702·k7Qx", null, 2);
    private static final Difference TEXT = new Difference("customers[].name", DifferenceKind.TEXT, "A", "B", 1);
    private static final Difference REFUSAL =
            new Difference("refusal", DifferenceKind.REFUSAL, "done", "CUSTOMER_NOT_FOUND (code 40400002)", 1);
    private static final Compared NONE = Compared.of(List.of());

    private final List<SqlLedger> opened = new ArrayList<>();
    private ParityStore store;
    private Routes routes = new InMemoryRoutes(Clock.systemUTC(), (unit, side) -> true);
    private LedgerStore place;

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    enum Kind {
        MEMORY,
        SQLITE,
        POSTGRESQL
    }

    @Parameter
    private Kind kind;

    @BeforeEach
    void open() {
        switch (kind) {
            case MEMORY -> {
                InMemoryRoutes log = new InMemoryRoutes(TestClock.at(NOON), (unit, side) -> true);
                routes = log;
                store = new InMemoryParity(log::add);
            }
            case SQLITE -> open(new LedgerStore.SqliteFile(folder.resolve("ledger.db")));
            case POSTGRESQL -> open(postgresql.empty());
        }
    }

    private void open(LedgerStore at) {
        place = at;
        SqlLedger ledger = gateway();
        routes = ledger.routes(RoutedLedgerTests.LIMITS);
        List.of(UNIT, SECOND, OF_OTHER).forEach(this::see);
        store = SqlParity.of(ledger);
    }

    /** Returns the findings of an account, the first seen first. */
    private List<Finding> findings(ResellerId reseller) {
        if (store instanceof InMemoryParity memory) {
            return memory.findings(reseller);
        }
        return opened.get(0)
                .database()
                .inTransaction(sql -> sql.handle()
                        .createQuery("SELECT " + StoredFinding.COLUMNS + " FROM kdp_route r JOIN kdp_difference d"
                                + " ON d.unit = r.unit WHERE r.reseller = :reseller ORDER BY d.first_at, d.id")
                        .bind("reseller", reseller.value())
                        .map((row, context) -> StoredFinding.read(row))
                        .list());
    }

    private List<LoggedAct> judgements() {
        return routes.acts(RESELLER, ActFilter.ALL, Cut.WHOLE).rows();
    }

    private void see(Unit unit) {
        routes.see(unit, Phase.SHADOW);
    }

    private SqlLedger gateway() {
        SqlLedger ledger = SqlLedger.withoutHeart(place, Ticker.systemTicker(), Clock.systemUTC());
        opened.add(ledger);
        return ledger;
    }

    @AfterEach
    void close() {
        opened.forEach(SqlLedger::close);
    }

    private static Parity parity(Unit unit, Instant hour, Tally tally, long equalLists) {
        return new Parity(unit, "devices", hour, tally, equalLists);
    }

    @Test
    void countsOfAUnit_areItsOwn() {
        Tally tally = new Tally(1, 2, 3, 4, 5, Map.of());
        store.add(List.of(
                parity(UNIT, NOON, tally, 1),
                new Parity(UNIT, "transactions", ONE, tally, 0),
                parity(OF_OTHER, NOON, tally, 0)));

        assertThat(store.counts(UNIT, NOON))
                .containsExactlyInAnyOrder(
                        parity(UNIT, NOON, tally, 1), new Parity(UNIT, "transactions", ONE, tally, 0));
        assertThat(store.counts(UNIT, ONE)).containsExactly(new Parity(UNIT, "transactions", ONE, tally, 0));
    }

    @Test
    void sums_areOfEachUnit() {
        Tally first = new Tally(1, 2, 3, 4, 5, Map.of("noise", 2L));
        Tally second = new Tally(10, 20, 30, 40, 50, Map.of());
        store.add(
                List.of(parity(UNIT, NOON, first, 1), parity(UNIT, ONE, second, 2), parity(OF_OTHER, NOON, first, 0)));
        store.add(List.of(new Parity(UNIT, "transactions", ONE, second, 0)));

        assertThat(store.sums(UNITS, NOON).stream().map(Parity::unit)).containsOnly(UNIT);
        assertThat(sum(store.sums(UNITS, NOON), Tally::matched)).isEqualTo(21);
        assertThat(sum(store.sums(UNITS, NOON), Tally::dropped)).isEqualTo(105);
        assertThat(sum(store.sums(UNITS, ONE), Tally::compared)).isEqualTo(120);
        assertThat(sum(store.sums(UNITS, NOON.plusMillis(1)), Tally::compared)).isEqualTo(120);
        assertThat(store.sums(UNITS, NOON).stream()
                        .mapToLong(Parity::equalLists)
                        .sum())
                .isEqualTo(3);
        assertThat(store.sums(List.of(SECOND), NOON)).isEmpty();
    }

    /** An account with many comparisons is not summed to the end. */
    @Test
    void comparisonsOfAnAccount_areCountedUntilThereAreEnough() {
        Tally tally = new Tally(1, 2, 3, 4, 5, Map.of());
        store.add(List.of(
                parity(UNIT, NOON, tally, 0),
                parity(SECOND, ONE, tally, 0),
                parity(OF_OTHER, ONE, tally, 0),
                new Parity(SECOND, "transactions", NOON, new Tally(0, 0, 0, 7, 7, Map.of()), 0)));

        assertThat(store.compared(RESELLER, NOON, 200)).isEqualTo(12);
        assertThat(store.compared(RESELLER, ONE, 200)).isEqualTo(6);
        assertThat(store.compared(RESELLER, ONE.plusSeconds(3600), 200)).isZero();
        assertThat(store.compared(RESELLER, NOON, 1)).isBetween(1L, 12L);
    }

    private static long sum(List<Parity> sums, ToLongFunction<Tally> count) {
        return sums.stream().map(Parity::tally).mapToLong(count).sum();
    }

    /** An open page is loaded again when it has another version: not each time that a difference is seen again. */
    @Test
    void version_changesWithTheKindOfTheFindings_andNotWithTheirCounts() {
        List<String> versions = new ArrayList<>(List.of(store.version(RESELLER)));
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(TEXT)), NOON);
        versions.add(store.version(RESELLER));
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(TEXT)), ONE);
        assertThat(store.version(RESELLER)).as("seen again").isEqualTo(versions.get(1));
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(TEXT, MISSING)), ONE);
        versions.add(store.version(RESELLER));
        String id = findings(RESELLER).get(0).id();
        store.accept(judgement(id, null, "another spelling"));
        versions.add(store.version(RESELLER));

        assertThat(versions).doesNotHaveDuplicates();
        store.record(OF_OTHER, Operation.DEVICES, Compared.of(List.of(TEXT)), NOON);
        assertThat(store.version(RESELLER)).isEqualTo(versions.get(3));
        store.reopen(judgement(id, null, "it is wrong after all"));
        assertThat(store.version(RESELLER)).isEqualTo(versions.get(2));
        for (int i = 0; i < Finding.GONE_AFTER; i++) {
            store.record(UNIT, Operation.DEVICES, NONE, ONE);
        }
        assertThat(store.version(RESELLER)).as("gone").isNotIn(versions);
    }

    /** Three differences of one unit, two of another one, and one of another account. */
    private void several() {
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(MISSING, TEXT)), NOON);
        store.record(SECOND, Operation.DEVICES, Compared.of(List.of(TEXT)), ONE);
        store.record(SECOND, Operation.CUSTOMERS, Compared.of(List.of(REFUSAL)), ONE);
        store.record(UNIT, Operation.CUSTOMERS, Compared.of(List.of(TEXT)), ONE.plusSeconds(1));
        store.record(UNIT, Operation.CUSTOMERS, Compared.of(List.of(TEXT)), ONE.plusSeconds(2));
        store.record(OF_OTHER, Operation.DEVICES, Compared.of(List.of(TEXT)), ONE);
    }

    private static DifferenceFilter filter(Which which, String text) {
        return new DifferenceFilter(which, text, null);
    }

    private List<String> found(DifferenceFilter filter) {
        return store.differences(RESELLER).part(filter, Cut.WHOLE).rows().stream()
                .map(known -> "%s %s %s"
                        .formatted(
                                known.place().unit(),
                                known.place().operation(),
                                known.place().kind()))
                .toList();
    }

    @Test
    void knownDifferences_comeInParts_theLastSeenFirst() {
        several();
        Part<Known> first = store.differences(RESELLER).part(DifferenceFilter.ALL, new Cut(1, 2));
        Part<Known> beyond = store.differences(RESELLER).part(DifferenceFilter.ALL, new Cut(9, 2));

        assertThat(first.total()).isEqualTo(5);
        assertThat(first.rows()).hasSize(2);
        assertThat(first.rows().get(0).place().operation()).isEqualTo("customers");
        assertThat(first.rows().get(0).times()).isEqualTo(new Times(2, ONE.plusSeconds(1), ONE.plusSeconds(2)));
        assertThat(beyond.number()).as("the last part").isEqualTo(3);
        assertThat(beyond.rows()).hasSize(1);
        assertThat(beyond.rows().get(0).times().last()).isEqualTo(NOON);
        assertThat(store.differences(ResellerId.of("4680000999")).part(DifferenceFilter.ALL, new Cut(2, 5)))
                .isEqualTo(new Part<Known>(List.of(), 0, 1));
    }

    @Test
    void knownDifference_isFoundByItsAccountOnly() {
        several();
        Finding finding = findings(RESELLER).get(0);

        assertThat(store.differences(RESELLER).find(finding.id())).contains(finding.known(UNIT.label()));
        assertThat(store.differences(OTHER).find(finding.id())).isEmpty();
        assertThat(store.differences(RESELLER).find("none")).isEmpty();
    }

    @Test
    void filter_looksAtUnitPlaceValuesAndNote_whateverTheCase() {
        several();
        String id = findings(RESELLER).stream()
                .filter(finding -> finding.operation().equals("customers")
                        && finding.unit().equals(UNIT.id()))
                .findFirst()
                .orElseThrow()
                .id();
        store.accept(judgement(id, null, "50%_of \"them\""));

        assertThat(found(filter(Which.ALL, "1200000322")))
                .containsExactlyInAnyOrder("1200000322 devices text", "1200000322 customers refusal");
        assertThat(found(filter(Which.ALL, "DEVICES[]"))).containsExactly("1200000321 devices missing");
        assertThat(found(filter(Which.ALL, "customer_NOT_found"))).containsExactly("1200000322 customers refusal");
        assertThat(found(filter(Which.ALL, "refus"))).containsExactly("1200000322 customers refusal");
        assertThat(found(filter(Which.ALL, "k7qx"))).containsExactly("1200000321 devices missing");
        assertThat(found(filter(Which.ALL, id))).containsExactly("1200000321 customers text");
        assertThat(found(filter(Which.ALL, "0%_OF \"th"))).containsExactly("1200000321 customers text");
        assertThat(found(filter(Which.ALL, "5%o"))).as("no wildcard").isEmpty();
        assertThat(found(filter(Which.ACCEPTED, ""))).containsExactly("1200000321 customers text");
        assertThat(found(filter(Which.ACCEPTED, "operator-1"))).hasSize(1);
        assertThat(found(filter(Which.OPEN, ""))).hasSize(4);
        assertThat(found(filter(Which.OPEN, "operator-1"))).isEmpty();
        assertThatThrownBy(() -> filter(Which.ALL, "a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the text to look for must not hold the character U+0000");
    }

    @Test
    void groups_areByPlaceAndKind_thoseOfOutcomeFirst_withTheirSums() {
        several();
        Part<DifferenceGroup> groups = store.differences(RESELLER).groups(DifferenceFilter.ALL, Cut.WHOLE);
        Alike text = new Alike("devices", "customers[].name", "text");

        assertThat(groups.total()).isEqualTo(4);
        assertThat(groups.rows())
                .extracting(
                        group -> group.alike().operation() + " " + group.alike().kind())
                .containsExactly("customers refusal", "devices missing", "devices text", "customers text");
        assertThat(groups.rows()).extracting(DifferenceGroup::isOutcome).containsExactly(true, true, false, false);
        assertThat(groups.rows().get(2).alike()).isEqualTo(text);
        assertThat(groups.rows().get(2).sums()).isEqualTo(new Sums(2, 2, 2));
        assertThat(groups.rows().get(2).examples())
                .extracting(known -> known.place().unit())
                .containsExactly("1200000322", "1200000321");
        assertThat(groups.rows().get(3).sums()).isEqualTo(new Sums(1, 1, 2));
        assertThat(found(DifferenceFilter.ALL.of(text)))
                .containsExactly("1200000322 devices text", "1200000321 devices text");
        assertThat(store.differences(RESELLER)
                        .groups(DifferenceFilter.ALL.of(text), Cut.WHOLE)
                        .rows())
                .containsExactly(groups.rows().get(2));
        Part<DifferenceGroup> second = store.differences(RESELLER).groups(DifferenceFilter.ALL, new Cut(2, 3));
        assertThat(second.total()).isEqualTo(4);
        assertThat(second.rows()).containsExactly(groups.rows().get(3));
        assertThat(store.differences(RESELLER)
                        .groups(filter(Which.ACCEPTED, ""), Cut.WHOLE)
                        .rows())
                .isEmpty();
    }

    @Test
    void group_hasItsLastThreeAsExamples() {
        for (int i = 0; i < 5; i++) {
            Unit unit = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of("130000000" + i), null);
            see(unit);
            store.record(unit, Operation.DEVICES, Compared.of(List.of(TEXT)), NOON.plusSeconds(i));
        }

        DifferenceGroup group = store.differences(RESELLER)
                .groups(DifferenceFilter.ALL, Cut.WHOLE)
                .rows()
                .get(0);

        assertThat(group.sums()).isEqualTo(new Sums(5, 5, 5));
        assertThat(group.examples())
                .extracting(known -> known.place().unit())
                .containsExactly("1300000004", "1300000003", "1300000002");
    }

    @Test
    void openDifferences_areCountedByWeight_andThoseOfOutcomeByUnit() {
        several();
        String missing = store.differences(RESELLER)
                .part(filter(Which.OPEN, "devices[]"), Cut.WHOLE)
                .rows()
                .get(0)
                .id();
        store.accept(judgement(missing, null, "is on its way"));

        assertThat(store.differences(RESELLER).open()).isEqualTo(new KnownDifferences.Open(1, 3));
        assertThat(store.openOutcomes(RESELLER)).isEqualTo(Map.of(SECOND.id(), 1L));
        assertThat(store.openOutcomes(OTHER)).isEmpty();
    }

    @Test
    void counts_areAdded_byUnitOperationAndHour() {
        Tally first = new Tally(1, 2, 3, 4, 5, Map.of("noise", 1L, "a", 2L));
        Tally second = new Tally(10, 20, 30, 40, 50, Map.of("noise", 7L));
        store.add(List.of(parity(UNIT, NOON, first, 1), parity(UNIT, ONE, second, 0)));
        store.add(List.of(parity(UNIT, NOON, second, 2), parity(OF_OTHER, NOON, first, 0)));
        store.add(List.of(new Parity(UNIT, "transactions", NOON, first, 0)));

        assertThat(store.counts(RESELLER, NOON))
                .containsExactlyInAnyOrder(
                        parity(UNIT, NOON, new Tally(11, 22, 33, 44, 55, Map.of("noise", 8L, "a", 2L)), 3),
                        parity(UNIT, ONE, second, 0),
                        new Parity(UNIT, "transactions", NOON, first, 0));
        assertThat(store.counts(RESELLER, ONE)).containsExactly(parity(UNIT, ONE, second, 0));
        assertThat(store.counts(OTHER, Instant.EPOCH)).containsExactly(parity(OF_OTHER, NOON, first, 0));
    }

    @Test
    void nothing_isKnownAtFirst() {
        assertThat(store.counts(RESELLER, Instant.EPOCH)).isEmpty();
        assertThat(findings(RESELLER)).isEmpty();
        assertThat(store.learnt(RESELLER)).isEqualTo(Learnt.nothing());
    }

    @Test
    void difference_isKept_withItsCountAndItsNewestValues() {
        Difference newer = new Difference("devices[]", DifferenceKind.MISSING, null, "…0006·bbbb", 1);
        assertThat(store.record(UNIT, Operation.DEVICES, Compared.of(List.of(MISSING, TEXT)), NOON))
                .isZero();
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(newer)), ONE);
        store.record(OF_OTHER, Operation.DEVICES, Compared.of(List.of(TEXT)), ONE);
        store.record(UNIT, Operation.DEVICES, Compared.not(Incomparable.CHANGED), ONE);

        assertThat(findings(RESELLER))
                .containsExactlyInAnyOrder(
                        new Finding(UNIT.id(), "devices", newer, 2, NOON, ONE, 0, Finding.State.NEW, null, null),
                        new Finding(UNIT.id(), "devices", TEXT, 1, NOON, NOON, 1, Finding.State.NEW, null, null));
        assertThat(findings(OTHER)).hasSize(1);
    }

    @Test
    void differenceThatIsNotSeenForAHundredComparisons_isGone_andComesBack() {
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(MISSING)), NOON);
        for (int i = 0; i < Finding.GONE_AFTER - 1; i++) {
            store.record(UNIT, Operation.DEVICES, NONE, NOON);
            store.record(UNIT, Operation.CUSTOMERS, NONE, NOON);
        }
        assertThat(state()).isEqualTo(Finding.State.NEW);
        store.record(UNIT, Operation.DEVICES, NONE, NOON);
        assertThat(state()).isEqualTo(Finding.State.GONE);
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(MISSING)), ONE);
        assertThat(state()).isEqualTo(Finding.State.NEW);
        assertThat(findings(RESELLER))
                .extracting(Finding::seen, Finding::unseen, Finding::lastAt)
                .containsExactly(tuple(2L, 0, ONE));
    }

    private Finding.State state() {
        return findings(RESELLER).get(0).state();
    }

    @Test
    void acceptedDifference_isTolerated_untilItIsReopened() {
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(MISSING, TEXT)), NOON);
        String id = Finding.id(UNIT.id(), Operation.DEVICES, MISSING);

        Finding accepted = store.accept(judgement(id, null, "device 351800000000702 is sold"));

        assertThat(accepted.state()).isEqualTo(Finding.State.ACCEPTED);
        String device = store.masking().text("351800000000702");
        assertThat(device).matches("…0702·[A-Za-z0-9_-]{4}");
        assertThat(accepted.note()).isEqualTo("device %s is sold", device);
        assertThat(judgements())
                .extracting(act -> act.cause().reason())
                .containsExactly("device %s is sold".formatted(device));
        assertThat(accepted.isOpen(Severity.OUTCOME)).isFalse();
        assertThat(findings(RESELLER)).contains(accepted);
        assertThat(store.accepted(UNIT, Operation.DEVICES).rule(MISSING)).contains(id);
        assertThat(store.accepted(UNIT, Operation.DEVICES).rule(TEXT)).isEmpty();
        assertThat(store.accepted(UNIT, Operation.CUSTOMERS).rule(MISSING)).isEmpty();
        assertThat(store.accepted(OF_OTHER, Operation.DEVICES).rule(MISSING)).isEmpty();
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(MISSING)), ONE);
        assertThat(findings(RESELLER))
                .filteredOn(finding -> finding.id().equals(id))
                .extracting(Finding::state, Finding::who, Finding::seen)
                .containsExactly(tuple(Finding.State.ACCEPTED, "operator-1", 2L));

        assertThat(store.reopen(judgement(id, null, "it is wrong after all")).state())
                .isEqualTo(Finding.State.NEW);
        assertThat(store.accepted(UNIT, Operation.DEVICES).rule(MISSING)).isEmpty();
    }

    @Test
    void badJudgement_isRefused_andChangesNothing() {
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(REFUSAL, TEXT)), NOON);
        List<Finding> before = findings(RESELLER);
        String id = Finding.id(UNIT.id(), Operation.DEVICES, TEXT);

        assertThatThrownBy(() -> store.accept(judgement("0", null, "it is known")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no difference 0");
        assertThatThrownBy(() -> store.reopen(judgement("0", null, "it is wrong")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no difference 0");
        assertThatThrownBy(() -> store.accept(judgement(id, "0123456789abcdef", "it is known")))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessage("difference %s changed meanwhile; look at it again", id);
        assertThatThrownBy(() ->
                        store.accept(judgement(Finding.id(UNIT.id(), Operation.DEVICES, REFUSAL), null, "it is known")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("REFUSAL at refusal cannot be accepted: one generation refuses what the other does");
        assertThat(findings(RESELLER)).isEqualTo(before);
        assertThat(judgements()).isEmpty();
    }

    private static Judgement judgement(String id, @Nullable String seen, String note) {
        return new Judgement(RESELLER, id, seen, new Author("operator-1", Via.PAGE), note, NOON);
    }

    @Test
    void judgement_isOfTheValuesThatWereSeen_andInTheLog() {
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(TEXT)), NOON);
        Finding first = findings(RESELLER).get(0);
        String id = first.id();
        Difference next = new Difference(TEXT.path(), TEXT.kind(), TEXT.gen1(), "another text", 1);
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(next)), ONE);
        Finding second = findings(RESELLER).get(0);

        assertThatThrownBy(() -> store.accept(judgement(id, first.digest(), "another spelling")))
                .isInstanceOf(MoveRefusedException.class);
        Finding accepted = store.accept(judgement(id, second.digest(), "another spelling of 351800000000702"));
        assertThatThrownBy(() -> store.accept(judgement(id, second.digest(), "I have seen it open")))
                .isInstanceOf(MoveRefusedException.class);
        store.reopen(judgement(id, accepted.digest(), "it is wrong after all"));

        assertThat(judgements())
                .extracting(
                        LoggedAct::kind, LoggedAct::subject, act -> act.cause().who(), LoggedAct::at)
                .containsExactly(
                        tuple(LoggedAct.Kind.REOPEN, id, "operator-1", NOON.plusMillis(1)),
                        tuple(LoggedAct.Kind.ACCEPT, id, "operator-1", NOON));
        assertThat(judgements())
                .extracting(act -> act.cause().reason())
                .contains("it is wrong after all")
                .noneMatch(reason -> reason.contains("35180000"));
    }

    /** Values come from services: any character, and the longest text that the masking leaves. */
    @Test
    void values_areKeptAsTheyAre() {
        String any = store.masking().text("'\"\\ \0 \uD800 é 😀 %s ? :name\n" + "x".repeat(Findings.LIMIT));
        Difference strange = new Difference("devices[]." + "é".repeat(100), DifferenceKind.TEXT, any, "", 1);

        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(strange)), NOON);

        assertThat(findings(RESELLER)).extracting(Finding::difference).containsExactly(strange);
    }

    @Test
    void findingsThatAreGone_makeRoom_andWhatFindsNoneIsTold() {
        List<Difference> gone = differences("gone", 2);
        store.record(UNIT, Operation.CUSTOMERS, Compared.of(gone), NOON);
        for (int i = 0; i < Finding.GONE_AFTER; i++) {
            store.record(UNIT, Operation.CUSTOMERS, NONE, NOON);
        }
        assertThat(store.record(
                        UNIT, Operation.DEVICES, Compared.of(differences("p", Findings.LIMIT - gone.size())), NOON))
                .isZero();
        assertThat(store.record(UNIT, Operation.STATUS, Compared.of(differences("more", 5)), NOON))
                .isEqualTo(3);
        assertThat(findings(RESELLER)).hasSize(Findings.LIMIT);
        assertThat(store.record(UNIT, Operation.STATUS, Compared.of(differences("more", 5)), NOON))
                .as("two are there")
                .isEqualTo(3);
    }

    private static List<Difference> differences(String path, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Difference(path + i, DifferenceKind.TEXT, "a", "b", 1))
                .toList();
    }

    @Test
    void whatWasLearnt_isAdded() {
        Learnt learnt = new Learnt(
                new PortalFacts(Map.of(
                        PortalFact.DEVICES_SHARED, new Evidence(2, 0), PortalFact.NAMES_SHARED, new Evidence(1, 3))),
                new LearntCodes(
                        Map.of(Condition.CUSTOMER_NOT_FOUND, Map.of("4042104", 2L)),
                        Map.of(Condition.CUSTOMER_NOT_FOUND, Map.of("404", 2L))));
        store.learn(RESELLER, learnt);
        store.learn(RESELLER, learnt);
        Learnt assumed = Learnt.of(LearntAssumptions.none()
                .otherwise(Assumption.RATE)
                .plus(new LearntAssumptions(Map.of(Assumption.STATES, new Evidence(3, 1)))));
        store.learn(RESELLER, assumed);
        store.learn(OTHER, new Learnt(PortalFacts.none(), learnt.codes()));
        store.learn(OTHER, Learnt.nothing());

        assertThat(store.learnt(RESELLER)).isEqualTo(learnt.plus(learnt).plus(assumed));
        assertThat(store.learnt(OTHER)).isEqualTo(new Learnt(PortalFacts.none(), learnt.codes()));
    }

    @Test
    void oneCondition_hasAtMost20Codes() {
        for (int i = 0; i < 30; i++) {
            store.learn(
                    RESELLER,
                    new Learnt(
                            PortalFacts.none(),
                            new LearntCodes(
                                    Map.of(Condition.DEVICE_INVALID, Map.of(String.valueOf(4000000 + i), 1L)),
                                    Map.of())));
        }

        assertThat(store.learnt(RESELLER).codes().codes().get(Condition.DEVICE_INVALID))
                .hasSize(20);
    }

    @Test
    void maskingKey_isOneForTheInstallation() {
        String masked = store.masking().device(DeviceId.imei("351800000000702"));

        assertThat(masked).startsWith("…0702·");
        assertThat(store.masking().device(DeviceId.imei("351800000000702"))).isEqualTo(masked);
        if (kind == Kind.POSTGRESQL) {
            assertThat(SqlParity.of(gateway()).masking().device(DeviceId.imei("351800000000702")))
                    .isEqualTo(masked);
        }
    }

    @Test
    void oldResults_areForgotten() {
        store.add(List.of(
                parity(UNIT, NOON, new Tally(0, 1, 0, 0, 0, Map.of("noise", 1L)), 0),
                parity(UNIT, ONE, new Tally(1, 0, 0, 0, 0, Map.of()), 0)));
        store.record(UNIT, Operation.DEVICES, Compared.of(List.of(MISSING)), NOON);
        store.record(UNIT, Operation.CUSTOMERS, Compared.of(List.of(TEXT)), ONE);

        store.forget(ONE);

        assertThat(store.counts(RESELLER, Instant.EPOCH))
                .extracting(Parity::hour)
                .containsExactly(ONE);
        assertThat(findings(RESELLER)).extracting(Finding::operation).containsExactly("customers");
    }

    /** Two gateways share a database; a file has one. */
    @Test
    void severalAtOnce_loseNothing() throws Exception {
        ParityStore second = kind == Kind.POSTGRESQL ? SqlParity.of(gateway()) : store;
        Learnt learnt =
                new Learnt(new PortalFacts(Map.of(PortalFact.DEVICES_SHARED, new Evidence(1, 1))), LearntCodes.none());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        int rounds = 25;
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                ParityStore mine = thread % 2 == 0 ? store : second;
                boolean isReversed = thread < 2;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < rounds; i++) {
                        Parity one = parity(UNIT, NOON, new Tally(1, 1, 0, 0, 0, Map.of("a", 1L, "b", 1L)), 1);
                        Parity other = parity(UNIT, ONE, new Tally(1, 0, 0, 0, 0, Map.of()), 0);
                        mine.add(isReversed ? List.of(other, one) : List.of(one, other));
                        mine.record(
                                UNIT,
                                Operation.DEVICES,
                                Compared.of(isReversed ? List.of(TEXT, MISSING) : List.of(MISSING, TEXT)),
                                NOON);
                        mine.learn(RESELLER, learnt);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        long sum = 4L * rounds;

        assertThat(store.counts(RESELLER, Instant.EPOCH))
                .containsExactlyInAnyOrder(
                        parity(UNIT, NOON, new Tally(sum, sum, 0, 0, 0, Map.of("a", sum, "b", sum)), sum),
                        parity(UNIT, ONE, new Tally(sum, 0, 0, 0, 0, Map.of()), 0));
        assertThat(findings(RESELLER)).extracting(Finding::seen).containsExactly(sum, sum);
        assertThat(store.learnt(RESELLER).facts().of(PortalFact.DEVICES_SHARED)).isEqualTo(new Evidence(sum, sum));
    }
}
