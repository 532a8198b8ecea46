package io.github.kdpbridge.browsertests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who comes in, and what keeps others out. */
@ExtendWith(Chromium.class)
final class SignInTest {
    private static MovingSide side;

    @BeforeAll
    static void start() {
        side = new MovingSide();
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @Test
    void wrongToken_isRefusedAtTheForm(Browser chromium) {
        try (Visit visit = new Visit(chromium, side.url())) {
            visit.open("");
            visit.page().getByLabel("Token").fill("sim-token-of-nobody");
            visit.expect(401).button("Sign in").click();

            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("this token is not known here");
        }
    }

    /** The session needs no memory of a gateway: the key of its signature is in the ledger's database. */
    @Test
    void sessionOfOneGateway_isKnownToTheOther(Browser chromium) {
        try (Visit visit = new Visit(chromium, side.url()).signIn(MovingSide.OPERATOR_1)) {
            visit.page().navigate(MovingSide.admin(side.second) + "/migration");

            assertThat(visit.page().getByLabel("Token")).hasCount(0);
        }
    }

    /** Another port of the same host is the same site: the cookie goes along, SameSite=Strict or not. */
    @Test
    void formOfAnotherOrigin_isRefused_thoughTheCookieGoesAlong(Browser chromium) {
        try (Visit visit = new Visit(chromium, side.url()).signIn(MovingSide.OPERATOR_1)) {
            String target = side.url() + "/migration/acts/freeze";
            visit.page()
                    .route(
                            "**/other-origin",
                            route -> route.fulfill(new FulfillOptions()
                                    .setContentType("text/html")
                                    .setBody("""
                            <form method="post" action="%s"><input name="reason" value="not mine"></form>
                            <script>document.forms[0].submit()</script>""".formatted(target))));

            Response response = visit.expect(403)
                    .page()
                    .waitForResponse(target, () -> visit.page().navigate(side.first.url() + "/other-origin"));

            assertThat(response.request().allHeaders()).containsKey("cookie");
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.text()).contains("the form comes from another site");
        }
    }
}
