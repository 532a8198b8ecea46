package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.page.PageSide.OPERATOR;
import static io.github.kdpbridge.gateway.page.PageSide.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.Comparisons.Place;
import io.github.kdpbridge.core.migration.Comparisons.Values;
import io.github.kdpbridge.core.migration.Phase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class DifferencesTest {
    private final PageSide side = new Gallery().side();

    private Html differences(String query) {
        return Html.get(side.pages(), OPERATOR, "/differences" + query);
    }

    @Test
    void groups_areByPlaceAndKind_thoseOfOutcomeFirst() {
        Html differences = differences("");

        assertThat(differences.texts(".group h2"))
                .containsExactly(
                        "deviceList[] missing, devices outcome",
                        "deviceList[].data value, devices look",
                        "message text, status look");
        assertThat(differences.texts(".group > p.soft"))
                .containsExactly(
                        "only in 1200000342 · 1 kept, seen 7 times",
                        "in 12 of 16 units · 12 kept, seen 84 times",
                        "only in 1200000358 · 1 kept, seen 7 times");
    }

    @Test
    void values_areSideBySide_withTheirTimes() {
        Html differences = differences("");

        assertThat(differences.texts(".sides").get(0)).isEqualTo("generation 1 …0702·k7Qx generation 2 has none");
        assertThat(differences.texts("article p").get(0))
                .startsWith("1200000342 · seen 7 times · first 20 d ago · last");
        assertThat(differences.link("Accept…"))
                .isEqualTo("/migration/plan?act=accept&id=d0de7a3f19e8b25d4460913be7f2a800");
    }

    @Test
    void group_showsThreeAndALinkToAll() {
        Html differences = differences("");
        assertThat(differences.count("article")).isEqualTo(5);
        String all = differences.link("Show all 12");

        Html group = differences(all.substring("/migration/differences".length()));

        assertThat(group.count("article")).isEqualTo(12);
        assertThat(group.link("All groups")).isEqualTo("/migration/differences");
    }

    @Test
    void differenceOfEveryUnit_saysSo() {
        PageSide two = new PageSide("4680000925");
        two.see("1300000001", Phase.SHADOW);
        two.see("1300000002", Phase.SHADOW);
        two.difference("a", new Place("1300000001", "devices", "p", "value", "look"), new Values("1", "2"));
        two.difference("b", new Place("1300000002", "devices", "p", "value", "look"), new Values("1", "2"));

        assertThat(Html.get(two.pages(), OPERATOR, "/differences").text(".group > p.soft"))
                .isEqualTo("in all 2 units · 2 kept, seen 14 times");
    }

    @Test
    void filter_findsByStateAndText() {
        side.accept(OPERATOR.author(), "d0de7a3f19e8b25d4460913be7f2a801", "another spelling", null);

        assertThat(differences("").count(".group")).isEqualTo(2);
        assertThat(differences("?state=accepted").text("article"))
                .contains("accepted by operator-1: another spelling", "Reopen…");
        assertThat(differences("?state=all&q=already+exists").count(".group")).isEqualTo(1);
        assertThat(differences("?q=nothing+like+it").text(".none")).isEqualTo("No difference matches.");
        assertThat(side.pages()
                        .answer(PageSide.get(OPERATOR, "/differences?state=x"))
                        .error())
                .isEqualTo("state must be open, accepted or all, not x");
    }

    @Test
    void tenThousand_comeInPages() {
        PageSide many = new PageSide("4680000925");
        for (int i = 0; i < 10_000; i++) {
            many.difference(
                    "id" + i,
                    new Place("13" + i % 500, "devices", "path" + i % 40, "value", "look"),
                    new Values("one", "other"));
        }
        MigrationPages pages = many.pages();
        Html groups = Html.get(pages, OPERATOR, "/differences");
        Html group = Html.get(pages, OPERATOR, "/differences?operation=devices&path=path7&kind=value&page=3");

        assertThat(groups.count(".group")).isEqualTo(25);
        assertThat(groups.count("article")).isEqualTo(75);
        assertThat(groups.text(".pager")).isEqualTo("1 to 25 of 40 groups Next");
        assertThat(group.count("article")).isEqualTo(50);
        assertThat(group.text(".pager")).isEqualTo("201 to 250 of 250 differences Previous");
    }

    @Test
    void viewer_cannotAccept() {
        assertThat(Html.get(side.pages(), VIEWER, "/differences").text("main")).doesNotContain("Accept");
    }
}
