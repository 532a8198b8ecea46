package io.github.kdpbridge.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page as a browser reads it. */
final class Html {
    private final Document document;

    private Html(Document document) {
        this.document = document;
    }

    static Html of(PageAnswer answer) {
        assertThat(answer.type()).isEqualTo("text/html; charset=utf-8");
        return new Html(Jsoup.parse(answer.body()));
    }

    /** The page that answers a question, which is not refused. */
    static Html get(MigrationPages pages, Visitor visitor, String url) {
        PageAnswer answer = pages.answer(PageSide.get(visitor, url));
        assertThat(answer.error()).isNull();
        assertThat(answer.status()).isEqualTo(200);
        return of(answer);
    }

    String title() {
        return document.select("h1").text();
    }

    String text(String selector) {
        return document.select(selector).text();
    }

    List<String> texts(String selector) {
        return document.select(selector).eachText();
    }

    List<String> attributes(String selector, String name) {
        return document.select(selector).eachAttr(name);
    }

    String attribute(String selector, String name) {
        return document.select(selector).attr(name);
    }

    int count(String selector) {
        return document.select(selector).size();
    }

    /** The section below a heading. */
    String section(String heading) {
        return document.select("section").stream()
                .filter(section -> section.select("h2").text().startsWith(heading))
                .map(Element::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no section " + heading + " in " + document.text()));
    }

    /** The cells of a table's row that has a text. */
    List<String> row(String text) {
        return document.select("tbody tr").stream()
                .filter(row -> row.text().contains(text))
                .findFirst()
                .map(row -> row.children().eachText())
                .orElseThrow(() -> new AssertionError("no row with " + text));
    }

    /** The address behind a link. */
    String link(String text) {
        return document.select("a").stream()
                .filter(link -> link.text().startsWith(text))
                .map(link -> link.attr("href"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no link " + text));
    }

    /** The form as a browser sends it, with more fields. */
    PageRequest submit(Visitor visitor, String selector, String... typed) {
        Element form = document.select(selector).first();
        assertThat(form).as(selector).isNotNull();
        List<String> names = List.of(typed);
        String[] fields = form.select("input").stream()
                .filter(input -> !names.contains(input.attr("name")))
                .flatMap(input -> List.of(input.attr("name"), input.attr("value")).stream())
                .toArray(String[]::new);
        String[] all = new String[fields.length + typed.length];
        System.arraycopy(fields, 0, all, 0, fields.length);
        System.arraycopy(typed, 0, all, fields.length, typed.length);
        return PageSide.post(visitor, form.attr("action").substring(MigrationPages.ROOT.length()), all);
    }
}
