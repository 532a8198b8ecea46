package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.page.PageSide.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Comparisons.Lesson;
import io.github.kdpbridge.core.migration.Comparisons.Place;
import io.github.kdpbridge.core.migration.Comparisons.Values;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Wave;
import io.github.kdpbridge.gateway.admin.Desks;
import io.github.kdpbridge.testfixtures.TestClock;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for all screens. */
@Tag("one-jdk")
class MigrationPagesTest {
    private static final List<String> SCREENS = List.of(
            "",
            "/units",
            "/unit?unit=1200000350",
            "/plan?act=promote&unit=1200000350",
            "/differences",
            "/log",
            "/contract");

    @Test
    void severalAccounts_areToldApart_andLinksNameTheirs() {
        PageSide one = new PageSide("4680000925");
        PageSide other = new PageSide("4680000926");
        one.see("1200000350", Phase.SHADOW);
        other.see("1300000001", Phase.GEN1);
        MigrationPages pages = PageSide.pages(one.clock, one, other);

        Html choice = Html.get(pages, OPERATOR, "/units");
        assertThat(choice.title()).isEqualTo("Accounts");
        assertThat(choice.attributes("main ul a", "href"))
                .containsExactly("/migration?account=4680000925", "/migration?account=4680000926");
        for (String screen : SCREENS) {
            String named = screen + (screen.contains("?") ? "&" : "?") + "account=4680000925";
            Html page = Html.get(pages, OPERATOR, named);
            assertThat(page.attributes("main a[href^=/migration], nav.tabs a, form[action=] ", "href"))
                    .allMatch(link -> link.contains("account=4680000925"));
            assertThat(page.count("main form")).isEqualTo(page.count("main form input[name=account]"));
            assertThat(page.text(".accounts [aria-current]")).isEqualTo("4680000925");
        }
        Html plan = Html.get(pages, OPERATOR, "/plan?account=4680000926&act=promote&unit=1300000001");
        PageAnswer done = pages.answer(plan.submit(OPERATOR, "form.confirm", "reason", "compare it"));
        assertThat(done.location()).isEqualTo("/migration/unit?account=4680000926&unit=1300000001&done=1");
        assertThat(other.routes.log(other.reseller)).hasSize(1);
        assertThat(pages.answer(PageSide.get(OPERATOR, "/units?account=1")).error())
                .isEqualTo("account 1 does not migrate; legal are: 4680000925, 4680000926");
    }

    @Test
    void noAccount_tellsWhatToConfigure() {
        for (String screen : SCREENS) {
            Html page = Html.get(PageSide.pages(TestClock.at(PageSide.NOON)), OPERATOR, screen);
            assertThat(page.title()).isEqualTo("No account migrates");
            assertThat(page.text("main")).contains("gen1 { baseUrl", "migration { unit = customer }");
        }
    }

    @Test
    void gatewayThatStarts_saysSo() {
        MigrationPages starting = new MigrationPages(new Desks(), TestClock.at(PageSide.NOON));
        for (PageRequest request : List.of(
                PageSide.get(OPERATOR, ""), PageSide.post(OPERATOR, "/acts/freeze", "reason", "stock taking"))) {
            PageAnswer answer = starting.answer(request);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(Html.of(answer).text("[role=alert]"))
                    .isEqualTo("Not done. the gateway is starting; ask again in some seconds");
        }
    }

    /** A database would fail as if it were away. */
    @Test
    void textThatNoLedgerTakes_isAMistakeOfTheRequest() {
        PageSide side = new PageSide("4680000925");
        side.see("1200000350", Phase.SHADOW);
        for (String screen : SCREENS) {
            PageAnswer answer = side.pages()
                    .answer(PageSide.get(OPERATOR, screen + (screen.contains("?") ? "&" : "?") + "q=12%00"));
            assertThat(answer.status()).as(screen).isEqualTo(400);
            assertThat(answer.error()).isEqualTo("q holds U+0000, which nothing here has; leave it out");
        }
        PageAnswer act = side.pages().answer(PageSide.post(OPERATOR, "/acts/compare", "unit", "12\0"));
        assertThat(act.status()).isEqualTo(400);
    }

    @Test
    void ledgerThatIsAway_isToldAsThat() {
        PageSide side = new PageSide("4680000925");
        side.see("1200000350", Phase.GEN1);
        side.asking = () -> {
            throw new LedgerException("the ledger cannot be reached", new IOException("refused"));
        };

        PageAnswer answer = side.pages().answer(PageSide.get(OPERATOR, "/units"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error()).isEqualTo("the ledger cannot be reached");
    }

    @Test
    void pageThatIsNone_isNotFound() {
        PageAnswer answer = new Gallery().side().pages().answer(PageSide.get(OPERATOR, "/customers"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error()).isEqualTo("there is no page /migration/customers");
        assertThat(Html.of(answer).link("To the overview")).isEqualTo("/migration");
    }

    @Test
    void foreignText_isTextInEveryPlace() {
        String hostile = "'\"><script>alert(1)</script><b>&amp;";
        PageSide side = new PageSide("4680000925");
        side.see("1200000350", Phase.SHADOW);
        side.see(hostile, Phase.GEN1);
        Route route = side.move(hostile, Move.forward(Phase.GEN1, Phase.SHADOW, PageSide.cause(hostile, hostile)));
        side.move(hostile, Move.back(Phase.SHADOW, Cause.rule("x", hostile, hostile)));
        side.difference("i", new Place(hostile, hostile, hostile, hostile, "look"), new Values(hostile, hostile));
        side.lessons.add(new Lesson(hostile, "seen otherwise", hostile, List.of(hostile)));
        side.lessons.add(new Lesson(hostile, "yes", hostile, List.of()));
        side.waves.add(Wave.of(hostile, List.of(hostile)));
        Visitor visitor = new Visitor(hostile, null, hostile);
        MigrationPages pages = side.pages();
        String unit = URLEncoder.encode(hostile, StandardCharsets.UTF_8);
        List<String> urls = new ArrayList<>(SCREENS);
        urls.add("/unit?unit=" + unit + "&done=1");
        urls.add("/plan?act=promote&reason=" + unit + "&unit=" + unit);
        urls.add("/plan?act=accept&id=i&note=" + unit);
        urls.add("/differences?q=" + unit);
        urls.add("/differences?state=" + unit);
        urls.add("/units?q=" + unit);
        urls.add("/log?q=" + unit);
        urls.add("/plan?act=" + unit);
        urls.add("/unit?unit=x" + unit);
        urls.add("/report");
        for (String url : urls) {
            PageAnswer answer = pages.answer(PageSide.get(visitor, url));
            assertThat(answer.body()).as(url).contains("&lt;script").doesNotContain("<script>", "<b>");
            Html page = Html.of(answer);
            assertThat(page.count("script:not([src]), [onclick], b")).as(url).isZero();
        }
        assertThat(route.epoch()).isEqualTo(1);
        assertThat(pages.login(401, hostile, hostile).body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        Html shown = Html.get(pages, visitor, "/unit?unit=" + unit);
        assertThat(shown.title()).isEqualTo("customer " + hostile);
        Html plan = Html.get(pages, visitor, "/plan?act=promote&unit=" + unit + "&reason=" + unit);
        assertThat(plan.attribute("input[name=reason]", "value")).isEqualTo(hostile);
        assertThat(pages.answer(plan.submit(visitor, "form.confirm", "reason", "because it is so"))
                        .location())
                .isEqualTo("/migration/unit?unit=" + unit + "&done=3");
    }

    @Test
    void version_changesWithWhatIsShown_andWithNothingElse() {
        PageSide side = new PageSide("4680000925");
        side.see("1200000350", Phase.SHADOW);
        MigrationPages pages = side.pages();
        List<String> versions = new ArrayList<>();
        versions.add(pages.version());
        assertThat(pages.version()).isEqualTo(versions.get(0)).matches("[0-9a-f]{16}");

        side.see("1200000351", Phase.GEN1);
        versions.add(pages.version());
        Route moving = side.move(
                "1200000350", Move.forward(Phase.SHADOW, Phase.CANARY, PageSide.cause("operator-2", "the first")));
        versions.add(pages.version());
        side.routes.hold(moving.unit(), moving.epoch());
        versions.add(pages.version());
        side.account().desk().freeze(OPERATOR.author(), "stock taking");
        versions.add(pages.version());
        side.account().desk().unfreeze(OPERATOR.author(), "all counted", PageSide.NOON);
        versions.add(pages.version());
        side.difference("i", new Place("1200000350", "devices", "p", "value", "look"), new Values("1", "2"));
        versions.add(pages.version());
        side.accept(OPERATOR.author(), "i", "another spelling", null);
        versions.add(pages.version());

        assertThat(versions).doesNotHaveDuplicates();
    }
}
