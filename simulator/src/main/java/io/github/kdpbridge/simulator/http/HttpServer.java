package io.github.kdpbridge.simulator.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty, with the few settings that a simulator needs. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final long GRACE_MILLIS = 1_000;

    private final Server server;
    private final ServerConnector connector;
    private final URI url;
    /** Holds the port while the connector is stopped; null while it listens. Guarded by this. */
    private @Nullable Socket placeholder;

    private HttpServer(Server server, ServerConnector connector, URI url) {
        this.server = server;
        this.connector = connector;
        this.url = url;
    }

    /**
     * Starts to listen.
     *
     * @param port the port, or 0 for a free one
     * @throws IllegalStateException if it cannot listen there
     */
    public static HttpServer start(String host, int port, Handler entrance) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("kdp-simulator");
        threads.setDaemon(true);
        Server server = new Server(threads);
        server.setStopTimeout(GRACE_MILLIS);
        server.setErrorHandler(new PlainErrors());
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(entrance));
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            throw new IllegalStateException("cannot listen on " + host + ":" + port + ": " + reason(e), e);
        }
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return new HttpServer(server, connector, URI.create("http://" + shown + ":" + connector.getLocalPort()));
    }

    /** The URL it listens at, without a slash at the end. */
    public URI url() {
        return url;
    }

    /** Closes all connections and refuses new ones, until they are accepted again. */
    public synchronized void refuseConnections() {
        if (placeholder != null) {
            return;
        }
        try {
            connector.stop();
            connector.setPort(url.getPort());
            placeholder = occupy(new InetSocketAddress(connector.getHost(), url.getPort()));
        } catch (Exception e) {
            throw new IllegalStateException("cannot refuse connections at " + url, e);
        }
    }

    /** Binds a port without listening. The port is free only after the acceptor thread has ended. */
    private static Socket occupy(InetSocketAddress address) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        while (true) {
            Socket socket = new Socket();
            try {
                socket.setReuseAddress(true);
                socket.bind(address);
                return socket;
            } catch (BindException e) {
                socket.close();
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Accepts connections again, on the same port. */
    public synchronized void acceptConnections() {
        if (placeholder == null) {
            return;
        }
        try {
            placeholder.close();
            placeholder = null;
            connector.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot accept connections at " + url, e);
        }
    }

    @Override
    public synchronized void close() {
        stop(server);
        try {
            if (placeholder != null) {
                placeholder.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot give back the port of " + url, e);
        }
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.debug("requests were under way and have been cut off", e);
        } catch (Exception e) {
            throw new IllegalStateException("the simulator did not stop cleanly", e);
        }
    }

    private static String reason(Exception e) {
        return e.getCause() instanceof BindException cause
                ? String.valueOf(cause.getMessage())
                : String.valueOf(e.getMessage());
    }
}
