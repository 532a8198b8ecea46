package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.Evidence.Activity;
import io.github.kdpbridge.core.migration.Evidence.Unsettled;
import io.github.kdpbridge.core.migration.Evidence.Writes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What both databases tell of the writes of a customer that moves. */
@ParameterizedClass
@EnumSource
class SqlEvidenceTest extends RoutedLedgerTests {
    private static final Unit OTHER = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of("1200000322"), null);

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    @Parameter
    private Kind kind;

    @TempDir
    private Path folder;

    private SqlEvidence evidence;
    private Instant start;

    @Override
    LedgerStore store() {
        return kind == Kind.SQLITE ? new LedgerStore.SqliteFile(folder.resolve("ledger.db")) : postgresql.empty();
    }

    @BeforeEach
    void look() {
        evidence = SqlEvidence.of(ledger, any -> new DrainLimits(Duration.ofHours(24), QUARANTINE));
        start = ledger.clock().instant();
    }

    private Writes writes() {
        return writes(UNIT, start);
    }

    private Writes writes(Unit unit, Instant since) {
        return evidence.writes(Map.of(unit, since)).get(unit);
    }

    private List<Unsettled> oldest(Generation side) {
        return evidence.oldest(RESELLER, side, ledger.clock().instant()).stream()
                .filter(oldest -> oldest.unit().equals(UNIT))
                .map(SqlEvidence.Oldest::write)
                .toList();
    }

    private Entry settled(String transaction, Outcome outcome) {
        Entry entry = upload(transaction);
        ledger.claim(entry);
        ledger.settle(entry.id(), outcome);
        return entry;
    }

    private Entry accepted(String transaction) {
        return settled(transaction, accepted(upload(transaction)));
    }

    @Test
    void unitThatNeverWrote_hasNoWrites() {
        assertThat(writes()).isEqualTo(Writes.NONE);
        assertThat(evidence.unsettled(RESELLER, 10)).isEmpty();
        assertThat(oldest(Generation.GEN1)).isEmpty();
    }

    @Test
    void openAndAbsentWrites_areCountedUntilTheyCannotArrive() {
        ledger.claim(upload("1"));
        settled("2", Outcome.absent());

        assertThat(writes()).isEqualTo(new Writes(1, 1, 0, 2));
        pass(QUARANTINE.plusSeconds(1));
        assertThat(writes()).isEqualTo(new Writes(1, 0, 0, 1));
        assertThat(writes(OTHER, start)).isEqualTo(Writes.NONE);
    }

    @Test
    void transactionsOfGeneration1_areYoungUntilTheyAreComplete() {
        Entry done = accepted("1");
        accepted("2");
        assertThat(writes()).isEqualTo(new Writes(0, 0, 0, 2));

        complete(ledger, done);
        assertThat(writes()).as("not on generation 2").isEqualTo(new Writes(0, 0, 0, 1));
        pass(Duration.ofHours(25));
        assertThat(writes()).isEqualTo(Writes.NONE);
    }

    @Test
    void writesThatGeneration2Completed_countFromATime() {
        moveAtOnce();
        complete(ledger, accepted("1"));
        accepted("2");

        assertThat(writes()).isEqualTo(new Writes(0, 0, 1, 0));
        assertThat(writes(UNIT, start.plusSeconds(3600))).isEqualTo(Writes.NONE);
    }

    @Test
    void partsOfAWrite_countAsOne() {
        moveAtOnce();
        Entry whole = accepted("1");
        for (int part = 1; part <= 3; part++) {
            Entry step = upload(RESELLER, "1-" + part, "351800000000701", new Origin(whole.id(), part, 3));
            ledger.claim(step);
            ledger.settle(step.id(), accepted(step));
            complete(ledger, step);
        }

        assertThat(writes()).isEqualTo(new Writes(0, 0, 1, 0));
        assertThat(oldest(Generation.GEN2)).as("complete with its parts").isEmpty();
        complete(ledger, whole);
        assertThat(writes()).as("the whole itself is one with its parts").isEqualTo(new Writes(0, 0, 1, 0));
    }

    @Test
    void unsettledWrites_areNamedTheOldestFirst() {
        Entry first = accepted("PO-1");
        pass(Duration.ofMinutes(1));
        ledger.claim(upload("PO-2"));
        ledger.claim(upload(SETTLED, "PO-3", "351800000000701", null));
        complete(ledger, accepted("PO-4"));

        assertThat(evidence.unsettled(RESELLER, 10))
                .extracting(Unsettled::transaction, Unsettled::side, Unsettled::outcome, Unsettled::unit)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"PO-1\", GEN1, \"ACCEPTED\", \"1200000321\")", "(\"PO-2\", GEN1, \"OPEN\", \"1200000321\")");
        assertThat(evidence.unsettled(RESELLER, 1)).hasSize(1);
        assertThat(evidence.unsettled(RESELLER, 0)).isEmpty();
        assertThat(evidence.unsettled(SETTLED, 10)).isEmpty();
        assertThat(oldest(Generation.GEN1))
                .containsExactly(new Unsettled("PO-1", Generation.GEN1, "ACCEPTED", first.since(), "1200000321"));
        assertThat(oldest(Generation.GEN2)).isEmpty();
    }

    /** They are older than all others, and do not hide those that are not settled. */
    @Test
    void unsettledWrites_areFoundBehindManyWithCompleteParts() {
        for (int order = 1; order <= 9; order++) {
            Entry whole = accepted("PO-" + order);
            Entry part = upload(RESELLER, "PO-" + order + "-1", "351800000000701", new Origin(whole.id(), 1, 1));
            ledger.claim(part);
            ledger.settle(part.id(), accepted(part));
            complete(ledger, part);
        }
        pass(Duration.ofMinutes(1));
        accepted("PO-10");
        pass(Duration.ofMinutes(1));
        accepted("PO-11");

        assertThat(evidence.unsettled(RESELLER, 1))
                .extracting(Unsettled::transaction)
                .containsExactly("PO-10");
        assertThat(evidence.unsettled(RESELLER, 2))
                .extracting(Unsettled::transaction)
                .containsExactly("PO-10", "PO-11");
    }

    private Activity activity(Unit unit, Instant since) {
        return evidence.activity(List.of(UNIT, OTHER), since).get(unit);
    }

    @Test
    void writesOfADay_areCountedBySide_withTheLastOne() {
        assertThat(activity(UNIT, start)).isEqualTo(Activity.NONE);
        complete(ledger, accepted("1"));
        pass(Duration.ofMinutes(1));
        moveAtOnce();
        accepted("2");
        pass(Duration.ofMinutes(1));
        ledger.claim(upload("3"));
        Instant last = ledger.clock().instant();

        assertThat(activity(UNIT, start)).isEqualTo(new Activity(1, 2, last));
        assertThat(activity(UNIT, start.plusSeconds(90))).isEqualTo(new Activity(0, 1, last));
        assertThat(activity(UNIT, last.plusSeconds(1))).as("of any time").isEqualTo(new Activity(0, 0, last));
        assertThat(activity(OTHER, start)).isEqualTo(Activity.NONE);
    }

    @Test
    void ledger_tellsItsOpenWrites() {
        assertThat(evidence.ledger().oldest()).isNull();
        ledger.claim(upload("1"));
        pass(Duration.ofMinutes(1));
        ledger.claim(upload("2"));

        assertThat(evidence.ledger().open()).isEqualTo(2);
        assertThat(evidence.ledger().oldest()).isEqualTo(start);
        assertThat(evidence.ledger().took()).isPositive();
    }
}
