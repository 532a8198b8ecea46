package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.gateway.admin.Desks;
import io.github.kdpbridge.gateway.admin.Refusals;
import io.github.kdpbridge.gateway.admin.Reports;
import io.github.kdpbridge.gateway.admin.report.ReportPage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The screens of the operator's page.
 *
 * <p>Safe for use by many threads. It may hold the calling thread for as long as the ledger and the services take.
 */
public final class MigrationPages {
    /** Where the page is on the admin side. */
    public static final String ROOT = "/migration";

    static final String ACTS = "/acts/";
    private static final Set<String> FILES = ImmutableSet.of(LogScreen.PATH + ".csv", "/report");

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int ERROR = 500;

    private final Desks desks;
    private final Clock clock;
    private final Versions versions;
    private final Templates templates = new Templates();
    private final Map<String, Function<Scene, PageAnswer>> screens =
            ImmutableMap.<String, Function<Scene, PageAnswer>>builder()
                    .put("", scene -> page("overview", OverviewScreen.of(scene)))
                    .put(UnitsScreen.PATH, scene -> page("units", UnitsScreen.of(scene)))
                    .put(UnitScreen.PATH, scene -> page("unit", UnitScreen.of(scene, List.of())))
                    .put(PlanScreen.PATH, scene -> page("plan", PlanScreen.of(scene, null)))
                    .put(DifferencesScreen.PATH, scene -> page("differences", DifferencesScreen.of(scene)))
                    .put(ContractScreen.PATH, scene -> page("contract", ContractScreen.of(scene)))
                    .put(LogScreen.PATH, scene -> page("log", LogScreen.of(scene)))
                    .put(LogScreen.PATH + ".csv", LogScreen::csv)
                    .put(DoneScreen.PATH, scene -> page("done", DoneScreen.of(scene)))
                    .put("/report", MigrationPages::report)
                    .buildOrThrow();

    /**
     * Creates the screens.
     *
     * @param desks the accounts that migrate
     * @param clock the clock of what is shown
     */
    public MigrationPages(Desks desks, Clock clock) {
        this.desks = desks;
        this.clock = clock;
        this.versions = new Versions(desks);
    }

    /** Hears what an act came to, before anything of it is shown. */
    @FunctionalInterface
    public interface Audit {
        /**
         * Notes the result of an act.
         *
         * @param status the HTTP status of its answer
         * @param error what was not done as it was asked for, one line; null if all was
         */
        void note(int status, @Nullable String error);
    }

    /** Returns whether there is a screen at a path, to which somebody may be led. */
    public boolean isScreen(String path) {
        return screens.containsKey(path) && !FILES.contains(path);
    }

    /** Answers a request; a refusal is an answer too. */
    public PageAnswer answer(PageRequest request) {
        return answer(request, (status, error) -> {});
    }

    /**
     * Answers a request; a refusal is an answer too.
     *
     * @param audit hears of an act
     */
    public PageAnswer answer(PageRequest request, Audit audit) {
        String away = desks.away();
        if (away != null) {
            return notTaken(request, Refusals.UNAVAILABLE, away);
        }
        try {
            request.requireText();
            return request.method().equals("POST") ? act(request, audit) : question(request);
        } catch (MoveRefusedException | LedgerException | IllegalArgumentException e) {
            return refusal(request.visitor(), Refusals.status(e), String.valueOf(e.getMessage()));
        }
    }

    private PageAnswer question(PageRequest request) {
        Function<Scene, PageAnswer> screen = screens.get(request.path());
        if (screen == null) {
            return refusal(request.visitor(), NOT_FOUND, "there is no page " + ROOT + request.path());
        }
        if (desks.names().isEmpty()) {
            return PageAnswer.page(templates.render("none", frame(request.visitor(), "No account migrates")));
        }
        if (request.one("account") == null && desks.names().size() > 1) {
            return PageAnswer.page(templates.render("accounts", frame(request.visitor(), "Accounts")));
        }
        return screen.apply(scene(request));
    }

    private PageAnswer act(PageRequest request, Audit audit) {
        Visitor visitor = request.visitor();
        if (!visitor.mayAct()) {
            return refusal(visitor, FORBIDDEN, String.valueOf(visitor.readOnly()));
        }
        String name = request.path().startsWith(ACTS) ? request.path().substring(ACTS.length()) : "";
        if (!name.equals("compare") && !Plans.names().contains(name)) {
            return refusal(visitor, NOT_FOUND, "there is no act " + request.path());
        }
        Scene scene = scene(request);
        if (name.equals("compare")) {
            return page("unit", UnitScreen.of(scene, new PageActs(scene).compare()));
        }
        PageActs.Outcome outcome;
        try {
            outcome = new PageActs(scene).act(name);
        } catch (MoveRefusedException | LedgerException | IllegalArgumentException e) {
            String why = Refusals.ofAct(e);
            audit.note(Refusals.status(e), why);
            return refused(planned(request, name), e, why);
        }
        Acted units = outcome.units();
        String error = units == null ? null : Refusals.of(units);
        int status = units == null ? OK : Refusals.status(units);
        boolean isElsewhere = status == OK && !outcome.address().isEmpty();
        audit.note(isElsewhere ? PageAnswer.SEE_OTHER : status, error);
        if (units == null || isElsewhere) {
            return PageAnswer.seeOther(outcome.address());
        }
        String html = templates.render("done", DoneScreen.of(scene, units));
        return error == null ? PageAnswer.page(html) : PageAnswer.refusal(status, html, error);
    }

    /** The plan is shown again with what was typed, unless it is of another state of the unit, or cannot be read now. */
    private PageAnswer refused(PageRequest planned, RuntimeException refusal, String why) {
        int status = Refusals.status(refusal);
        if (refusal instanceof LedgerException) {
            return refusal(planned, status, "Not known", Frame.Notice.unknown(why));
        }
        try {
            Scene scene = scene(planned);
            if (refusal instanceof MoveRefusedException move && move.reason() == Reason.STALE) {
                String again = scene.links().again(planned, PlanScreen.PATH, PlanAgain.OF_A_PLAN);
                StaleScreen stale = new StaleScreen(scene.frame("Changed meanwhile", "Units"), why, again);
                return PageAnswer.refusal(status, templates.render("stale", stale), why);
            }
            return PageAnswer.refusal(status, templates.render("plan", PlanScreen.of(scene, why)), why);
        } catch (MoveRefusedException | LedgerException | IllegalArgumentException e) {
            return refusal(planned.visitor(), status, why);
        }
    }

    static PageRequest planned(PageRequest request, String act) {
        return new PageRequest(
                request.visitor(),
                request.method(),
                request.path(),
                ImmutableMap.<String, List<String>>builder()
                        .putAll(request.fields())
                        .put("act", ImmutableList.of(act))
                        .buildKeepingLast());
    }

    private PageAnswer page(String template, Object screen) {
        return PageAnswer.page(templates.render(template, screen));
    }

    private static PageAnswer report(Scene scene) {
        return PageAnswer.file(
                PageAnswer.HTML,
                "migration-report-%s.html".formatted(scene.account().reseller().value()),
                ReportPage.of(Reports.of(scene.account(), scene.now())));
    }

    private Scene scene(PageRequest request) {
        Desks.Account account = desks.find(request.one("account"));
        String named = desks.names().size() > 1 ? account.reseller().value() : null;
        Frame.Site site = new Frame.Site(request.visitor(), new Links(named), desks.names(), version(), at());
        return new Scene(request, account, site, clock.instant());
    }

    private Frame frame(@Nullable Visitor visitor, String title) {
        Visitor known = visitor == null ? Visitor.NOBODY : visitor;
        return new Frame(title, "", new Frame.Site(known, new Links(null), desks.names(), "", at()), null, null);
    }

    private Moment at() {
        Instant now = clock.instant();
        return Moment.of(now, now);
    }

    /** Returns the version of what is shown: another one if anything has changed. */
    public String version() {
        return versions.now();
    }

    /**
     * Returns the page at which a visitor signs in.
     *
     * @param error why the last try failed; null for the first
     * @param wanted the address that is wanted next, which is one of this page
     */
    public PageAnswer login(int status, @Nullable String error, String wanted) {
        String html = templates.render("login", new LoginScreen(error == null ? "" : error, wanted));
        return error == null ? PageAnswer.page(html) : PageAnswer.refusal(status, html, error);
    }

    /**
     * Returns a page that says no.
     *
     * @param visitor who asked; null if nobody is signed in
     * @param error why, one line
     */
    public PageAnswer refusal(@Nullable Visitor visitor, int status, String error) {
        String title = status == NOT_FOUND ? "Not found" : "Not done";
        return refusal(visitor, status, title, new Frame.Notice(true, error));
    }

    /**
     * Returns a page that says no to a request of which nothing was done, with the way to plan it again.
     *
     * @param error why, one line
     */
    public PageAnswer notTaken(PageRequest request, int status, String error) {
        return refusal(request, status, "Not done", new Frame.Notice(true, error));
    }

    /**
     * Returns the page of an error that nobody expects.
     *
     * @param visitor null if nobody is signed in
     * @param isAct whether an act was asked for, which may be done
     */
    public PageAnswer failure(@Nullable Visitor visitor, boolean isAct) {
        String error = "an unexpected error; the gateway's log has it";
        return isAct
                ? refusal(
                        visitor,
                        ERROR,
                        "Not known",
                        Frame.Notice.unknown(error + ". Look at the log whether the act was done before you repeat it"))
                : refusal(visitor, ERROR, "Not shown", new Frame.Notice(true, "Not shown.", error));
    }

    private PageAnswer refusal(PageRequest request, int status, String title, Frame.Notice notice) {
        Frame frame = frame(request.visitor(), title).with(notice);
        return refusal(new RefusalScreen(frame, PlanAgain.address(request.path(), request.fields())), status, notice);
    }

    private PageAnswer refusal(@Nullable Visitor visitor, int status, String title, Frame.Notice notice) {
        return refusal(new RefusalScreen(frame(visitor, title).with(notice), null), status, notice);
    }

    private PageAnswer refusal(RefusalScreen screen, int status, Frame.Notice notice) {
        return PageAnswer.refusal(status, templates.render("refusal", screen), notice.text());
    }
}
