package io.github.kdpbridge.core.migration.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.migration.shadow.Finding.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final String UNIT = "1200000321";
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final Masking MASKING = Masking.of("a key of an installation".getBytes(UTF_8));
    private static final Difference NAME = new Difference("customers[].name", DifferenceKind.TEXT, "a", "b", 1);
    private static final Difference REFUSAL = new Difference("refusal", DifferenceKind.REFUSAL, "done", "x", 1);
    private static final Difference MISSING = new Difference("devices[]", DifferenceKind.MISSING, "x", null, 1);

    private final Findings findings = Findings.create(MASKING);

    @Test
    void differenceThatIsSeenAgain_isOneFinding_withTheNewestValues() {
        Difference newer = new Difference("customers[].name", DifferenceKind.TEXT, "c", "d", 3);
        record(T0, NAME);
        record(T0.plusSeconds(60), newer);

        assertThat(findings.all())
                .containsExactly(
                        new Finding(UNIT, "customers", newer, 2, T0, T0.plusSeconds(60), 0, State.NEW, null, null));
        assertThat(findings.all().get(0).id()).matches("[0-9a-f]{32}").isEqualTo(id(NAME));
    }

    @Test
    void differencesOfTwoUnitsOperationsPathsOrKinds_areTwoFindings() {
        record(T0, NAME, new Difference("customers[].name", DifferenceKind.ABSENT, "a", null, 1));
        findings.record("1200000322", Operation.CUSTOMERS, Compared.of(List.of(NAME)), T0);
        findings.record(UNIT, Operation.RESELLERS, Compared.of(List.of(NAME)), T0);

        assertThat(findings.all()).hasSize(4);
        assertThat(findings.all()).extracting(Finding::id).doesNotHaveDuplicates();
    }

    @Test
    void acceptedDifference_isTolerated_inItsUnitOnly_untilItIsReopened() {
        record(T0, NAME);

        Finding accepted = findings.accept(id(NAME), "operator-1", "the old name, agreed");

        assertThat(accepted.state()).isEqualTo(State.ACCEPTED);
        assertThat(accepted.who()).isEqualTo("operator-1");
        assertThat(accepted.note()).isEqualTo("the old name, agreed");
        assertThat(findings.of(UNIT, Operation.CUSTOMERS).rule(NAME)).hasValue(id(NAME));
        assertThat(findings.of("1200000322", Operation.CUSTOMERS).rule(NAME)).isEmpty();
        assertThat(findings.of(UNIT, Operation.CUSTOMERS).rule(REFUSAL)).isEmpty();

        assertThat(findings.reopen(id(NAME)).state()).isEqualTo(State.NEW);
        assertThat(findings.of(UNIT, Operation.CUSTOMERS).rule(NAME)).isEmpty();
    }

    @Test
    void note_showsNoIdentifier() {
        record(T0, NAME);

        assertThat(findings.accept(id(NAME), "operator-1", "see 351800000000702")
                        .note())
                .isEqualTo("see " + MASKING.text("351800000000702"));
    }

    @Test
    void acceptance_needsAFindingANameAndANote() {
        record(T0, NAME);

        assertThatThrownBy(() -> findings.accept("x", "operator-1", "why"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no difference x");
        assertThatThrownBy(() -> findings.reopen("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no difference x");
        assertThatThrownBy(() -> findings.accept(id(NAME), " ", "why"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a difference is accepted by a name");
        assertThatThrownBy(() -> findings.accept(id(NAME), "operator-1", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a difference is accepted with a note");
    }

    @Test
    void refusalOnOneSide_cannotBeAccepted() {
        record(T0, REFUSAL);

        assertThatThrownBy(() -> findings.accept(id(REFUSAL), "operator-1", "why"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("REFUSAL at refusal cannot be accepted: one generation refuses what the other does");
    }

    @Test
    void differenceThatAHundredComparisonsDoNotHave_isGone_andOpenAgainWhenItComesBack() {
        record(T0, NAME);
        for (int i = 0; i < 99; i++) {
            record(T0);
        }
        assertThat(state(NAME)).isEqualTo(State.NEW);

        record(T0);
        assertThat(state(NAME)).isEqualTo(State.GONE);

        record(T0, NAME);
        assertThat(state(NAME)).isEqualTo(State.NEW);
    }

    @Test
    void comparisonsOfOtherUnits_orOfNothing_doNotCount() {
        record(T0, NAME);
        for (int i = 0; i < 200; i++) {
            findings.record("1200000322", Operation.CUSTOMERS, Compared.of(List.of()), T0);
            findings.record(UNIT, Operation.DEVICES, Compared.of(List.of()), T0);
            findings.record(UNIT, Operation.CUSTOMERS, Compared.not(Incomparable.UNREACHABLE), T0);
        }

        assertThat(state(NAME)).isEqualTo(State.NEW);
        assertThat(findings.find(id(NAME)).orElseThrow().unseen()).isZero();
    }

    @Test
    void acceptedDifference_staysAcceptedWhileItIsNotSeen() {
        record(T0, NAME);
        findings.accept(id(NAME), "operator-1", "agreed");
        for (int i = 0; i < 200; i++) {
            record(T0);
        }

        assertThat(state(NAME)).isEqualTo(State.ACCEPTED);
    }

    @Test
    void openDifferences_areThoseThatNobodyAccepted_bySeverity() {
        record(T0, NAME, MISSING);
        assertThat(findings.all().stream().filter(it -> it.isOpen(Severity.OUTCOME)))
                .extracting(Finding::difference)
                .containsExactly(MISSING);

        findings.accept(id(MISSING), "operator-1", "sold twice");
        assertThat(findings.all().stream().filter(it -> it.isOpen(Severity.OUTCOME)))
                .isEmpty();
        assertThat(findings.all().stream().filter(it -> it.isOpen(Severity.LOOK)))
                .hasSize(1);
    }

    @Test
    void tenThousandFindings_areTheMost_andThoseThatAreGoneMakeRoom() {
        List<Difference> many = new ArrayList<>();
        for (int i = 0; i < Findings.LIMIT; i++) {
            many.add(new Difference("f" + i, DifferenceKind.TEXT, "a", "b", 1));
        }
        findings.record("a", Operation.CUSTOMERS, Compared.of(many.subList(1, many.size())), T0);
        findings.record("b", Operation.CUSTOMERS, Compared.of(many.subList(0, 1)), T0);
        record(T0, NAME);
        assertThat(findings.all()).hasSize(Findings.LIMIT);
        assertThat(findings.find(id(NAME))).isEmpty();
        assertThat(findings.lost()).isEqualTo(1);

        for (int i = 0; i < Finding.GONE_AFTER; i++) {
            findings.record("b", Operation.CUSTOMERS, Compared.of(List.of()), T0);
        }
        record(T0, NAME);
        assertThat(findings.all()).hasSize(Findings.LIMIT);
        assertThat(findings.find(id(NAME))).isPresent();
    }

    private void record(Instant now, Difference... differences) {
        findings.record(UNIT, Operation.CUSTOMERS, Compared.of(List.of(differences)), now);
    }

    private State state(Difference difference) {
        return findings.find(id(difference)).orElseThrow().state();
    }

    private static String id(Difference difference) {
        return Finding.id(UNIT, Operation.CUSTOMERS, difference);
    }
}
