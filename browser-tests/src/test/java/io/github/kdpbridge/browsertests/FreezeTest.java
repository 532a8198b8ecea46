package io.github.kdpbridge.browsertests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stops a whole account. */
@ExtendWith(Chromium.class)
final class FreezeTest {
    @Test
    void operator_freezes_panics_andGoesOn(Browser chromium) {
        String customer = MovingSide.CUSTOMERS.get(0);
        try (MovingSide side = new MovingSide()) {
            side.order("PO-1", customer, MovingSide.DEVICES.get(0));
            side.compareUntilEqual(customer);
            side.promote(side.first, MovingSide.OPERATOR_2, customer);
            try (Visit visit = new Visit(chromium, side.url()).signIn(MovingSide.OPERATOR_1)) {
                visit.open("/unit?unit=" + customer);
                assertThat(visit.page().locator(".lead .phase")).hasText("CANARY");

                visit.open("").link("Freeze…").click();
                visit.page().getByLabel("Reason").fill("stock taking");
                visit.button("Freeze").click();
                assertThat(visit.page().locator(".notice.cold")).containsText("Frozen by operator-1: stock taking");

                visit.link("Panic: 1 unit back…").click();
                visit.page().getByLabel("Reason").fill("orders are missing");
                visit.page().getByLabel("Type 4680000925").fill("4680000926");
                visit.expect(409).button("Bring 1 unit back").click();
                assertThat(visit.page().locator("[role=alert]")).containsText("confirm it by typing 4680000925");

                visit.page().getByLabel("Type 4680000925").fill("4680000925");
                visit.button("Bring 1 unit back").click();
                visit.open("/unit?unit=" + customer);
                assertThat(visit.page().locator(".lead .phase")).hasText("SHADOW");

                visit.open("").link("Unfreeze…").click();
                visit.page().getByLabel("Reason").fill("all counted");
                visit.button("Unfreeze").click();
                assertThat(visit.page().locator(".notice.cold")).hasCount(0);
            }
        }
    }
}
