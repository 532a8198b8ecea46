package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.page.PageSide.OPERATOR;
import static io.github.kdpbridge.gateway.page.PageSide.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.Evidence.Activity;
import io.github.kdpbridge.core.migration.Evidence.Kept;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateFacts.Service;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class OverviewTest {
    private final Gallery gallery = new Gallery();
    private final PageSide side = gallery.side();

    private Html overview() {
        return Html.get(side.pages(), OPERATOR, "");
    }

    @Test
    void firstLine_tellsHowFarTheMigrationIs() {
        assertThat(overview().title()).isEqualTo("4 of 16 units are on generation 2");
        assertThat(Html.get(new PageSide("4680000925").pages(), OPERATOR, "").title())
                .isEqualTo("No unit yet");
    }

    @Test
    void bar_hasTheUnitsOfEachPhase_alsoAsATable() {
        Html overview = overview();

        assertThat(overview.texts("svg.bar").get(0))
                .startsWith("Units by phase: 4 GEN1, 8 SHADOW, 2 CANARY, 1 GEN2, 1 DONE");
        assertThat(overview.attributes("section[aria-labelledby=phases] rect", "width"))
                .containsExactly("250.0", "500.0", "125.0", "62.5", "62.5");
        assertThat(overview.texts("table.legend tbody td.num")).containsExactly("4", "8", "0", "2", "1", "1");
        assertThat(overview.attributes("table.legend a", "href")).contains("/migration/units?phase=SHADOW");
    }

    @Test
    void moveUnderWay_andUnitThatARuleBroughtBack_areTold() {
        Html overview = overview();

        assertThat(overview.section("Moves under way"))
                .contains("customer 1200000347, SHADOW to CANARY, by operator-1: waits until no write is under way")
                .contains("12 s ago");
        assertThat(overview.attributes("section[aria-labelledby=running] time", "title"))
                .containsExactly("13 Dec 2026, 12:24:48 UTC");
        assertThat(overview.section("Brought back by a rule"))
                .contains("customer 1200000342, CANARY to SHADOW by rule:errors: 12 of 30 calls failed in 10 min");
    }

    /** The number is there before the first click. */
    @Test
    void panic_saysHowManyUnitsComeBack() {
        assertThat(overview().text("a.danger")).isEqualTo("Panic: 2 units back…");
        assertThat(Html.get(new PageSide("4680000925").pages(), OPERATOR, "").text("a.danger"))
                .isEqualTo("Panic…");
    }

    @Test
    void openDifferences_areCountedByTheirWeight() {
        assertThat(overview().section("Open differences"))
                .contains("of outcome each blocks its unit 1", "of look texts, names, order 13");
    }

    @Test
    void waves_haveTheirUnitsAndThePlanOfTheirNextStep() {
        Html overview = overview();

        assertThat(overview.row("pilot"))
                .contains("3 named units")
                .anyMatch(cell -> cell.contains("1 CANARY, 1 GEN2, 1 DONE"));
        assertThat(overview.row("rest")).contains("16 100 % of the units");
        assertThat(overview.link("Plan…")).isEqualTo("/migration/plan?act=promote&wave=pilot");
    }

    @Test
    void servicesAndPortal_areAsKnown() {
        side.services = new BeforeShadow(Service.ANSWERS, Service.fails("HTTP 502"));
        Html overview = overview();

        assertThat(overview.section("Services"))
                .contains("Generation 1 answers", "Generation 2 does not answer: HTTP 502", "Ledger answers");
        assertThat(overview.row("transactions are visible"))
                .containsExactly("transactions are visible on both sides", "no", "0 for, 12 against");
    }

    /** Nobody waits for a silent service to see where the units are. */
    @Test
    void services_areToldWithTheAgeOfTheirLastAnswer() {
        side.age = Duration.ofSeconds(20);
        assertThat(overview().section("Services")).contains("Generation 1 answers Generation 2");
        side.age = Duration.ofMinutes(7);

        assertThat(overview().section("Services"))
                .contains("Generation 1 answers (7 min ago) Generation 2 answers (7 min ago)");
    }

    @Test
    void ledger_isToldWithItsOpenWrites() {
        side.kept = new Kept(Duration.ofMillis(3), 0, null);
        assertThat(overview().section("Services")).contains("Ledger answers in 3 ms; no write is open");
        side.kept = new Kept(Duration.ofMillis(3), 1, side.clock.instant().minusSeconds(60));
        assertThat(overview().section("Services"))
                .contains("Ledger answers in 3 ms; 1 write is open, the oldest sent 1 min ago");
    }

    @Test
    void writesOfADay_areSummedBySide() {
        assertThat(overview().section("Services"))
                .contains("Writes in 24 h: 0 on generation 1, 0 on generation 2 · last write never");
        side.activities.put(
                "1200000321", new Activity(5, 0, side.clock.instant().minusSeconds(3600)));
        side.activities.put(
                "1200000322", new Activity(1, 7, side.clock.instant().minusSeconds(60)));

        assertThat(overview().section("Services"))
                .contains("Writes in 24 h: 6 on generation 1, 7 on generation 2 · last write 1 min ago");
    }

    @Test
    void page_saysWhenItWasRead_andOnlyThisIsAnnounced() {
        Html overview = overview();

        assertThat(overview.text("#updated")).isEqualTo("As of 13 Dec 2026, 12:25:00 UTC");
        assertThat(overview.attributes("[aria-live]", "id")).containsExactly("updated");
        assertThat(overview.attribute("#live", "hx-select-oob")).isEqualTo("#updated:innerHTML,#who:innerHTML");
        assertThat(overview.attribute("body", "sse-close")).isEqualTo("ended");
        assertThat(overview.text("#liveness")).as("until its stream is open").startsWith("Not live");
        assertThat(overview.attribute("#liveness", "sse-swap")).isEqualTo("state");
        assertThat(Html.get(side.pages(), OPERATOR, "/plan?act=freeze").text(".liveness"))
                .isEqualTo("As of 13 Dec 2026, 12:25:00 UTC · Not live: load the page again to see what has changed.");
    }

    @Test
    void freeze_isMarkedWithItsAuthorReasonAndBegin() {
        side.account().desk().freeze(OPERATOR.author(), "stock taking");
        side.clock.pass(Duration.ofMinutes(5));
        Html overview = overview();

        assertThat(overview.text(".cold")).startsWith("Frozen by operator-1: stock taking · 5 min ago");
        assertThat(overview.link("Unfreeze")).isEqualTo("/migration/plan?act=unfreeze");
    }

    @Test
    void page_followsWhatHappens_byItsOwnAddress() {
        MigrationPages pages = side.pages();
        Html overview = Html.get(pages, OPERATOR, "");

        assertThat(overview.attribute("body", "sse-connect")).isEqualTo("/migration/live?seen=" + pages.version());
        assertThat(overview.attribute("#live", "hx-get")).isEqualTo("/migration");
        assertThat(overview.attribute("#live", "hx-trigger")).isEqualTo("sse:changed");
    }

    @Test
    void viewer_seesTheSameWithoutAForm() {
        Html overview = Html.get(side.pages(), VIEWER, "");

        assertThat(overview.text(".who")).contains("board read only");
        assertThat(overview.attributes("form", "action")).containsExactly("/migration/logout");
    }
}
