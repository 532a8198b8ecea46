package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.page.PageSide.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class LogTest {
    private final PageSide side = new Gallery().side();

    private Html log(String query) {
        return Html.get(side.pages(), OPERATOR, "/log" + query);
    }

    @Test
    void moves_areThere_theNewestFirst() {
        Html log = log("");

        assertThat(log.texts("tbody tr").get(0))
                .isEqualTo(
                        "12 s ago customer 1200000347 SHADOW to CANARY begun operator-1 · page second wave, agreed with support");
        assertThat(log.row("1200000342")).anyMatch(cell -> cell.equals("moved brought back by a rule"));
        assertThat(log.text(".pager")).isEqualTo("1 to 22 of 22 moves");
    }

    @Test
    void filter_looksAtEveryCell() {
        assertThat(log("?q=trial").count("section[aria-labelledby=moves] tbody tr"))
                .isEqualTo(2);
        assertThat(log("?q=RULE%3Aerrors").text(".pager")).isEqualTo("1 to 1 of 1 moves");
        assertThat(log("?q=nobody").text("section[aria-labelledby=moves]")).contains("No move matches.", "No moves");
    }

    @Test
    void acceptances_areThereToo() {
        assertThat(log("").section("Accepted differences")).contains("No difference has been accepted.");
        side.accept(OPERATOR.author(), "d0de7a3f19e8b25d4460913be7f2a801", "another spelling", null);

        Html log = log("");
        assertThat(log.section("Accepted differences"))
                .contains("1200000358 status message operator-1 another spelling");
        assertThat(log.link("status message"))
                .isEqualTo("/migration/differences?state=all&q=d0de7a3f19e8b25d4460913be7f2a801");
    }

    @Test
    void actsThatAreNoMoves_areThere_andInTheFile() {
        side.account().desk().freeze(OPERATOR.author(), "stock taking");
        side.account()
                .desk()
                .unfreeze(
                        OPERATOR.author(),
                        "all counted",
                        side.account().desk().frozen().orElseThrow().since());
        String id = "d0de7a3f19e8b25d4460913be7f2a801";
        side.accept(OPERATOR.author(), id, "another spelling", null);
        side.reopen(OPERATOR.author(), id, "it is wrong after all", null);

        assertThat(log("").section("Other acts"))
                .contains(
                        "froze the account stock taking",
                        "allowed moves forward again all counted",
                        "accepted difference " + id + " another spelling",
                        "opened difference " + id + " again it is wrong after all");
        assertThat(side.pages()
                        .answer(PageSide.get(OPERATOR, "/log.csv?q=stock"))
                        .body())
                .contains(",account,,,,FREEZE,operator-1,page,stock taking,");
    }

    @Test
    void manyActs_comeInParts_andAllAreInTheFile() {
        for (int i = 1; i <= 201; i++) {
            side.routes.note(
                    side.reseller,
                    LoggedAct.Kind.REPIN,
                    OPERATOR.author().cause("number %03d".formatted(i), "PO-" + i),
                    "");
        }
        String acts = "section[aria-labelledby=acts] ";

        Html first = log("");
        assertThat(first.text(acts + ".pager")).isEqualTo("1 to 200 of 201 acts Next");
        assertThat(first.section("Other acts")).contains("moved a transaction: PO-201 number 201");
        assertThat(first.section("Other acts")).doesNotContain("number 001");
        Html second = log("?acts=2");
        assertThat(second.count(acts + "tbody tr")).isEqualTo(1);
        assertThat(second.section("Other acts")).contains("moved a transaction: PO-1 number 001");
        assertThat(second.text("section[aria-labelledby=moves] .pager")).startsWith("1 to 22 of");
        assertThat(second.link("Download as CSV")).isEqualTo("/migration/log.csv");
        assertThat(side.pages().answer(PageSide.get(OPERATOR, "/log.csv")).body())
                .contains("number 001", "number 201");
        assertThat(log("?q=number+007").text(acts + ".pager")).isEqualTo("1 to 1 of 1 acts");
    }

    @Test
    void csv_hasTheSameMoves_andNoCellThatASpreadsheetRuns() {
        side.move("1200000360", Move.back(Phase.SHADOW, PageSide.cause("operator-2", "=HYPERLINK(\"x\"), no")));
        assertThat(log("?q=trial").link("Download as CSV")).isEqualTo("/migration/log.csv?q=trial");

        PageAnswer csv = side.pages().answer(PageSide.get(OPERATOR, "/log.csv?q=1200000360"));

        assertThat(csv.type()).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.file()).isEqualTo("migration-log-4680000925.csv");
        assertThat(csv.body()).isEqualTo("""
                        at,unit,epoch,from,to,result,who,via,reason,evidence
                        2026-12-13T12:25:00Z,customer 1200000360,2,SHADOW,GEN1,MOVED,operator-2,page,"'=HYPERLINK(""x""), no",
                        2026-11-23T13:03:00Z,customer 1200000360,1,GEN1,SHADOW,MOVED,operator-1,page,compare first,
                        """);
    }

    @Test
    void report_isAFileThatNeedsNoNetwork() {
        PageAnswer report = side.pages().answer(PageSide.get(OPERATOR, "/report"));

        assertThat(report.file()).isEqualTo("migration-report-4680000925.html");
        assertThat(Html.of(report).title()).isEqualTo("Migration of account 4680000925");
        assertThat(Html.of(report).row("1200000350")).contains("SHADOW", "CANARY", "yes");
        assertThat(Html.of(report).attributes("[href], [src]", "href")).containsExactly("data:,");
    }
}
