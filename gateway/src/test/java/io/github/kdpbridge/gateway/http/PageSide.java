package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ticker;
import io.github.kdpbridge.gateway.admin.Desks;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import io.github.kdpbridge.gateway.page.MigrationPages;
import io.github.kdpbridge.testfixtures.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okio.ByteString;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/** The page on a server of its own, with two people, a version and a clock that a test moves. */
final class PageSide {
    static final AdminAccess OPERATOR =
            new AdminAccess("operator-1", Role.OPERATOR, AdminAccess.digest("sim-token-of-operator-1"));
    static final AdminAccess VIEWER =
            new AdminAccess("viewer-1", Role.VIEWER, AdminAccess.digest("sim-token-of-viewer-1"));

    final TestClock clock = TestClock.at(Instant.parse("2026-11-27T08:00:00Z"));
    final Sessions sessions = new Sessions(Set.of(OPERATOR, VIEWER), clock);
    final Desks desks = new Desks();
    final AtomicReference<String> version = new AtomicReference<>("v1");
    /** What happens while the version is read. */
    final AtomicReference<Runnable> reading = new AtomicReference<>(() -> {});

    final LiveStreams live = new LiveStreams(this::read, sessions);
    final HttpClient http = HttpClient.newHttpClient();

    /** The pauses before answers to wrong tokens, in the order of the answers; none is waited for. */
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    /** Where requests seem to come from; null for the machine itself, as they do. */
    final AtomicReference<@Nullable SocketAddress> remote = new AtomicReference<>();

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final AdminThreads threads = new AdminThreads(new NoPause());

    PageSide() throws Exception {
        MigrationPages pages = new MigrationPages(desks, clock);
        AdminTokens tokens = new AdminTokens(sessions::access, 10, new Stopped());
        PageEndpoint page = new PageEndpoint(pages, tokens, sessions, threads, live);
        sessions.open(ByteString.encodeUtf8("sim-key-of-a-ledger"));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                String path = request.getHttpURI().getPath();
                page.handle(path.substring(MigrationPages.ROOT.length()), from(request), response, callback);
                return true;
            }
        });
        server.start();
    }

    private String read() {
        reading.get().run();
        return version.get();
    }

    private Request from(Request request) {
        SocketAddress other = remote.get();
        if (other == null) {
            return request;
        }
        ConnectionMetaData connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
            @Override
            public SocketAddress getRemoteSocketAddress() {
                return other;
            }
        };
        return new Request.Wrapper(request) {
            @Override
            public ConnectionMetaData getConnectionMetaData() {
                return connection;
            }
        };
    }

    /** Runs at once what is to run later, and keeps the pause. */
    private final class NoPause extends ScheduledExecutorScheduler {
        @Override
        public Task schedule(Runnable task, long delay, TimeUnit unit) {
            pauses.add(Duration.of(delay, unit.toChronoUnit()));
            task.run();
            return () -> false;
        }
    }

    /** No time passes between wrong tokens. */
    private static final class Stopped extends Ticker {
        @Override
        public long read() {
            return 0;
        }
    }

    String origin() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin() + MigrationPages.ROOT + path));
    }

    HttpRequest.Builder request(Session session, String path) {
        return request(path).header("Cookie", "kdp=" + session.cookie());
    }

    /** A form as a browser sends it from the page itself. */
    HttpRequest.Builder form(String path, String fields) {
        return request(path)
                .header("Origin", origin())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields));
    }

    HttpRequest.Builder form(Session session, String path, String fields) {
        return form(path, fields).header("Cookie", "kdp=" + session.cookie());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<InputStream> open(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }

    void close() throws Exception {
        live.close();
        threads.close();
        server.stop();
    }
}
