package io.github.kdpbridge.browsertests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator does in a migration, by clicks, with both generations behind the gateway. Each test has its customer. */
@ExtendWith(Chromium.class)
final class StoryTest {
    /** A move holds new writes, and ends; what else is told meanwhile is little. */
    private static final int MOST_CHANGES = 10;

    private static MovingSide side;

    @BeforeAll
    static void start() {
        side = new MovingSide();
        for (int i = 0; i < MovingSide.CUSTOMERS.size(); i++) {
            side.order("PO-" + i, MovingSide.CUSTOMERS.get(i), MovingSide.DEVICES.get(i));
            side.compareUntilEqual(MovingSide.CUSTOMERS.get(i));
        }
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @Test
    void customer_movesThereAndBack(Browser chromium) {
        String customer = MovingSide.CUSTOMERS.get(0);
        try (Visit visit = new Visit(chromium, side.url()).signIn(MovingSide.OPERATOR_1)) {
            visit.link("Units").click();
            visit.link("customer " + customer).click();
            assertThat(phase(visit)).hasText("SHADOW");

            visit.link("Move to CANARY…").click();
            confirm(visit, "first customer", "Move");
            assertThat(phase(visit)).hasText("CANARY");
            assertThat(side.list(customer)).contains(MovingSide.DEVICES.get(0));

            visit.link("Back to SHADOW…").click();
            confirm(visit, "orders are missing", "Bring back");
            assertThat(phase(visit)).hasText("SHADOW");
            assertThat(visit.page().locator("main")).containsText("orders are missing");
        }
    }

    /** The move comes from another gateway; nobody loads the page anew. */
    @Test
    void moveByAnotherGateway_isSeenLive(Browser chromium) {
        String customer = MovingSide.CUSTOMERS.get(1);
        try (Visit visit = new Visit(chromium, side.url()).signIn(MovingSide.OPERATOR_1)) {
            visit.open("/unit?unit=" + customer);
            visit.page().evaluate("window.isTheSamePage = true");

            side.promote(side.second, MovingSide.OPERATOR_2, customer);

            assertThat(phase(visit)).hasText("CANARY");
            assertThat(visit.page().evaluate("window.isTheSamePage")).isEqualTo(true);
        }
    }

    /** The plan of the first operator has seen an epoch that is over. */
    @Test
    void secondOperatorIsTold_whoWasFirst(Browser chromium) {
        String customer = MovingSide.CUSTOMERS.get(2);
        try (Visit visit = new Visit(chromium, side.url()).signIn(MovingSide.OPERATOR_1);
                Visit other = new Visit(chromium, MovingSide.admin(side.second)).signIn(MovingSide.OPERATOR_2)) {
            visit.open("/plan?act=promote&to=CANARY&unit=" + customer);
            other.open("/plan?act=promote&to=CANARY&unit=" + customer);
            confirm(other, "I was first", "Move");
            assertThat(phase(other)).hasText("CANARY");

            Response answer = visit.expect(409)
                    .page()
                    .waitForResponse("**/acts/promote", () -> confirm(visit, "I was second", "Move"));

            assertThat(answer.status()).isEqualTo(409);
            assertThat(visit.page().locator("[role=alert]")).containsText("changed meanwhile by operator-2");
        }
    }

    /** All of it without script: the answer to a form is another page. */
    @Test
    void customer_movesWithoutScript(Browser chromium) {
        String customer = MovingSide.CUSTOMERS.get(3);
        try (Visit visit = new Visit(chromium, side.url(), new NewContextOptions().setJavaScriptEnabled(false))
                .signIn(MovingSide.OPERATOR_1)) {
            visit.open("/unit?unit=" + customer);
            visit.link("Move to CANARY…").click();
            confirm(visit, "without script", "Move");

            for (int changes = 0;
                    changes < MOST_CHANGES && !phase(visit).textContent().equals("CANARY");
                    changes++) {
                visit.awaitChange().page().reload();
            }
            assertThat(phase(visit)).hasText("CANARY");
        }
    }

    @Test
    void customer_movesByKeyboard(Browser chromium) {
        String customer = MovingSide.CUSTOMERS.get(4);
        try (Visit visit = new Visit(chromium, side.url()).signIn(MovingSide.OPERATOR_1)) {
            visit.open("/unit?unit=" + customer);
            tabTo(visit.page(), visit.link("Move to CANARY…"));
            assertThat(String.valueOf(visit.page().evaluate("getComputedStyle(document.activeElement).outlineStyle")))
                    .isNotEqualTo("none");
            visit.page().keyboard().press("Enter");
            tabTo(visit.page(), visit.page().getByLabel("Reason"));
            visit.page().keyboard().type("by keyboard");
            tabTo(visit.page(), visit.button("Move"));
            visit.page().keyboard().press("Enter");

            assertThat(phase(visit)).hasText("CANARY");
        }
    }

    @Test
    void difference_isAccepted_withANote(Browser chromium) {
        String customer = MovingSide.CUSTOMERS.get(5);
        side.sharesDevices(false);
        side.order("PO-EXTRA", customer, MovingSide.EXTRA_DEVICE);
        side.sharesDevices(true);
        side.compare(customer);
        try (Visit visit = new Visit(chromium, side.url()).signIn(MovingSide.OPERATOR_1)) {
            visit.link("Differences").click();
            Locator difference = visit.page().locator(".difference", new Page.LocatorOptions().setHasText("has none"));
            assertThat(difference).containsText("…");
            assertThat(difference).not().containsText(MovingSide.EXTRA_DEVICE);
            difference.getByText("accept").click();
            visit.page().getByLabel("Why accept it").fill("a phone of the test");
            visit.button("Accept").click();

            assertThat(visit.page().locator("main")).containsText("accepted by operator-1: a phone of the test");
        }
    }

    private static Locator phase(Visit visit) {
        return visit.page().locator(".lead .phase");
    }

    private static void confirm(Visit visit, String reason, String button) {
        visit.page().getByLabel("Reason").fill(reason);
        visit.button(button).click();
    }

    private static void tabTo(Page page, Locator wanted) {
        wanted.waitFor();
        for (int i = 0; i < 60 && !Boolean.TRUE.equals(wanted.evaluate("it => it === document.activeElement")); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(wanted).isFocused();
    }
}
