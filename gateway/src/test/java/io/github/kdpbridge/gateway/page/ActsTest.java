package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.page.PageSide.OPERATOR;
import static io.github.kdpbridge.gateway.page.PageSide.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.migration.Comparisons.Values;
import io.github.kdpbridge.core.migration.Evidence.Parity;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each act, from its plan to what is seen of it. */
@Tag("one-jdk")
class ActsTest {
    private final PageSide side = new Gallery().side();
    private final MigrationPages pages = side.pages();

    private Html plan(String query) {
        return Html.get(pages, OPERATOR, "/plan?act=" + query);
    }

    private PageAnswer confirm(Html plan, String... typed) {
        return pages.answer(plan.submit(OPERATOR, "form.confirm", typed));
    }

    /** Follows a redirect. */
    private Html after(PageAnswer answer) {
        assertThat(answer.status()).isEqualTo(303);
        String location = answer.location();
        assertThat(location).startsWith(MigrationPages.ROOT);
        return Html.get(pages, OPERATOR, location.substring(MigrationPages.ROOT.length()));
    }

    private Phase phase(String label) {
        return side.account().desk().status(label).route().phase();
    }

    private LoggedMove last(String label) {
        return side.account().desk().status(label).last();
    }

    @Test
    void promotion_waitsForTheUnit_andIsSeenThere() {
        Html unit = after(confirm(plan("promote&unit=1200000350"), "reason", "the next customer"));

        assertThat(unit.title()).isEqualTo("customer 1200000350");
        assertThat(unit.text("[role=status]")).isEqualTo("SHADOW to CANARY, begun by operator-1");
        assertThat(last("1200000350").move().cause().evidence()).startsWith("110 compared");
    }

    @Test
    void promotionThatNeedsNoWaiting_isDone() {
        assertThat(after(confirm(plan("promote&unit=1200000391"), "reason", "compare it"))
                        .text(".lead"))
                .startsWith("SHADOW");
        confirm(plan("promote&unit=1200000350&now=true"), "reason", "the old service is gone");
        assertThat(phase("1200000350")).isEqualTo(Phase.CANARY);
    }

    @Test
    void closedGate_keepsTheUnit_andWhatWasTyped_untilItIsOverridden() {
        PageAnswer refused = confirm(plan("promote&unit=1200000342"), "reason", "again, please");
        Html again = Html.of(refused);

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.error())
                .isEqualTo("customer 1200000342 does not move to CANARY: 1 different; wait, or override with a reason");
        assertThat(again.text("[role=alert]")).isEqualTo("Not done. " + refused.error());
        assertThat(again.attribute("input[name=reason]", "value")).isEqualTo("again, please");
        Html unit = after(confirm(again, "override", "the difference is known"));
        assertThat(unit.section("Moves")).contains("gates overridden", "overridden: the difference is known");
    }

    @Test
    void reasonThatIsTooShort_isRefused_andWhatWasTypedStays() {
        PageAnswer refused = confirm(plan("promote&unit=1200000342"), "reason", "why", "override", "it is a test");
        Html again = Html.of(refused);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("a reason is one line of 5 characters or more, not \"why\"");
        assertThat(again.attribute("input[name=reason]", "value")).isEqualTo("why");
        assertThat(again.attribute("input[name=override]", "value")).isEqualTo("it is a test");
        assertThat(confirm(plan("freeze")).error()).isEqualTo("reason is missing");
        assertThat(last("1200000342").result()).isEqualTo(LoggedMove.Result.MOVED);
    }

    @Test
    void unitThatChangedMeanwhile_isNotMoved_andTheOtherIsNamed() {
        for (String act : List.of("promote", "rollback")) {
            Html plan = plan(act + "&unit=1200000360");
            side.move("1200000360", Move.back(Phase.SHADOW, PageSide.cause("operator-2", "not this one")));
            PageAnswer refused = confirm(plan, "reason", "the next customer");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(Html.of(refused).text("main"))
                    .contains(
                            "Changed meanwhile",
                            "Nothing was done.",
                            "it changed meanwhile by operator-2",
                            "SHADOW to GEN1");
            assertThat(Html.of(refused).link("Plan it again"))
                    .startsWith("/migration/plan?act=" + act)
                    .contains("unit=1200000360", "reason=the+next+customer")
                    .doesNotContain("csrf", "seen");
            side.move(
                    "1200000360",
                    Move.forward(Phase.GEN1, Phase.SHADOW, PageSide.cause("operator-2", "this one after all")));
        }
        assertThat(phase("1200000360")).isEqualTo(Phase.SHADOW);
    }

    @Test
    void wayBack_andItsCancellation() {
        Html back = after(confirm(plan("rollback&unit=1200000330"), "reason", "orders are missing"));
        assertThat(back.text("[role=status]")).startsWith("CANARY to SHADOW, begun by operator-1");
        Html cancelled = after(confirm(plan("cancel&unit=1200000330"), "reason", "found them again"));
        assertThat(cancelled.text("[role=status]")).startsWith("CANARY to SHADOW, cancelled by operator-1");
        assertThat(phase("1200000330")).isEqualTo(Phase.CANARY);
        after(confirm(plan("rollback&unit=1200000330&now=true"), "reason", "they are missing"));
        assertThat(phase("1200000330")).isEqualTo(Phase.SHADOW);
    }

    @Test
    void reopening_needsTheNameOfTheUnit() {
        PageAnswer refused = confirm(plan("reopen&unit=1200000321"), "reason", "one more order", "confirm", "12");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error())
                .isEqualTo("customer 1200000321 is not reopened: confirm it by typing 1200000321, not \"12\"");
        assertThat(Html.of(refused).attribute("input[name=reason]", "value")).isEqualTo("one more order");

        after(confirm(Html.of(refused), "confirm", "1200000321"));
        assertThat(phase("1200000321")).isEqualTo(Phase.GEN2);
    }

    @Test
    void severalUnits_haveAResultEach_whichStays() {
        Html plan = plan("promote&unit=1200000350&unit=1200000358&unit=1200000342");
        PageAnswer answer = confirm(plan, "reason", "the next customers", "atOnce", "1");
        Html done = after(answer);

        assertThat(answer.location()).startsWith("/migration/done?act=");
        assertThat(done.title()).isEqualTo("What was done");
        assertThat(done.row("1200000350"))
                .containsExactly("1200000350", "begun", "SHADOW to CANARY waits until the unit is drained");
        assertThat(done.row("1200000358")).containsExactly("1200000358", "waits", "its turn has not come");
        assertThat(pages.answer(PageSide.get(VIEWER, "/done?act=x")).error()).isEqualTo("the log has no act \"x\"");
        for (String number : List.of("many", "0", "101")) {
            assertThat(confirm(plan, "reason", "the next customers", "atOnce", number)
                            .error())
                    .isEqualTo("units at a time must be a number from 1 to 100, not " + number);
        }
        assertThat(plan.text("#atOnce-hint")).isEqualTo("1 to 100");
    }

    @Test
    void severalUnitsOfWhichNoneMoves_areNotDone() {
        Html plan = plan("rollback&unit=1200000330&unit=1200000322");
        for (String label : List.of("1200000330", "1200000322")) {
            Phase from = phase(label);
            side.move(label, Move.backAtOnce(from, PageSide.cause("operator-2", "not this one")));
        }
        List<String> audit = new ArrayList<>();
        PageAnswer answer = pages.answer(
                plan.submit(OPERATOR, "form.confirm", "reason", "a bad day"),
                (status, error) -> audit.add(status + " " + error));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.error()).startsWith("nothing was done: 2 refused: customer 12000003");
        assertThat(audit).containsExactly("409 " + answer.error());
        assertThat(Html.of(answer).text("[role=alert]")).startsWith("Not done. 2 refused: customer");
    }

    @Test
    void severalUnitsOfWhichOneMoves_areNotAllDone() {
        Html plan = plan("rollback&unit=1200000330&unit=1200000322");
        side.move("1200000330", Move.backAtOnce(Phase.CANARY, PageSide.cause("operator-2", "not this one")));

        assertThat(after(confirm(plan, "reason", "a bad day")).text("[role=alert]"))
                .startsWith(
                        "Not all is done. 1 begun, 1 refused: customer 1200000330 does not move: it changed meanwhile");
    }

    @Test
    void overrideOfAGateThatClosedMeanwhile_isRefused() {
        Html plan = plan("promote&unit=1200000350");
        side.parities.remove("1200000350");
        PageAnswer refused = confirm(plan, "reason", "the next customer", "override", "it is only a test");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(Html.of(refused).text("main")).contains("Changed meanwhile", "which the plan did not show");
        assertThat(phase("1200000350")).isEqualTo(Phase.SHADOW);
    }

    @Test
    void overrideOfAGateThatBecameWorse_isRefused() {
        Html plan = plan("promote&unit=1200000342");
        Parity before = side.parities.get("1200000342");
        assertThat(plan.attributes("input[name=closed]", "value"))
                .containsExactly("differences:BLOCKED:%d:1200000342".formatted(before.open()));
        side.parities.put(
                "1200000342",
                new Parity(before.counts(), before.ofAccount(), 400, before.equalLists(), before.unknownCodes()));
        PageAnswer refused = confirm(plan, "reason", "again, please", "override", "the difference is known");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(Html.of(refused).text("main"))
                .contains("Changed meanwhile", "400 different, which the plan did not show");
        assertThat(phase("1200000342")).isEqualTo(Phase.SHADOW);
    }

    @Test
    void mistakeOfTheProgram_isNoRefusal() {
        side.asking = () -> {
            throw new IllegalStateException("an inner secret");
        };

        assertThatThrownBy(() -> Html.get(pages, OPERATOR, "")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void freeze_andItsEnd_areTold() {
        Html frozen = after(confirm(plan("freeze"), "reason", "stock taking"));
        assertThat(frozen.text("[role=status]")).isEqualTo("Done: operator-1 froze the account: stock taking");
        assertThat(Html.get(pages, OPERATOR, "?done=x").count("[role=status]")).isZero();
        Html plan = plan("unfreeze");
        assertThat(plan.section("What will happen")).contains("The freeze by operator-1 ends: stock taking.");
        Html free = after(confirm(plan, "reason", "all counted"));
        assertThat(free.text("[role=status]")).isEqualTo("Done: operator-1 allowed moves forward again: all counted");
        PageAnswer again = confirm(plan, "reason", "all counted");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error()).isEqualTo("reseller 4680000925 is not frozen; moves forward are possible");
    }

    @Test
    void freezeThatWasNotSeen_isNotEnded() {
        confirm(plan("freeze"), "reason", "stock taking");
        Html plan = plan("unfreeze");
        confirm(plan("panic"), "reason", "orders are lost", "confirm", "4680000925");
        PageAnswer refused = confirm(plan, "reason", "all counted");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(Html.of(refused).text("main")).contains("Changed meanwhile", "orders are lost");
        assertThat(side.routes.frozen(side.reseller)).isPresent();
    }

    @Test
    void panic_needsTheNameOfTheAccount() {
        PageAnswer refused = confirm(plan("panic"), "reason", "orders are lost", "confirm", "");
        assertThat(refused.error()).isEqualTo("confirm is missing");
        refused = confirm(plan("panic"), "reason", "orders are lost", "confirm", "yes");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error()).isEqualTo("nothing is brought back: confirm it by typing 4680000925, not \"yes\"");
        assertThat(side.routes.frozen(side.reseller)).isEmpty();

        Html done = after(confirm(Html.of(refused), "confirm", "4680000925"));
        assertThat(done.row("1200000330")).contains("moved", "CANARY to SHADOW");
        assertThat(phase("1200000322")).isEqualTo(Phase.GEN2);
        confirm(plan("panic&all=true"), "reason", "all of them", "confirm", "4680000925");
        assertThat(phase("1200000322")).isEqualTo(Phase.SHADOW);
        assertThat(side.routes.frozen(side.reseller)).isPresent();
    }

    @Test
    void panicWithoutAUnit_freezesTheAccount_andSaysSo() {
        confirm(plan("panic"), "reason", "orders are lost", "confirm", "4680000925");
        Html done = after(confirm(plan("panic"), "reason", "once more", "confirm", "4680000925"));

        assertThat(done.text("[role=status]")).isEqualTo("Done: the account is frozen; no unit had to move");
    }

    @Test
    void difference_isAccepted_andOpenedAgain() {
        String id = "d0de7a3f19e8b25d4460913be7f2a801";
        assertThat(confirm(plan("accept&id=" + id), "note", "so").error()).startsWith("a reason is one line of 5");
        Html accepted = after(confirm(plan("accept&id=" + id), "note", "another spelling"));
        assertThat(accepted.text("#d-" + id)).contains("accepted by operator-1: another spelling", "Reopen…");
        assertThat(confirm(plan("open&id=" + id)).error()).isEqualTo("note is missing");
        Html open = after(confirm(plan("open&id=" + id), "note", "it is wrong after all"));
        assertThat(open.text("#d-" + id)).contains("· open ·");
    }

    @Test
    void differenceThatChangedSinceThePlan_isNotAccepted() {
        String id = "d0de7a3f19e8b25d4460913be7f2a801";
        Html plan = plan("accept&id=" + id);
        side.difference(id, side.differences.get(id).place(), new Values("1", "something else"));
        PageAnswer refused = confirm(plan, "note", "another spelling");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(Html.of(refused).text("main")).contains("Changed meanwhile");
        assertThat(side.differences.get(id).state().name()).isEqualTo("NEW");
    }

    @Test
    void viewer_cannotAct() {
        PageAnswer answer = pages.answer(PageSide.post(VIEWER, "/acts/freeze", "reason", "stock taking"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error()).isEqualTo("your role is viewer");
        assertThat(side.routes.frozen(side.reseller)).isEmpty();
    }

    @Test
    void formWhoseGatesCannotBeRead_isRefused() {
        for (String closed : List.of(
                "differences",
                "differences:1200000342",
                "differences:OPEN:1:1200000342",
                "differences:BLOCKED:x:1200000342")) {
            PageAnswer answer = pages.answer(PageSide.post(
                    OPERATOR, "/acts/promote", "seen", "1:1200000342", "closed", closed, "reason", "again, please"));
            assertThat(answer.error()).isEqualTo("closed must be a gate with its number and a unit, not " + closed);
        }
    }

    @Test
    void formThatIsNone_isRefused() {
        assertThat(pages.answer(PageSide.post(OPERATOR, "/acts/destroy", "reason", "because"))
                        .status())
                .isEqualTo(404);
        assertThat(pages.answer(PageSide.post(OPERATOR, "/units")).status()).isEqualTo(404);
        for (String seen : List.of("", "x", "1", "1:", ":1200000350", "-1:1200000350")) {
            PageAnswer answer = pages.answer(PageSide.post(
                    OPERATOR, "/acts/rollback", "unit", "1200000350", "seen", seen, "reason", "because of that"));
            assertThat(answer.status()).as(seen).isEqualTo(400);
        }
        assertThat(pages.answer(PageSide.post(
                                OPERATOR, "/acts/rollback", "unit", "1200000350", "reason", "because of that"))
                        .error())
                .isEqualTo("seen is missing: plan the act first");
    }
}
