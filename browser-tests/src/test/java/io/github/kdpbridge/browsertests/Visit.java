package io.github.kdpbridge.browsertests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A person at the page, with a browser profile of their own. The console has no error when they leave. */
final class Visit implements AutoCloseable {
    /** What Chromium's console says of an answer that is an error. */
    private static final Pattern ANSWER =
            Pattern.compile("Failed to load resource: the server responded with a status of (\\d+) .*");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;
    private final BrowserContext context;
    private final Page page;
    private final List<String> troubles = new ArrayList<>();
    private final List<Integer> expected = new ArrayList<>();

    /**
     * Begins a visit.
     *
     * @param url the admin side of a gateway
     */
    Visit(Browser browser, String url, Browser.NewContextOptions options) {
        this.url = url;
        this.context = browser.newContext(options.setLocale("en-GB").setTimezoneId("UTC"));
        this.page = context.newPage();
        page.setDefaultTimeout((double) Chromium.PATIENCE.toMillis());
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isExpected(message.text())) {
                troubles.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(troubles::add);
    }

    Visit(Browser browser, String url) {
        this(browser, url, new Browser.NewContextOptions());
    }

    private boolean isExpected(String text) {
        Matcher answer = ANSWER.matcher(text);
        return answer.matches() && expected.remove(Integer.valueOf(answer.group(1)));
    }

    /**
     * Expects one answer with an error in the next step.
     *
     * @param status its status; any other error of the console is one of the page
     */
    Visit expect(int status) {
        expected.add(status);
        return this;
    }

    /** Signs in by the form. */
    Visit signIn(String token) {
        page.navigate(url + "/migration");
        page.getByLabel("Token").fill(token);
        button("Sign in").click();
        page.waitForURL(url + "/migration");
        return this;
    }

    Page page() {
        return page;
    }

    /** Opens a path of the page. */
    Visit open(String path) {
        page.navigate(url + "/migration" + path);
        return this;
    }

    /** Waits as a script would: for the server to say that something has changed since the page was made. */
    Visit awaitChange() {
        HttpRequest stream = HttpRequest.newBuilder(
                        URI.create(url + page.locator("body").getAttribute("sse-connect")))
                .header("Cookie", cookie())
                .header("Accept", "text/event-stream")
                .build();
        CompletableFuture<Boolean> isTold = HTTP.sendAsync(stream, BodyHandlers.ofLines())
                .thenApply(events -> {
                    try (Stream<String> lines = events.body()) {
                        return lines.anyMatch("event: changed"::equals);
                    }
                });
        assertThat(isTold).succeedsWithin(Chromium.PATIENCE).isEqualTo(true);
        return this;
    }

    private String cookie() {
        return context.cookies(url + "/migration").stream()
                .map(cookie -> cookie.name + "=" + cookie.value)
                .collect(Collectors.joining("; "));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name))
                .first();
    }

    @Override
    public void close() {
        context.close();
        assertThat(troubles).as("errors in the console").isEmpty();
    }
}
