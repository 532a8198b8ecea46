package io.github.kdpbridge.browsertests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A viewer looks at all of it, and does nothing. */
@ExtendWith(Chromium.class)
final class ViewerTest {
    private static ShownSide side;

    @BeforeAll
    static void start() {
        side = ShownSide.halfWay();
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void screen_hasNoFormButThatOfSigningOut(Screen screen, Browser chromium) {
        try (Visit visit = new Visit(chromium, side.url()).signIn(ShownSide.VIEWER)) {
            visit.open(screen.path());

            assertThat(visit.page().locator("form[method=post]")).hasCount(1);
            assertThat(visit.button("Sign out")).isVisible();
        }
    }

    /** Whatever a page shows: the form is taken by the gateway or not. */
    @Test
    void actOfAViewer_isRefused(Browser chromium) {
        try (Visit visit = new Visit(chromium, side.url()).signIn(ShownSide.VIEWER)) {
            String csrf = visit.page().locator("input[name=csrf]").first().getAttribute("value");
            String answer = String.valueOf(visit.expect(403).page().evaluate("""
                    async csrf => {
                        const body = new URLSearchParams({csrf, reason: 'as a viewer'});
                        const answer = await fetch('/migration/acts/freeze', {method: 'POST', body});
                        return answer.status + ' ' + await answer.text();
                    }""", csrf));

            assertThat(answer).startsWith("403 ").contains("viewer-1 is a viewer");
        }
    }
}
