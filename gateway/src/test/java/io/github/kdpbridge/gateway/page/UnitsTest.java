package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.page.PageSide.OPERATOR;
import static io.github.kdpbridge.gateway.page.PageSide.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.Evidence.Activity;
import io.github.kdpbridge.core.migration.Phase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class UnitsTest {
    private final PageSide side = new Gallery().side();

    private Html units(String query) {
        return Html.get(side.pages(), OPERATOR, "/units" + query);
    }

    @Test
    void row_hasPhaseCountersAndWhatKeepsTheUnit() {
        side.activities.put(
                "1200000322", new Activity(2, 40, side.clock.instant().minusSeconds(90)));
        Html units = units("");

        assertThat(units.row("1200000322"))
                .containsExactly(
                        "customer 1200000322",
                        "GEN2",
                        "15 d ago",
                        "195",
                        "1",
                        "0",
                        "1",
                        "42",
                        "1 min ago",
                        "ready to DONE");
        assertThat(units.row("1200000330")).contains("0", "none");
        assertThat(units.row("1200000330")).contains("not yet 0 of 10 writes completed");
        assertThat(units.row("1200000342"))
                .contains("blocked 1 different")
                .anyMatch(cell -> cell.contains("brought back by rule:errors: 12 of 30 calls failed"));
        assertThat(units.row("1200000347"))
                .contains("SHADOW", "moving SHADOW to CANARY, by operator-1: waits until no write is under way");
        assertThat(units.attributes("tr:contains(1200000322) time", "title"))
                .containsExactly("28 Nov 2026, 09:24:00 UTC", "13 Dec 2026, 12:23:30 UTC");
        assertThat(units.row("1200000391")).contains("first seen");
    }

    @Test
    void filter_findsByLabelAndPhase() {
        assertThat(units("?q=32").texts("tbody th")).containsExactly("customer 1200000321", "customer 1200000322");
        assertThat(units("?phase=GEN2").texts("tbody th")).containsExactly("customer 1200000322");
        assertThat(units("?q=32&phase=GEN1").text(".none")).isEqualTo("No unit matches.");
        Html filtered = units("?q=32&phase=GEN2");
        assertThat(filtered.attribute("input[name=q]", "value")).isEqualTo("32");
        assertThat(filtered.text("option[selected]")).isEqualTo("GEN2");
        assertThat(filtered.attribute("#live", "hx-get")).isEqualTo("/migration/units?phase=GEN2&q=32");
    }

    @Test
    void filter_thatIsNone_isRefused() {
        PageAnswer answer = side.pages().answer(PageSide.get(OPERATOR, "/units?phase=GEN9"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("phase must be one of GEN1, SHADOW, READS, CANARY, GEN2, DONE, not GEN9");
    }

    @Test
    void manyUnits_comeInPages_inOneOrder() {
        PageSide many = new PageSide("4680000925");
        for (int i = 249; i >= 0; i--) {
            many.see("1300000%03d".formatted(i), Phase.GEN1);
        }
        MigrationPages pages = many.pages();
        Html first = Html.get(pages, OPERATOR, "/units");
        Html last = Html.get(pages, OPERATOR, "/units?page=3");

        assertThat(first.texts("tbody th")).hasSize(100).startsWith("customer 1300000000");
        assertThat(first.text(".pager")).isEqualTo("1 to 100 of 250 units Next");
        assertThat(first.link("Next")).isEqualTo("/migration/units?page=2");
        assertThat(last.texts("tbody th")).hasSize(50).endsWith("customer 1300000249");
        assertThat(last.text(".pager")).isEqualTo("201 to 250 of 250 units Previous");
        assertThat(Html.get(pages, OPERATOR, "/units?page=99").text(".pager")).startsWith("201 to 250");
        assertThat(pages.answer(PageSide.get(OPERATOR, "/units?page=0")).error())
                .isEqualTo("page must be a number from 1, not 0");
    }

    @Test
    void servicesAreAsked_notOnceForEachUnit() {
        AtomicInteger asked = new AtomicInteger();
        PageSide few = new PageSide("4680000925");
        few.see("1300000001", Phase.SHADOW);
        few.asking = asked::incrementAndGet;

        units("");
        Html.get(few.pages(), OPERATOR, "/units");

        assertThat(asked).hasValue(0);
    }

    @Test
    void operator_selectsUnitsForAPlan_andAViewerCannot() {
        Html units = units("");

        assertThat(units.attribute("form[action=/migration/plan]", "method")).isEqualTo("get");
        assertThat(units.attributes("button[name=act]", "value")).containsExactly("promote", "rollback");
        assertThat(units.attributes("input[name=unit]", "value")).hasSize(16).contains("1200000321");
        Html seen = Html.get(side.pages(), VIEWER, "/units");
        assertThat(seen.count("input[name=unit]")).isZero();
        assertThat(seen.texts("tbody th")).hasSize(16);
    }
}
