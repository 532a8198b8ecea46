package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ticker;
import io.github.kdpbridge.gateway.admin.MigrationApi;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.page.MigrationPages;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The migration on the admin side, for operators: as an interface of programs, and as a page. */
public final class OperatorSide implements AutoCloseable {
    private final Sessions sessions;
    private final AdminThreads threads;
    private final LiveStreams live;
    private final MigrationEndpoint api;
    private final PageEndpoint page;

    /**
     * What operators reach.
     *
     * @param api for programs
     * @param pages for people
     * @param sessions those of people; opened when their key is known
     */
    public record Parts(MigrationApi api, MigrationPages pages, Sessions sessions) {}

    OperatorSide(GatewayConfig config, Parts parts, AdminThreads threads) {
        int wrongAMinute = config.limits().get(GatewaySettings.WRONG_KEYS);
        AdminTokens tokens = new AdminTokens(parts.sessions()::access, wrongAMinute, Ticker.systemTicker());
        this.sessions = parts.sessions();
        this.threads = threads;
        this.live = new LiveStreams(parts.pages()::version, parts.sessions());
        this.api = new MigrationEndpoint(parts.api(), tokens, threads);
        this.page = new PageEndpoint(parts.pages(), tokens, parts.sessions(), threads, live);
    }

    /** Answers a request, unless it is for something else, or nobody may ask. */
    boolean handle(Request request, Response response, Callback callback) {
        if (sessions.access().isEmpty()) {
            return false;
        }
        String path = request.getHttpURI().getCanonicalPath();
        if (path.startsWith(MigrationEndpoint.PREFIX)) {
            api.handle(path, request, response, callback);
            return true;
        }
        if (PageEndpoint.isAt(path)) {
            page.handle(path.substring(MigrationPages.ROOT.length()), request, response, callback);
            return true;
        }
        return false;
    }

    @Override
    public void close() {
        live.close();
        threads.close();
    }
}
