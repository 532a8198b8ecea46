package io.github.kdpbridge.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for every screen. {@code -Dkdp.page.gallery=DIR} writes them to files, to be looked at. */
@Tag("one-jdk")
class EveryScreenTest {
    @Test
    void everyScreen_isAPageThatCanBeReadAloudAndNeedsNoInlineStyle() throws IOException {
        String folder = System.getProperty("kdp.page.gallery");
        for (var page : new Gallery().pages().entrySet()) {
            if (folder != null) {
                Files.writeString(Path.of(folder, page.getKey() + ".html"), page.getValue());
            }
            Document html = Jsoup.parse(page.getValue());

            assertThat(html.title()).as(page.getKey()).endsWith("Migration");
            assertThat(html.select("html[lang]")).as(page.getKey()).hasSize(1);
            assertThat(html.select("main h1")).as(page.getKey()).hasSize(1);
            assertThat(html.select("[style], style, script:not([src]), [onclick]"))
                    .as(page.getKey())
                    .isEmpty();
            assertThat(html.select("table"))
                    .as(page.getKey())
                    .allMatch(table -> !table.select("caption").isEmpty());
            assertThat(html.select("th")).as(page.getKey()).allMatch(head -> head.hasAttr("scope"));
            assertThat(html.select("svg[role=img]"))
                    .as(page.getKey())
                    .allMatch(svg -> !svg.select("title").isEmpty());
            assertThat(html.select("form[method=post]"))
                    .as(page.getKey())
                    .filteredOn(form -> !form.attr("action").endsWith("/login"))
                    .allMatch(form -> !form.select("input[name=csrf]").isEmpty());
            assertThat(html.select("[id]").eachAttr("id")).as(page.getKey()).doesNotHaveDuplicates();
            assertThat(html.select("input:not([type=hidden]), select"))
                    .as(page.getKey())
                    .allMatch(input -> isLabelled(html, input));
            assertThat(html.select("#live input:not([type=hidden]), #live select, #live button"))
                    .as(page.getKey())
                    .allMatch(EveryScreenTest::keepsFocusWhenTheScreenChanges);
        }
    }

    /** A control stays as it is, or the one with its id has the focus next. */
    private static boolean keepsFocusWhenTheScreenChanges(Element control) {
        return control.closest("[hx-preserve][id]") != null
                || (!control.id().isEmpty() && control.tagName().equals("button"));
    }

    private static boolean isLabelled(Document html, Element input) {
        return input.hasAttr("aria-label")
                || input.closest("label") != null
                || !html.select("label[for=" + input.id() + "]").isEmpty();
    }
}
