package io.github.kdpbridge.browsertests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screens that an operator meets when something is refused, done, or not there yet. */
@ExtendWith(Chromium.class)
final class RareScreensTest {
    private static NewContextOptions look(ColorScheme scheme, int width) {
        return new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900);
    }

    private static void check(Visit visit, String title) {
        assertThat(visit.page().locator("h1")).hasText(title);
        assertThat(Looks.graveViolations(visit.page())).as(title).isEmpty();
        assertThat(Looks.scrollsSideways(visit.page()))
                .as("%s scrolls sideways", title)
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1400", "DARK, 390"})
    void refusals_andWhatWasDone_canBeReadAloudAndFit(ColorScheme scheme, int width, Browser chromium) {
        try (ShownSide side = ShownSide.halfWay();
                Visit visit = new Visit(chromium, side.url(), look(scheme, width))) {
            visit.open("/login").page().getByLabel("Token").fill("sim-token-of-nobody");
            visit.expect(401).button("Sign in").click();
            check(visit, "Migration");

            visit.signIn(ShownSide.OPERATOR);
            visit.expect(404).open("/unit?unit=42");
            check(visit, "Not found");

            visit.open("/plan?act=promote&unit=" + ShownSide.READY);
            visit.page()
                    .locator("input[name=seen]")
                    .evaluate("(seen, unit) => { seen.value = '0:' + unit; }", ShownSide.READY);
            visit.page().getByLabel("Reason").fill("as I saw it");
            visit.expect(409).button("Move").click();
            check(visit, "Changed meanwhile");

            visit.open("/plan?act=panic").page().getByLabel("Reason").fill("orders are missing");
            visit.page().getByLabel("Type 4680000925").fill("4680000926");
            visit.expect(409).button("Bring 2 units back").click();
            check(visit, "Panic: 2 units back at once");

            visit.page().getByLabel("Type 4680000925").fill("4680000925");
            visit.button("Bring 2 units back").click();
            check(visit, "What was done");
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1400", "DARK, 390"})
    void accountThatBegins_canBeReadAloudAndFits(ColorScheme scheme, int width, Browser chromium) {
        try (ShownSide side = ShownSide.atItsBeginning();
                Visit visit = new Visit(chromium, side.url(), look(scheme, width)).signIn(ShownSide.OPERATOR)) {
            check(visit, "No unit yet");
            for (String title : List.of("Units", "Log")) {
                visit.link(title).click();
                check(visit, title);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"DARK, 1400", "LIGHT, 390"})
    void severalAccounts_andNone_canBeReadAloudAndFit(ColorScheme scheme, int width, Browser chromium) {
        try (ShownSide side = ShownSide.ofTwoAccounts();
                Visit visit = new Visit(chromium, side.url(), look(scheme, width)).signIn(ShownSide.OPERATOR)) {
            check(visit, "Accounts");
            visit.link("4680000925").click();
            check(visit, "3 of 12 units are on generation 2");
        }
        try (ShownSide side = new ShownSide();
                Visit visit = new Visit(chromium, side.url(), look(scheme, width)).signIn(ShownSide.OPERATOR)) {
            check(visit, "No account migrates");
        }
    }
}
