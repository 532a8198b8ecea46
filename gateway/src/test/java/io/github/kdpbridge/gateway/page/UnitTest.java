package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.page.PageSide.OPERATOR;
import static io.github.kdpbridge.gateway.page.PageSide.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Evidence.Activity;
import io.github.kdpbridge.core.migration.Mover;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class UnitTest {
    private final PageSide side = new Gallery().side();

    private Html unit(String label) {
        return Html.get(side.pages(), OPERATOR, "/unit?unit=" + label);
    }

    @Test
    void unit_hasItsPhaseItsNextStepAndTheGatesWithTheirNumbers() {
        Html unit = unit("1200000342");

        assertThat(unit.title()).isEqualTo("customer 1200000342");
        assertThat(unit.text(".lead")).startsWith("SHADOW generation 1 serves; answers are compared · since 1 min ago");
        assertThat(unit.text(".refusal")).startsWith("A rule acted. This unit was brought back by rule:errors");
        assertThat(unit.texts(".gates li"))
                .containsExactly(
                        "open comparisons 147 compared",
                        "closed differences 1 different",
                        "open portal device list equal (41)",
                        "open codes 0 unknown codes",
                        "open quarantine 0 writes may yet arrive");
    }

    @Test
    void choices_arePlansOfWhatIsPossible() {
        Html shadow = unit("1200000350");
        assertThat(shadow.link("Move to CANARY")).isEqualTo("/migration/plan?act=promote&unit=1200000350&to=CANARY");
        assertThat(shadow.link("Move to READS")).isEqualTo("/migration/plan?act=promote&unit=1200000350&to=READS");
        assertThat(shadow.link("Back to GEN1")).isEqualTo("/migration/plan?act=rollback&unit=1200000350");
        assertThat(shadow.text(".acts")).doesNotContain("at once", "Cancel", "Reopen");
        Html canary = unit("1200000330");
        assertThat(canary.link("Back at once")).isEqualTo("/migration/plan?act=rollback&unit=1200000330&now=true");
        assertThat(unit("1200000347").link("Cancel the move")).isEqualTo("/migration/plan?act=cancel&unit=1200000347");
        assertThat(unit("1200000347").text(".acts")).doesNotContain("Move to");
        assertThat(shadow.text(".button.main")).isEqualTo("Move to CANARY…");
        assertThat(unit("1200000342").text("#next + p .badge")).isEqualTo("blocked");
        assertThat(unit("1200000342").link("Move to CANARY")).contains("to=CANARY");
        assertThat(unit("1200000342").count(".button.main"))
                .as("a step that is blocked does not invite")
                .isZero();
        assertThat(unit("1200000321").link("Reopen")).isEqualTo("/migration/plan?act=reopen&unit=1200000321");
    }

    @Test
    void comparisons_areSumsByOperation_andALineADay() {
        Html unit = unit("1200000347");

        assertThat(unit.row("devices")).containsExactly("devices", "574", "7", "4", "26", "0");
        assertThat(unit.texts(".chart title")).contains("Comparisons of each day, 2026-11-30 to 2026-12-13");
        assertThat(unit.attributes("polyline", "points")).hasSize(3).allMatch(points -> points.split(" ").length == 14);
        assertThat(unit.row("2026-12-10")).containsExactly("2026-12-10", "67", "1", "4", "3", "0");
        side.days.clear();
        assertThat(unit("1200000347").section("How the answers compare"))
                .contains("Nothing was compared in the last 14 days.");
    }

    @Test
    void writesUnderWay_areThoseOfTheUnit() {
        assertThat(unit("1200000347").section("Writes under way"))
                .contains(
                        "PO-2026-118 GEN1 outcome unknown 31 s ago",
                        "PO-2026-117 GEN1 in quarantine: may yet arrive 6 min ago");
        assertThat(unit("1200000350").section("Writes under way")).contains("No write is under way.");
    }

    @Test
    void log_hasTheMovesWithAuthorReasonAndEvidence() {
        assertThat(unit("1200000342").section("Moves"))
                .contains(
                        "CANARY to SHADOW moved brought back by a rule rule:errors · rule 12 of 30 calls failed in 10 min,"
                                + " 3 times the rate of gen1 12 of 30")
                .contains("SHADOW to CANARY moved operator-1 · page first customers");
    }

    /** A move that waited has two entries; the reason stands with its end. */
    @Test
    void moveThatEnded_tellsItsReasonOnce() {
        assertThat(unit("1200000347").row("begun")).contains("second wave, agreed with support");
        Mover mover = new Mover(side.routes, CutOver.Limits.STANDARD);
        mover.look(Duration.ZERO); // holds new writes
        mover.look(Duration.ZERO);

        Html unit = unit("1200000347");
        assertThat(unit.row("moved")).contains("SHADOW to CANARY", "second wave, agreed with support");
        assertThat(unit.row("begun")).contains("SHADOW to CANARY").doesNotContain("second wave, agreed with support");
    }

    @Test
    void done_isToldFromTheLog_andNeverFromTheAddress() {
        assertThat(unit("1200000342&done=3").text("[role=status]")).isEqualTo("CANARY to SHADOW, moved by rule:errors");
        assertThat(unit("1200000342&done=all%20is%20well").count("[role=status]"))
                .isZero();
        assertThat(unit("1200000342&done=3").attribute("#live", "hx-get")).isEqualTo("/migration/unit?unit=1200000342");
    }

    @Test
    void comparisonNow_isAFormOfItsOwn_whoseAnswerIsShown() {
        Html unit = unit("1200000350");
        Html compared = Html.of(side.pages().answer(unit.submit(OPERATOR, "form[action$=compare]")));

        assertThat(compared.title()).isEqualTo("customer 1200000350");
        assertThat(compared.text(".compared")).isEqualTo("devices: mismatched, 41 on gen1, 40 on gen2 <b>one more</b>");
        assertThat(compared.count("#live")).isZero();
        assertThat(Html.get(side.pages(), VIEWER, "/unit?unit=1200000350").count("main form"))
                .isZero();
    }

    @Test
    void unknownUnit_isNotFound() {
        PageAnswer answer = side.pages().answer(PageSide.get(OPERATOR, "/unit?unit=42"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error()).startsWith("there is no unit 42 that made a call yet; legal are: 1200000321");
        assertThat(Html.of(answer).text("[role=alert]")).isEqualTo("Not done. " + answer.error());
        assertThat(side.pages().answer(PageSide.get(OPERATOR, "/unit")).error())
                .isEqualTo("name the unit: unit is missing");
    }

    @Test
    void writesOfADay_areThereBySide() {
        side.activities.put(
                "1200000342", new Activity(3, 1, side.clock.instant().minusSeconds(60)));

        assertThat(Html.get(side.pages(), OPERATOR, "/unit?unit=1200000342").text(".written"))
                .startsWith("Writes in 24 h: 3 on generation 1, 1 on generation 2 · last write 1 min ago");
    }
}
