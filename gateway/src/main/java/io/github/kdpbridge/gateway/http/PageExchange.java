package io.github.kdpbridge.gateway.http;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.page.MigrationPages;
import io.github.kdpbridge.gateway.page.PageAnswer;
import io.github.kdpbridge.gateway.page.PageRequest;
import io.github.kdpbridge.gateway.page.PlanAgain;
import io.github.kdpbridge.gateway.page.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request at the page and its answer. */
final class PageExchange {
    private static final Logger LOG = LoggerFactory.getLogger(PageExchange.class);

    private static final String TOKEN = "token";
    private static final String CSRF = "csrf";
    /** A browser takes a cookie of this name only over TLS, from this host and for all of it. */
    private static final String SECURE_COOKIE = "__Host-kdp";

    private static final String COOKIE = "kdp";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final AdminAudit audit = new AdminAudit();

    private @Nullable AdminAccess access;
    private boolean isNoted;
    private Map<String, List<String>> form = ImmutableMap.of();

    PageExchange(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    Request request() {
        return request;
    }

    /** Notes who asks, for the audit. */
    void by(AdminAccess operator) {
        access = operator;
    }

    /** Returns whether a part of a page is asked for, by a script: it cannot show another page in its place. */
    boolean isPart() {
        return request.getHeaders().contains("HX-Request")
                || request.getHeaders().contains(HttpHeader.ACCEPT, "text/event-stream");
    }

    Optional<String> cookie() {
        String name = cookieName();
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    private String cookieName() {
        return request.isSecure() ? SECURE_COOKIE : COOKIE;
    }

    void keep(Session session) {
        Response.addCookie(response, cookie(session.cookie(), Sessions.LIFE.toSeconds()));
    }

    void forget() {
        Response.addCookie(response, cookie("", 0));
    }

    private HttpCookie cookie(String value, long seconds) {
        return HttpCookie.build(cookieName(), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite(SameSite.STRICT)
                .path(request.isSecure() ? "/" : MigrationPages.ROOT)
                .maxAge(seconds)
                .build();
    }

    /**
     * Collects the form, and goes on when it is there. A form that is too large is refused.
     *
     * @param most the most bytes and the most fields
     */
    void readForm(FormSize most, MigrationPages pages, Runnable next) {
        if (AdminBody.isTooLarge(request, most.bytes())) {
            refuse(tooLarge(pages));
            return;
        }
        AdminBody.collect(request, most.bytes()).whenComplete((body, failure) -> {
            if (failure == null) {
                run(pages, null, () -> {
                    form = fields(body, most.fields());
                    next.run();
                });
            } else if (Stages.cause(failure) instanceof IllegalStateException) {
                refuse(tooLarge(pages));
            } else {
                callback.failed(failure); // the sender is gone, or too slow
            }
        });
    }

    private static PageAnswer tooLarge(MigrationPages pages) {
        return pages.refusal(null, HttpStatus.PAYLOAD_TOO_LARGE_413, "the form is too large");
    }

    private static Map<String, List<String>> fields(byte[] body, int most) {
        try {
            Fields fields = new Fields();
            UrlEncoded.decodeUtf8To(new ByteArrayInputStream(body), fields, body.length, most);
            return Query.values(fields);
        } catch (IOException | IllegalStateException e) {
            throw new IllegalArgumentException("the form cannot be read: " + e.getMessage(), e);
        }
    }

    String token() {
        return field(TOKEN).strip();
    }

    /** Returns the address that the form of the sign-in wants next. */
    String wanted() {
        return field(PageEndpoint.WANTED);
    }

    String secret() {
        return field(CSRF);
    }

    private String field(String name) {
        List<String> values = form.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Returns the first value of each parameter. */
    Map<String, String> query() {
        return Maps.transformValues(Query.of(request), values -> values.get(0));
    }

    /** Returns the request as the page takes it. */
    PageRequest page(Visitor visitor, String path) {
        boolean isAct = HttpMethod.POST.is(request.getMethod());
        Map<String, List<String>> fields = isAct ? form : Query.of(request);
        return new PageRequest(visitor, request.getMethod(), path, fields);
    }

    /** Returns where the act of the form can be planned again; null if it is none. */
    @Nullable String planOf(String path) {
        return PlanAgain.address(path, form);
    }

    void answer(MigrationPages pages, PageRequest page) {
        send(pages.answer(page, this::note));
    }

    /** Runs work that ends with an answer. */
    void run(MigrationPages pages, @Nullable Visitor visitor, Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException e) {
            refuse(pages.refusal(visitor, HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
            refuse(pages.failure(visitor, HttpMethod.POST.is(request.getMethod())));
        } catch (Error e) {
            callback.failed(e);
            throw e;
        }
    }

    void open(LiveStreams live, Session session, @Nullable String seen) {
        live.open(session, request, response, callback, seen);
    }

    /** What may be left of the body is not read, so the connection cannot be reused. */
    void refuse(PageAnswer answer) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        send(answer);
    }

    /** Once for each form: what was done is noted before it is shown, and showing it may fail. */
    private void note(int status, @Nullable String error) {
        if (HttpMethod.POST.is(request.getMethod()) && !isNoted) {
            isNoted = true;
            audit.note(access, request, asked(), status, error);
        }
    }

    void send(PageAnswer answer) {
        note(answer.status(), answer.error());
        HttpFields.Mutable headers = response.getHeaders();
        if (answer.location() != null) {
            headers.put(HttpHeader.LOCATION, answer.location());
        }
        if (answer.file() != null) {
            headers.put(HttpHeader.CONTENT_DISPOSITION, attachment(answer.file()));
        }
        send(answer.status(), answer.type(), answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** A name with other characters has two forms (RFC 6266): no character of it ends the first one. */
    static String attachment(String file) {
        String plain = file.replaceAll("[^A-Za-z0-9._-]", "_");
        String header = "attachment; filename=\"" + plain + '"';
        return plain.equals(file)
                ? header
                : header + "; filename*=UTF-8''"
                        + URLEncoder.encode(file, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace("*", "%2A");
    }

    void send(Assets.Asset asset) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
        headers.put(HttpHeader.ETAG, asset.tag());
        boolean isKnown = asset.tag().equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH));
        send(
                isKnown ? HttpStatus.NOT_MODIFIED_304 : HttpStatus.OK_200,
                asset.type(),
                isKnown ? new byte[0] : asset.content());
    }

    private void send(int status, String type, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** The form as it was sent, without its secrets. */
    private String asked() {
        List<String> fields = new ArrayList<>();
        form.forEach((name, values) -> {
            if (!name.equals(CSRF) && !name.equals(TOKEN)) {
                values.forEach(value -> fields.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
            }
        });
        return String.join("&", fields);
    }
}
