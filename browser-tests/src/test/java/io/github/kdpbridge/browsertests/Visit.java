package io.github.kdpbridge.browsertests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A person at the page, with a browser profile of their own. The console has no error when they leave. */
final class Visit implements AutoCloseable {
    /** A page with this status is one that a test asked for; Chromium's console names it as an error. */
    private static final Pattern REFUSED = Pattern.compile(
            "Failed to load resource: the server responded with a status of (400|401|403|404|409|412) .*");

    private final String url;
    private final BrowserContext context;
    private final Page page;
    private final List<String> troubles = new ArrayList<>();

    /**
     * Begins a visit.
     *
     * @param url the admin side of a gateway
     */
    Visit(Browser browser, String url, Browser.NewContextOptions options) {
        this.url = url;
        this.context = browser.newContext(options.setLocale("en-GB").setTimezoneId("UTC"));
        this.page = context.newPage();
        page.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !REFUSED.matcher(message.text()).matches()) {
                troubles.add(message.text());
            }
        });
        page.onPageError(troubles::add);
    }

    Visit(Browser browser, String url) {
        this(browser, url, new Browser.NewContextOptions());
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
