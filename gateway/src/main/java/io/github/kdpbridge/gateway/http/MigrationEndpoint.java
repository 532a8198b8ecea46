package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ascii;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.gateway.admin.AdminAnswer;
import io.github.kdpbridge.gateway.admin.AdminRequest;
import io.github.kdpbridge.gateway.admin.MigrationApi;
import io.github.kdpbridge.gateway.config.AdminAccess;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The migration on the admin side, for operators with a token. The head is judged before anything of the body is read; the
 * work has threads of its own, because it waits for the ledger and the services.
 */
final class MigrationEndpoint {
    static final String PREFIX = "/migration/api/";
    /** How a command line names itself in User-Agent. */
    private static final String COMMAND = "kdp-migrate";

    private static final Logger LOG = LoggerFactory.getLogger(MigrationEndpoint.class);
    /** A promotion names each unit of its wave: 4 MiB are over 60,000 customers. */
    private static final int MOST_BYTES = 4 << 20;

    private final MigrationApi api;
    private final AdminTokens tokens;
    private final AdminThreads threads;
    private final AdminAudit audit = new AdminAudit();

    /**
     * Creates it.
     *
     * @param threads stay the caller's to close
     */
    MigrationEndpoint(MigrationApi api, AdminTokens tokens, AdminThreads threads) {
        this.api = api;
        this.tokens = tokens;
        this.threads = threads;
    }

    /**
     * Answers a request.
     *
     * @param path its path, which begins with {@link #PREFIX}
     */
    void handle(String path, Request request, Response response, Callback callback) {
        String name = path.substring(PREFIX.length());
        Exchange exchange = new Exchange(request, response, callback, name);
        Optional<AdminAccess> access = tokens.of(request);
        if (access.isEmpty()) {
            Duration wait = AdminTokens.remote(request).map(tokens::waitOfWrong).orElse(Duration.ZERO);
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            AdminAnswer answer = AdminAnswer.refusal(
                    HttpStatus.UNAUTHORIZED_401,
                    "no token that gateway.admin.access knows; send it as Authorization: Bearer TOKEN");
            threads.later(() -> exchange.refuse(null, answer), wait);
            return;
        }
        Optional<AdminAnswer> refusal = refusal(request, name, access.get());
        if (refusal.isPresent()) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, POST");
            exchange.refuse(access.get(), refusal.get());
            return;
        }
        if (request.getMethod().equals("GET")) {
            execute(access.get(), exchange, threads::ask);
            return;
        }
        AdminBody.collect(request, MOST_BYTES).whenComplete((body, failure) -> {
            if (failure == null) {
                exchange.read(body);
                execute(access.get(), exchange, threads::act);
            } else {
                exchange.unread(access.get(), Stages.cause(failure));
            }
        });
    }

    private static void execute(AdminAccess access, Exchange exchange, Executor threads) {
        try {
            threads.execute(() -> exchange.answer(access));
        } catch (RejectedExecutionException e) {
            exchange.refuse(
                    access,
                    AdminAnswer.refusal(HttpStatus.SERVICE_UNAVAILABLE_503, "too many requests of operators at once"));
        }
    }

    private static Optional<AdminAnswer> refusal(Request request, String name, AdminAccess access) {
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("POST")) {
            return Optional.of(
                    AdminAnswer.refusal(HttpStatus.METHOD_NOT_ALLOWED_405, "only GET and POST are allowed here"));
        }
        if (!MigrationApi.knows(method, name)) {
            return Optional.of(AdminAnswer.refusal(
                    HttpStatus.NOT_FOUND_404,
                    "there is no %s %s%s; here are %s"
                            .formatted(method, PREFIX, printable(name), MigrationApi.names())));
        }
        if (AdminBody.isTooLarge(request, MOST_BYTES)) {
            return Optional.of(tooLarge());
        }
        return method.equals("POST") ? ofAct(access, AdminTokens.notPrivate(request)) : Optional.empty();
    }

    /** Returns why an act is refused whatever it is. */
    static Optional<AdminAnswer> ofAct(AdminAccess access, @Nullable String notPrivate) {
        String why = access.isOperator()
                ? notPrivate
                : access.name() + " is a viewer; only an operator may change something";
        return Optional.ofNullable(why).map(refusal -> AdminAnswer.refusal(HttpStatus.FORBIDDEN_403, refusal));
    }

    private static AdminAnswer tooLarge() {
        return AdminAnswer.refusal(
                HttpStatus.PAYLOAD_TOO_LARGE_413, "the body is larger than %d bytes".formatted(MOST_BYTES));
    }

    private static String printable(String text) {
        return Ascii.truncate(text.replaceAll("[^!-~]", "?"), 64, "~");
    }

    /** A request and its answer. */
    private final class Exchange {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final String name;
        private String body = "";

        private Exchange(Request request, Response response, Callback callback, String name) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.name = name;
        }

        private void read(byte[] bytes) {
            body = new String(bytes, StandardCharsets.UTF_8);
        }

        private void unread(AdminAccess access, Throwable failure) {
            if (failure instanceof IllegalStateException) {
                refuse(access, tooLarge());
            } else {
                callback.failed(failure); // the sender is gone, or too slow
            }
        }

        private void answer(AdminAccess access) {
            try {
                send(access, work(access));
            } catch (RuntimeException | Error e) {
                callback.failed(e);
                throw e;
            }
        }

        private AdminAnswer work(AdminAccess access) {
            try {
                Author author = new Author(access.name(), isCommand() ? Via.COMMAND : Via.PROGRAM);
                return api.answer(new AdminRequest(author, request.getMethod(), name, Query.of(request), body));
            } catch (IllegalArgumentException e) {
                return AdminAnswer.refusal(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.error("{} {}{} failed", request.getMethod(), PREFIX, printable(name), e);
                return AdminAnswer.refusal(
                        HttpStatus.INTERNAL_SERVER_ERROR_500, "an unexpected error; the gateway's log has it");
            }
        }

        private boolean isCommand() {
            String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
            return agent != null && agent.startsWith(COMMAND);
        }

        /** What is left of the body is not read, so the connection cannot be reused. */
        private void refuse(@Nullable AdminAccess access, AdminAnswer answer) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            send(access, answer);
        }

        private void send(@Nullable AdminAccess access, AdminAnswer answer) {
            if (!HttpMethod.GET.is(request.getMethod())) {
                audit.note(access, request, body, answer.status(), answer.error());
            }
            response.setStatus(answer.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.write(true, ByteBuffer.wrap(answer.json().getBytes(StandardCharsets.UTF_8)), callback);
        }
    }
}
