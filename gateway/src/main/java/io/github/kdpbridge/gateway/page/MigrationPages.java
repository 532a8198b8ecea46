package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableMap;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.github.kdpbridge.gateway.admin.Desks;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The screens of the operator's page.
 *
 * <p>Safe for use by many threads. It may hold the calling thread for as long as the ledger and the services take.
 */
public final class MigrationPages {
    /** Where the page is on the admin side. */
    public static final String ROOT = "/migration";

    private static final int NOT_FOUND = 404;

    private final Desks desks;
    private final Clock clock;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null,
            ContentType.Html,
            MigrationPages.class.getClassLoader(),
            "io.github.kdpbridge.gateway.page.templates");

    /**
     * Creates the screens.
     *
     * @param desks the accounts that migrate
     * @param clock the clock of what is shown
     */
    public MigrationPages(Desks desks, Clock clock) {
        this.desks = desks;
        this.clock = clock;
    }

    /** Answers a request; a refusal is an answer too. */
    public PageAnswer answer(PageRequest request) {
        if (request.path().isEmpty()) {
            return PageAnswer.page(
                    render("overview.jte", ImmutableMap.of("accounts", desks.names(), "at", clock.instant())));
        }
        return refusal(request.visitor(), NOT_FOUND, "there is no page " + ROOT + request.path());
    }

    /** Returns the version of what is shown: another one if anything has changed. */
    public String version() {
        return String.valueOf(desks.names().hashCode());
    }

    /**
     * Returns the page at which a visitor signs in.
     *
     * @param error why the last try failed; null for the first
     */
    public PageAnswer login(int status, @Nullable String error) {
        String html = render("login.jte", ImmutableMap.of("error", error == null ? "" : error));
        return error == null ? PageAnswer.page(html) : PageAnswer.refusal(status, html, error);
    }

    /**
     * Returns a page that says no.
     *
     * @param visitor who asked; null if nobody is signed in
     * @param error why, one line
     */
    public PageAnswer refusal(@Nullable Visitor visitor, int status, String error) {
        return PageAnswer.refusal(status, render("refusal.jte", ImmutableMap.of("error", error)), error);
    }

    private String render(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        templates.render(template, parameters, output);
        return output.toString();
    }
}
