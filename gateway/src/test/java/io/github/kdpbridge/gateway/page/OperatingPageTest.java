package io.github.kdpbridge.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import okio.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The pictures of docs/operating.md are of the screens as they are now. {@code -Dkdp.write.docs=true} takes note of the
 * screens and removes their pictures; the test of the same name in {@code browser-tests} makes them anew.
 */
@Tag("one-jdk")
class OperatingPageTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path NOTES = DOCS.resolve("operating-pictures.txt");
    private static final Map<String, String> SCREENS = screens();

    /** The screens that {@link Gallery} has, by their pictures. */
    private static Map<String, String> screens() {
        Map<String, String> screens = new LinkedHashMap<>();
        screens.put("overview", "overview");
        screens.put("units", "units");
        screens.put("unit", "marked");
        screens.put("plan", "plan");
        screens.put("differences", "differences");
        screens.put("contract", "contract");
        screens.put("phone", "overview");
        return screens;
    }

    @Test
    void pictures_areOfTheScreensAsTheyAre() throws IOException {
        Map<String, String> pages = new Gallery().pages();
        String style =
                Resources.toString(Resources.getResource(MigrationPages.class, "page.css"), StandardCharsets.UTF_8);
        String now = SCREENS.entrySet().stream()
                .map(screen ->
                        "operating-%s.png %s\n".formatted(screen.getKey(), digest(pages.get(screen.getValue()), style)))
                .collect(Collectors.joining());
        if (Boolean.getBoolean("kdp.write.docs") && !now.equals(Files.readString(NOTES))) {
            Files.writeString(NOTES, now);
            for (String picture : SCREENS.keySet()) {
                Files.deleteIfExists(DOCS.resolve("operating-" + picture + ".png"));
            }
        }

        assertThat(NOTES)
                .as("the screens have changed since their pictures were taken. Take them anew: mvn test -Pbrowser"
                        + " -pl browser-tests -am -Dtest=OperatingPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dkdp.write.docs=true")
                .hasContent(now.strip());
    }

    /** Of what is seen: how often the ledger has changed is not. */
    private static String digest(String page, String style) {
        return ByteString.encodeUtf8(page.replaceAll("seen=[0-9a-f]+", "") + style.replaceAll("\\s+", " "))
                .sha256()
                .hex();
    }
}
