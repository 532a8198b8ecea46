package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.ActFilter;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.DifferenceFilter;
import io.github.kdpbridge.core.migration.DifferenceGroup;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.shadow.Compared;
import io.github.kdpbridge.core.migration.shadow.Difference;
import io.github.kdpbridge.core.migration.shadow.DifferenceKind;
import io.github.kdpbridge.core.migration.shadow.Judgement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that a gateway of a later version wrote into the ledger that this one shares with it. */
@Tag("one-jdk")
@ParameterizedClass
@EnumSource
class LaterVersionTest extends RoutedLedgerTests {
    private static final Unit OTHER = new Unit(RESELLER, UnitKind.CUSTOMER, "1200000322");
    private static final String UPDATE = ", which only a later version of kdp-bridge knows; update this one";

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @Parameter
    private StoreKind kind;

    @TempDir
    private Path folder;

    @Override
    LedgerStore store() {
        return kind.empty(folder, postgresql);
    }

    private void later(String update) {
        assertThat(ledger.database().<Integer>inTransaction(sql -> sql.update(update)))
                .isPositive();
    }

    private static String of(Unit unit) {
        return " WHERE unit = '%s'".formatted(unit.id());
    }

    @Test
    void unitInAnUnknownPhase_keepsNoOtherFromBeingShown_andItsOwnCallsSayWhatToDo() {
        routes.see(UNIT, Phase.SHADOW);
        routes.see(OTHER, Phase.SHADOW);
        later("UPDATE kdp_route SET phase = 'PAUSED'" + of(UNIT));
        String message = "the ledger's %s cannot be used: the phase of customer 1200000321 is PAUSED%s"
                .formatted(Database.where(store), UPDATE);

        assertThat(routes.all(RESELLER)).extracting(Route::unit).containsExactly(OTHER);
        assertThat(routes.changedSince(RESELLER, Instant.EPOCH)).hasSize(1);
        assertThat(routes.census(RESELLER).units()).as("one is missing").isEqualTo(2);
        assertThatThrownBy(() -> routes.find(UNIT))
                .isInstanceOf(LedgerException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> ledger.claim(upload("1")))
                .as("nobody knows where it goes")
                .isInstanceOf(LedgerException.class)
                .hasMessage(message);
        assertThat(ledger.find(upload("1").id())).isEmpty();
        assertThat(routes.passUnread(RESELLER)).as("perhaps it has moved").isFalse();
    }

    @Test
    void unitOfAnUnknownKind_keepsNoOtherFromBeingShown() {
        routes.see(UNIT, Phase.GEN1);
        routes.see(OTHER, Phase.GEN1);
        routes.begin(UNIT, 0, Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_1));
        routes.begin(OTHER, 0, Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_1));
        later("UPDATE kdp_route SET kind = 'REGION'" + of(UNIT));

        assertThat(routes.all(RESELLER)).extracting(Route::unit).containsExactly(OTHER);
        assertThat(routes.log(RESELLER)).extracting(LoggedMove::unit).containsExactly(OTHER);
        assertThat(routes.log(RESELLER, "", Cut.WHOLE).rows()).hasSize(1);
    }

    @Test
    void unknownMove_isShownWithItsWords_andTheUnitDoesNotMoveHere() {
        routes.see(UNIT, Phase.GEN1);
        routes.begin(UNIT, 0, Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_1));
        later("UPDATE kdp_move SET phase_to = 'PAUSED', result = 'STARTED', via = 'WEBHOOK', evidence = 'it said so'"
                + of(UNIT));

        List<LoggedMove> log = routes.log(UNIT);
        assertThat(log)
                .extracting(
                        entry -> entry.move().toString(),
                        LoggedMove::result,
                        entry -> entry.move().cause().who(),
                        entry -> entry.move().cause().evidence())
                .containsExactly(tuple(
                        "an unknown move",
                        Result.UNKNOWN,
                        "operator-1",
                        "FORWARD, GEN1 to PAUSED, STARTED; via WEBHOOK; it said so"));
        assertThat(routes.log(RESELLER, "webhook", Cut.WHOLE).rows()).isEqualTo(log);
        assertThat(routes.recent(List.of(UNIT))).isEqualTo(log);
        assertThat(routes.toDrive()).isEmpty();
        assertThatThrownBy(() -> routes.begin(UNIT, 1, Move.backAtOnce(Phase.SHADOW, OPERATOR_1)))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessage(
                        "customer 1200000321 does not move: only a later version of kdp-bridge knows whether a move of it is"
                                + " under way (epoch 1 of its log: FORWARD, GEN1 to PAUSED, STARTED; via WEBHOOK; it said so); update"
                                + " this one, or move the unit with that version");
    }

    /** It is over, so nothing can be under way. */
    @Test
    void unknownStepThatIsOver_keepsNoUnitFromMoving() {
        routes.see(UNIT, Phase.GEN1);
        routes.begin(UNIT, 0, Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_1));
        later("UPDATE kdp_move SET kind = 'LEAP'" + of(UNIT));

        assertThat(routes.begin(UNIT, 1, Move.backAtOnce(Phase.SHADOW, OPERATOR_1))
                        .phase())
                .isEqualTo(Phase.GEN1);
        assertThat(routes.log(UNIT)).extracting(LoggedMove::result).containsExactly(Result.MOVED, Result.MOVED);
        assertThatThrownBy(() -> routes.begin(UNIT, 2, Move.unknown(OPERATOR_1)))
                .isInstanceOf(MoveRefusedException.class);
    }

    @Test
    void unknownAct_isShownWithItsWords() {
        routes.note(RESELLER, LoggedAct.Kind.PROMOTE, OPERATOR_1, "1200000321\tPARKED\tit waits");
        later("UPDATE kdp_act SET kind = 'ARCHIVE'");

        assertThat(routes.acts(RESELLER, ActFilter.of("archive"), Cut.WHOLE).rows())
                .singleElement()
                .satisfies(act -> {
                    assertThat(act.kind()).isEqualTo(LoggedAct.Kind.UNKNOWN);
                    assertThat(act.cause().evidence()).isEqualTo("ARCHIVE");
                    assertThat(act.acted().summary()).isEqualTo("1 not known: PARKED: it waits");
                });
    }

    @Test
    void unknownDifference_isShown_keepsItsUnitFromMoving_andIsNotJudgedHere() {
        routes.see(UNIT, Phase.SHADOW);
        SqlParity parity = SqlParity.of(ledger);
        Difference text = new Difference("customers[].name", DifferenceKind.TEXT, "A", "B", 1);
        parity.record(UNIT, Operation.DEVICES, Compared.of(List.of(text)), Instant.EPOCH);
        later("UPDATE kdp_difference SET kind = 'SMELL'");
        KnownDifferences differences = parity.differences(RESELLER);

        Known known = differences.part(DifferenceFilter.ALL, Cut.WHOLE).rows().get(0);
        assertThat(known.place().kind()).isEqualTo("smell");
        assertThat(known.place().severity()).isEqualTo("outcome");
        assertThat(differences.find(known.id())).contains(known);
        assertThat(differences.groups(DifferenceFilter.ALL, Cut.WHOLE).rows())
                .singleElement()
                .matches(DifferenceGroup::isOutcome);
        assertThat(differences.open()).isEqualTo(new KnownDifferences.Open(1, 0));
        assertThat(parity.openOutcomes(RESELLER)).isEqualTo(Map.of(UNIT.id(), 1L));
        Judgement judgement = new Judgement(
                RESELLER, known.id(), null, new Author("operator-1", Via.PAGE), "it is known", Instant.EPOCH);
        assertThatThrownBy(() -> parity.accept(judgement))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the kind of difference " + known.id() + " is SMELL" + UPDATE);
        later("UPDATE kdp_difference SET kind = 'TEXT', state = 'MUTED'");
        assertThat(differences.find(known.id()).orElseThrow().state().name()).isEqualTo("MUTED");
        assertThatThrownBy(() -> parity.accept(judgement))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state of difference " + known.id() + " is MUTED" + UPDATE);
    }

    @Test
    void writeWithAnUnknownOutcome_isNotSentAgain() {
        ledger.claim(upload("1"));
        ledger.settle(upload("1").id(), Outcome.absent());
        later("UPDATE kdp_write SET outcome = 'PARKED'");

        assertThatThrownBy(() -> ledger.claim(upload("1")))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger's %s cannot be used: the outcome of write %s is PARKED%s"
                        .formatted(Database.where(store), upload("1").id(), UPDATE));
        assertThat(routes.isDrained(UNIT)).as("it may be under way").isFalse();
    }

    @Test
    void writeOfAnUnknownGeneration_isNotSent() {
        ledger.claim(upload("1"));
        ledger.settle(upload("1").id(), Outcome.absent());
        later("UPDATE kdp_write SET generation = 3");

        assertThatThrownBy(() -> ledger.claim(upload("1")))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("the generation of a write, a transaction or a hold is 3" + UPDATE);
    }
}
