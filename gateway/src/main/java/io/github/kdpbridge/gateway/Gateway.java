package io.github.kdpbridge.gateway;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP server that takes requests of generation 1 and has them done by generation 2.
 *
 * <p>Starting it needs no network: each reseller's service is reached with its first request. {@link #close()} lets
 * running requests finish, for at most 30 seconds.
 */
public final class Gateway implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** Paths are compared as they were sent, so odd ones cannot be ambiguous: they are answered as unknown. */
    private static final UriCompliance ANY_PATH = UriCompliance.RFC3986.with(
            "any path",
            Violation.AMBIGUOUS_EMPTY_SEGMENT,
            Violation.AMBIGUOUS_PATH_ENCODING,
            Violation.AMBIGUOUS_PATH_PARAMETER,
            Violation.AMBIGUOUS_PATH_SEGMENT,
            Violation.AMBIGUOUS_PATH_SEPARATOR);

    private final Server server;
    private final ServerConnector connector;
    private final List<Gen2Client> clients;

    private Gateway(Server server, ServerConnector connector, List<Gen2Client> clients) {
        this.server = server;
        this.connector = connector;
        this.clients = clients;
    }

    /**
     * Starts a gateway on a free port of the loopback address, whose callers all act for one reseller: any key opens it.
     *
     * @param program what does the work; stays the caller's to close
     */
    public static Gateway start(DeploymentProgram program) {
        return start(GatewayConfig.builder().anyKey(program).build());
    }

    /**
     * Starts a gateway; it listens when this returns.
     *
     * @throws UncheckedIOException if it cannot listen at the configured address; the message names it
     */
    public static Gateway start(GatewayConfig config) {
        Gen1Handler.Builder handler = Gen1Handler.builder().profile(config.profile());
        List<Gen2Client> clients = new ArrayList<>();
        config.anyKey().ifPresent(handler::anyKey);
        for (Account account : config.accounts()) {
            DeploymentProgram program = program(account, clients);
            account.keys().forEach(key -> handler.account(key, program));
        }
        Gen1Handler gen1 = handler.build();

        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("kdp-gateway");
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http()));
        connector.setHost(config.listen().getHost());
        connector.setPort(config.listen().getPort());
        connector.setIdleTimeout(config.limits().idle().toMillis());
        ReceiveDeadlines deadlines = new ReceiveDeadlines(
                connector.getScheduler(),
                config.limits().headTime(),
                config.limits().bodyTime());
        connector.addBean(deadlines);
        server.addConnector(connector);
        server.setHandler(
                new GracefulHandler(new Gen1Endpoint(gen1, config.limits().bodyBytes(), deadlines)));
        server.setErrorHandler(new Gen1ErrorHandler(gen1));
        server.setStopTimeout(GRACE.toMillis());

        Gateway gateway = new Gateway(server, connector, clients);
        gateway.listen(config);
        return gateway;
    }

    private static DeploymentProgram program(Account account, List<Gen2Client> clients) {
        if (account instanceof ProgramAccount given) {
            return given.program();
        }
        Gen2Account gen2 = (Gen2Account) account;
        Gen2Client client = Gen2Client.builder(gen2.reseller())
                .baseUrl(gen2.baseUrl())
                .tokens(gen2.tokens())
                .resilience(gen2.resilience())
                .profile(gen2.profile())
                .deviceCheck(DeviceCheck.none()) // what the service might accept, the bridge never refuses
                .build();
        clients.add(client);
        return client;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(ANY_PATH);
        return http;
    }

    private void listen(GatewayConfig config) {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("cannot listen at " + config.listen() + ": " + why(e), e);
        } catch (Exception e) {
            close();
            throw new IllegalStateException("the gateway did not start: " + e.getMessage(), e);
        }
    }

    /** Jetty names only the address; what is wrong with it stands in the cause. */
    private static String why(IOException e) {
        if (Throwables.getRootCause(e) instanceof UnresolvedAddressException) {
            return "the host is unknown";
        }
        return String.valueOf(Throwables.getRootCause(e).getMessage());
    }

    /** Returns the address to send requests to, without a slash at its end. */
    public URI url() {
        return URI.create("http://" + hostAndPort());
    }

    private String hostAndPort() {
        String host = connector.getHost();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort();
    }

    /** Stops taking requests, lets the running ones finish, and closes the connections to generation 2. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the gateway did not stop cleanly: " + e.getMessage(), e);
        } finally {
            clients.forEach(Gen2Client::close);
        }
    }
}
