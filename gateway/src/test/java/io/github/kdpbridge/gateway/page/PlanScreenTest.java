package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.page.PageSide.OPERATOR;
import static io.github.kdpbridge.gateway.page.PageSide.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Unit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-jdk")
class PlanScreenTest {
    private final PageSide side = new Gallery().side();

    private Html plan(String query) {
        return Html.get(side.pages(), OPERATOR, "/plan?act=" + query);
    }

    @Test
    void promotion_tellsWhatHappensTheGatesAndTheWorst() {
        Html plan = plan("promote&unit=1200000350");

        assertThat(plan.title()).isEqualTo("Move customer 1200000350 to CANARY");
        assertThat(plan.section("What will happen"))
                .contains(
                        "generation 2 takes the writes and answers the lists",
                        "The move waits until no write is under way on generation 1, 1 hour at most");
        assertThat(plan.section("What callers see at worst"))
                .contains("New writes of a unit get 503 with Retry-After for 30 seconds at most at a time");
        assertThat(plan.section("Checks"))
                .contains("SHADOW → CANARY ready epoch 1", "open comparisons 110 compared", "No write is under way.");
        assertThat(plan.attributes("form[action=/migration/acts/promote] input[name=seen]", "value"))
                .containsExactly("1:1200000350");
        assertThat(plan.count("input[name=reason][required]")).isEqualTo(1);
        assertThat(plan.count("input[name=override], input[name=atOnce]")).isZero();
        assertThat(plan.link("move without waiting")).isEqualTo("/migration/plan?act=promote&unit=1200000350&now=true");
    }

    @Test
    void promotionWithoutWaiting_saysThatTheOrderIsNotKept() {
        Html plan = plan("promote&unit=1200000350&now=true");

        assertThat(plan.section("What will happen")).contains("the order of transactions in progress is not kept");
        assertThat(plan.section("What callers see")).contains("No write is refused");
        assertThat(plan.attribute("input[name=now]", "value")).isEqualTo("true");
        assertThat(plan.link("wait for transactions")).isEqualTo("/migration/plan?act=promote&unit=1200000350");
    }

    @Test
    void closedGate_isPassedOnlyWithAReasonOfItsOwn() {
        Html plan = plan("promote&unit=1200000342");

        assertThat(plan.section("Checks")).contains("blocked", "closed differences 1 different");
        assertThat(plan.text("label[for=override]")).isEqualTo("Override closed gates because");
        assertThat(plan.count("input[name=override][required]")).isZero();
        assertThat(plan("promote&unit=1200000330").text("label[for=idle]"))
                .isEqualTo("Fewer writes are enough because");
    }

    /** What has to be typed is typed by the operator, and not by whoever sent the link. */
    @Test
    void link_bringsAReasonAndNoConfirmation() {
        Html panic = plan("panic&reason=orders+are+lost&confirm=4680000925");
        Html promotion = plan("promote&unit=1200000342&override=it+is+known");

        assertThat(panic.attribute("input[name=reason]", "value")).isEqualTo("orders are lost");
        assertThat(panic.attribute("input[name=confirm]", "value")).isEmpty();
        assertThat(promotion.attribute("input[name=override]", "value")).isEmpty();
    }

    @Test
    void stepThatCallersDoNotNotice_saysSo() {
        Html plan = plan("promote&unit=1200000391");

        assertThat(plan.section("What will happen")).contains("SHADOW: generation 1 goes on serving");
        assertThat(plan.section("What callers see")).endsWith("Callers notice nothing.");
        assertThat(plan.text("main")).doesNotContain("Instead");
    }

    @Test
    void wave_isPlannedAsAWhole_andMovesSomeAtATime() {
        Html plan = plan("promote&wave=rest");

        assertThat(plan.title()).isEqualTo("Move 15 units forward");
        assertThat(plan.row("1200000347")).contains("moving operator-1 moves it from SHADOW to CANARY", "2");
        assertThat(plan.attributes("input[name=seen]", "value")).hasSize(14).doesNotContain("2:1200000347");
        assertThat(plan.attribute("input[name=atOnce]", "value")).isEqualTo("5");
        assertThat(plan.attribute("input[name=wave]", "value")).isEqualTo("rest");
    }

    @Test
    void unitThatMoves_hasNothingToConfirm() {
        Html plan = plan("promote&unit=1200000347");

        assertThat(plan.section("Checks")).contains("operator-1 moves it", "PO-2026-118 GEN1 outcome unknown");
        assertThat(plan.count("main form")).isZero();
        assertThat(plan.text(".notice")).isEqualTo("There is nothing to confirm.");
    }

    @Test
    void frozenAccount_hasNothingToConfirm() {
        side.account().desk().freeze(OPERATOR.author(), "stock taking");

        Html plan = plan("promote&unit=1200000350");
        assertThat(plan.section("Checks")).contains("frozen");
        assertThat(plan.count("main form")).isZero();
        assertThat(plan("rollback&unit=1200000350").count("main form")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rollback&unit=1200000330|Bring customer 1200000330 back|CANARY → SHADOW|2:1200000330",
                "rollback&unit=1200000330&now=true|Bring customer 1200000330 back at once|CANARY → SHADOW|2:1200000330",
                "cancel&unit=1200000347|Cancel the move of customer 1200000347|SHADOW to CANARY is cancelled|2:1200000347",
                "reopen&unit=1200000321|Reopen customer 1200000321|DONE → GEN2|4:1200000321",
            })
    void actOnAUnit_isPlannedWithItsEpoch(String query, String title, String move, String seen) {
        Html plan = plan(query);

        assertThat(plan.title()).isEqualTo(title);
        assertThat(plan.section("Checks")).contains(move);
        assertThat(plan.attributes("input[name=seen]", "value")).containsExactly(seen);
    }

    @ParameterizedTest
    @CsvSource({"rollback,1200000391", "rollback,1200000321", "cancel,1200000350", "reopen,1200000350"})
    void actThatIsImpossible_hasNothingToConfirm(String act, String unit) {
        assertThat(plan(act + "&unit=" + unit).count("main form")).isZero();
    }

    @Test
    void panic_namesTheUnits_andAsksForTheAccount() {
        Html plan = plan("panic");

        assertThat(plan.section("What will happen"))
                .contains("The account is frozen", "2 units come back to SHADOW at once");
        assertThat(plan.section("2 units")).contains("1200000330", "1200000341");
        assertThat(plan.text("label[for=confirm]")).isEqualTo("Type 4680000925 to confirm");
        assertThat(plan.title()).isEqualTo("Panic: 2 units back at once");
        assertThat(plan.text("form.confirm button")).isEqualTo("Bring 2 units back");
        assertThat(plan.link("units in GEN2 too")).isEqualTo("/migration/plan?act=panic&all=true");
        assertThat(plan("panic&all=true").section("3 units")).contains("1200000322");
    }

    @Test
    void panicWithoutAUnitOnTrial_onlyFreezes() {
        PageSide quiet = new PageSide("4680000925");
        quiet.see("1300000001", Phase.SHADOW);
        Html plan = Html.get(quiet.pages(), OPERATOR, "/plan?act=panic");

        assertThat(plan.section("What will happen")).contains("No unit is there to bring back.");
        assertThat(plan.text("form.confirm button")).isEqualTo("Freeze the account");
    }

    @Test
    void acceptance_showsTheDifference() {
        Html plan = plan("accept&id=d0de7a3f19e8b25d4460913be7f2a801");

        assertThat(plan.section("What will happen")).contains("status of 1200000358: message, text.");
        assertThat(plan.text(".sides"))
                .isEqualTo("generation 1 device already exists generation 2 RESELLER_DEVICE_ALREADY_EXISTS");
        assertThat(plan.count("input[name=note][required]")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/plan|400|act must be one of promote, rollback, cancel, reopen, freeze, unfreeze, panic, accept, open, not \"\"",
                "/plan?act=promote&wave=none|404|there is no wave none; legal are: pilot, second, rest",
                "/plan?act=promote&unit=1200000350&to=GEN3|400|to must be one of [GEN1, SHADOW, READS, CANARY, GEN2, DONE], not GEN3",
                "/plan?act=rollback|400|no unit is selected: select units, and plan again",
                "/plan?act=promote|400|no unit is selected: select units, and plan again",
                "/plan?act=accept&id=0|404|there is no difference 0",
            })
    void planOfNothing_isRefused(String url, int status, String error) {
        PageAnswer answer = side.pages().answer(PageSide.get(OPERATOR, url));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(error);
    }

    @Test
    void viewer_seesThePlanWithoutAForm_andWhy() {
        Html plan = Html.get(side.pages(), VIEWER, "/plan?act=promote&unit=1200000350");

        assertThat(plan.section("Checks")).contains("110 compared");
        assertThat(plan.count("main form")).isZero();
        assertThat(plan.text(".notice")).isEqualTo("Read only: your role is viewer");
    }

    @Test
    void plan_isNotLoadedAgainWhileSomebodyTypes() {
        assertThat(plan("promote&unit=1200000350").count("#live, [hx-get]")).isZero();
    }

    @Test
    void accountsOwnUnit_movesLikeACustomer() {
        side.routes.see(Unit.account(side.reseller), Phase.SHADOW);

        assertThat(plan("promote&unit=*").title()).isEqualTo("Move account * to CANARY");
    }
}
