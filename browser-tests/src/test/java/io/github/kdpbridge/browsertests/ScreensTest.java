package io.github.kdpbridge.browsertests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each screen, wide and narrow, light and dark. */
@ExtendWith(Chromium.class)
final class ScreensTest {
    private static final String BACKGROUND = """
            getComputedStyle(document.body).backgroundColor === 'rgba(0, 0, 0, 0)'
                ? getComputedStyle(document.documentElement).backgroundColor
                : getComputedStyle(document.body).backgroundColor""";

    private static ShownSide side;

    @BeforeAll
    static void start() {
        side = ShownSide.halfWay();
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    /** One visit for all screens, so that the console is watched on each, and what the policy of the page forbids. */
    @ParameterizedTest
    @CsvSource({"LIGHT, 1400", "DARK, 390"})
    void screens_canBeReadAloud(ColorScheme scheme, int width, Browser chromium) {
        onEachScreen(
                chromium,
                new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900),
                (name, page) -> assertThat(Looks.graveViolations(page)).as(name).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1400})
    void screens_fitTheirWindow(int width, Browser chromium) {
        onEachScreen(
                chromium,
                new NewContextOptions().setViewportSize(width, 900),
                (name, page) -> assertThat(Looks.scrollsSideways(page))
                        .as("%s scrolls sideways at %d", name, width)
                        .isFalse());
    }

    private static void onEachScreen(Browser chromium, NewContextOptions look, BiConsumer<String, Page> check) {
        try (Visit visit = new Visit(chromium, side.url(), look)) {
            visit.open("/login");
            check.accept("sign in", visit.page());
            visit.signIn(ShownSide.OPERATOR);
            for (Screen screen : Screen.values()) {
                visit.open(screen.path());
                assertThat(visit.page().locator("h1")).hasCount(1);
                check.accept(screen.name(), visit.page());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, light", "DARK, dark"})
    void coloursAreThoseOfTheVisitor(ColorScheme scheme, String expected, Browser chromium) {
        try (Visit visit = new Visit(chromium, side.url(), new NewContextOptions().setColorScheme(scheme))
                .signIn(ShownSide.VIEWER)) {
            String colour = String.valueOf(visit.page().evaluate(BACKGROUND));
            int red = Integer.parseInt(colour.replaceAll("\\D+(\\d+).*", "$1"));

            assertThat(red > 128 ? "light" : "dark").as(colour).isEqualTo(expected);
        }
    }
}
