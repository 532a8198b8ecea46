package io.github.kdpbridge.gateway.http;

import com.google.common.base.Strings;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.page.MigrationPages;
import io.github.kdpbridge.gateway.page.PageAnswer;
import io.github.kdpbridge.gateway.page.PageRequest;
import io.github.kdpbridge.gateway.page.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The operator's page on the admin side. Whoever asks has signed in with a token; a form comes from the page itself, with
 * the secret of its session. The head is judged before anything of the body is read; the work has threads of its own.
 */
final class PageEndpoint {
    private static final String LOGIN = "/login";
    private static final String LOGOUT = "/logout";
    private static final String LIVE = "/live";
    private static final String ASSETS = "/assets/";
    private static final String SEEN = "seen";
    static final String WANTED = "to";
    private static final Pattern OWN_ADDRESS =
            Pattern.compile(MigrationPages.ROOT + "(/[a-z]+)?(\\?[A-Za-z0-9%&=+._~:*-]*)?");
    private static final String SIGN_IN = MigrationPages.ROOT + LOGIN;

    private final MigrationPages pages;
    private final AdminTokens tokens;
    private final Sessions sessions;
    private final AdminThreads threads;
    private final LiveStreams live;
    private final Assets assets = new Assets();

    /**
     * Creates it.
     *
     * @param threads stay the caller's to close
     * @param live stays the caller's to close
     */
    PageEndpoint(MigrationPages pages, AdminTokens tokens, Sessions sessions, AdminThreads threads, LiveStreams live) {
        this.pages = pages;
        this.tokens = tokens;
        this.sessions = sessions;
        this.threads = threads;
        this.live = live;
    }

    static boolean isAt(String path) {
        return path.equals(MigrationPages.ROOT) || path.startsWith(MigrationPages.ROOT + "/");
    }

    /**
     * Answers a request.
     *
     * @param path the path below that of the page
     */
    void handle(String path, Request request, Response response, Callback callback) {
        PageExchange exchange = new PageExchange(request, response, callback);
        if (HttpMethod.POST.is(request.getMethod())) {
            post(path, exchange);
        } else if (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod())) {
            exchange.run(pages, null, () -> get(path, exchange));
        } else {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST");
            exchange.refuse(refusal(HttpStatus.METHOD_NOT_ALLOWED_405, "only GET, HEAD and POST are allowed here"));
        }
    }

    private void get(String path, PageExchange exchange) {
        if (path.startsWith(ASSETS)) {
            asset(path.substring(ASSETS.length()), exchange);
            return;
        }
        Optional<Session> session = session(exchange);
        if (path.equals(LOGIN)) {
            exchange.send(
                    session.isPresent()
                            ? PageAnswer.seeOther(wanted(exchange.query().get(WANTED)))
                            : pages.login(
                                    HttpStatus.OK_200,
                                    null,
                                    wanted(exchange.query().get(WANTED))));
        } else if (session.isEmpty()) {
            exchange.send(
                    exchange.isPart()
                            ? refusal(HttpStatus.UNAUTHORIZED_401, "sign in at " + SIGN_IN)
                            : PageAnswer.seeOther(signIn(exchange.request())));
        } else if (path.equals(LIVE) && HttpMethod.GET.is(exchange.request().getMethod())) {
            exchange.open(live, session.get(), exchange.query().get(SEEN));
        } else {
            Visitor visitor = visitor(session.get(), exchange);
            execute(threads::ask, exchange.page(visitor, path), exchange);
        }
    }

    private void asset(String name, PageExchange exchange) {
        assets.find(name)
                .ifPresentOrElse(
                        exchange::send,
                        () -> exchange.send(refusal(HttpStatus.NOT_FOUND_404, "there is no such file")));
    }

    private void post(String path, PageExchange exchange) {
        Optional<Session> session = session(exchange);
        session.ifPresent(known -> exchange.by(known.access()));
        Optional<String> foreign = FormOrigin.refusal(exchange.request());
        if (foreign.isPresent()) {
            exchange.refuse(refusal(HttpStatus.FORBIDDEN_403, foreign.get()));
        } else if (path.equals(LOGIN)) {
            exchange.readForm(FormSize.SMALL, pages, () -> signIn(exchange));
        } else if (session.isEmpty()) {
            boolean hasEnded = exchange.cookie().filter(sessions::hasEnded).isPresent();
            exchange.readForm(hasEnded ? FormSize.ACT : FormSize.SMALL, pages, () -> signInAgain(path, exchange));
        } else {
            Visitor visitor = visitor(session.get(), exchange);
            FormSize most = visitor.mayAct() ? FormSize.ACT : FormSize.SMALL;
            exchange.readForm(most, pages, () -> act(path, visitor, exchange));
        }
    }

    /** What was typed is there when the act is planned again. */
    private void signInAgain(String path, PageExchange exchange) {
        String plan = exchange.planOf(path);
        exchange.refuse(pages.login(
                HttpStatus.UNAUTHORIZED_401,
                "your session has ended; nothing was done. Sign in, and do it again",
                wanted(plan)));
    }

    private void act(String path, Visitor visitor, PageExchange exchange) {
        if (!Sessions.isSame(visitor.csrf(), exchange.secret())) {
            String error = "the form is not of your session; load the page, and do it again";
            exchange.refuse(pages.notTaken(exchange.page(visitor, path), HttpStatus.FORBIDDEN_403, error));
        } else if (path.equals(LOGOUT)) {
            exchange.forget();
            exchange.send(PageAnswer.seeOther(SIGN_IN));
        } else if (!visitor.mayAct()) {
            exchange.refuse(pages.refusal(visitor, HttpStatus.FORBIDDEN_403, String.valueOf(visitor.readOnly())));
        } else {
            execute(threads::act, exchange.page(visitor, path), exchange);
        }
    }

    private void signIn(PageExchange exchange) {
        if (!sessions.isOpen()) {
            exchange.refuse(pages.login(
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "the gateway is starting; try again in some seconds",
                    wanted(exchange.wanted())));
            return;
        }
        Optional<AdminAccess> access = tokens.ofToken(exchange.token());
        if (access.isPresent()) {
            exchange.by(access.get());
            exchange.keep(sessions.begin(access.get()));
            exchange.send(PageAnswer.seeOther(wanted(exchange.wanted())));
            return;
        }
        Duration wait =
                AdminTokens.remote(exchange.request()).map(tokens::waitOfWrong).orElse(Duration.ZERO);
        PageAnswer answer =
                pages.login(HttpStatus.UNAUTHORIZED_401, "this token is not known here", wanted(exchange.wanted()));
        threads.later(() -> exchange.refuse(answer), wait);
    }

    /** Returns where to sign in, so that the screen that was asked for comes next. */
    private String signIn(Request request) {
        String wanted = wanted(request.getHttpURI().getPathQuery());
        return wanted.equals(MigrationPages.ROOT)
                ? SIGN_IN
                : SIGN_IN + "?" + WANTED + "=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    }

    /** Returns a screen that is wanted; the first one if the text is no address of a screen. */
    private String wanted(@Nullable String address) {
        Matcher matcher = OWN_ADDRESS.matcher(address == null ? "" : address);
        return matcher.matches() && pages.isScreen(Strings.nullToEmpty(matcher.group(1)))
                ? matcher.group()
                : MigrationPages.ROOT;
    }

    private void execute(Executor pool, PageRequest request, PageExchange exchange) {
        try {
            pool.execute(() -> exchange.run(pages, request.visitor(), () -> exchange.answer(pages, request)));
        } catch (RejectedExecutionException e) {
            exchange.refuse(pages.notTaken(
                    request, HttpStatus.SERVICE_UNAVAILABLE_503, "too many requests of operators at once; try again"));
        }
    }

    private Optional<Session> session(PageExchange exchange) {
        return exchange.cookie().flatMap(sessions::of);
    }

    private static Visitor visitor(Session session, PageExchange exchange) {
        String readOnly = MigrationEndpoint.ofAct(session.access(), AdminTokens.notPrivate(exchange.request()))
                .map(refusal -> refusal.error())
                .orElse(null);
        return new Visitor(session.access().name(), readOnly, session.csrf());
    }

    private PageAnswer refusal(int status, String error) {
        return pages.refusal(null, status, error);
    }
}
