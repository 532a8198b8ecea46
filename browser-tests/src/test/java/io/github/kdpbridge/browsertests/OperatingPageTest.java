package io.github.kdpbridge.browsertests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pictures of docs/operating.md; run with {@code -Dkdp.write.docs=true} to make them anew. */
@ExtendWith(Chromium.class)
final class OperatingPageTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final int MOST_BYTES = 150_000;

    /** Times go on, and would make each picture another one. */
    private static final String STOP_TIME = """
            () => {
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const text = walker.currentNode;
                    text.data = text.data
                        .replace(/\\d{1,2} [A-Z][a-z]{2} \\d{4}, [\\d:]{8} UTC/g, '26 Nov 2026, 12:00:00 UTC');
                }
                [...document.querySelectorAll('svg.chart text')]
                    .filter(text => text.textContent.includes('-'))
                    .forEach((text, i) => { text.textContent = ['2026-11-13', '2026-11-26'][i]; });
            }""";

    @ParameterizedTest
    @CsvSource({
        "overview, OVERVIEW, 1400, LIGHT",
        "units, UNITS, 1400, LIGHT",
        "unit, UNIT, 1400, LIGHT",
        "plan, PLAN, 1400, LIGHT",
        "differences, DIFFERENCES, 1400, LIGHT",
        "contract, CONTRACT, 1400, LIGHT",
        "phone, OVERVIEW, 390, DARK"
    })
    void picture_isSmall_andShown(String name, Screen screen, int width, ColorScheme scheme, Browser chromium)
            throws IOException {
        Path picture = DOCS.resolve("operating-" + name + ".png");
        if (Boolean.getBoolean("kdp.write.docs")) {
            Files.write(picture, shot(screen, width, scheme, chromium));
        }

        assertThat(Files.size(picture)).as("%s", picture).isLessThan(MOST_BYTES);
        assertThat(Files.readString(DOCS.resolve("operating.md"))).contains("](" + picture.getFileName() + ")");
    }

    private static byte[] shot(Screen screen, int width, ColorScheme scheme, Browser chromium) {
        NewContextOptions look = new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800);
        try (ShownSide side = ShownSide.halfWay();
                Visit visit = new Visit(chromium, side.url(), look).signIn(ShownSide.OPERATOR)) {
            visit.open(screen.path()).page().evaluate(STOP_TIME);
            return visit.page().screenshot();
        }
    }
}
