package io.github.kdpbridge.gateway.http;

import com.google.common.base.Throwables;
import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A server with one connector.
 *
 * @param scheme the scheme of its URL: {@code http} or {@code https}
 * @param setting the setting for its address
 */
public record Listening(Server server, ServerConnector connector, String scheme, String setting)
        implements AutoCloseable {
    /**
     * Starts it.
     *
     * @throws UncheckedIOException if it cannot listen there; the message names the address, the setting and the remedy
     */
    public void start(HostAndPort address) {
        connector.setHost(address.getHost());
        connector.setPort(address.getPort());
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at " + address + " (" + setting + "): " + why(e), e);
        } catch (Exception e) {
            throw new IllegalStateException("the gateway did not start: " + e.getMessage(), e);
        }
    }

    /** Jetty's message has only the address; the reason is in the cause. */
    private static String why(IOException e) {
        Throwable cause = Throwables.getRootCause(e);
        if (cause instanceof UnresolvedAddressException) {
            return "the host is unknown. Name an address of this machine there";
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains("in use")) {
            return "another program listens there. Stop that one (ss -ltnp names it), or name another port";
        }
        if (message.contains("ermission")) {
            return "this user may not listen there. Name a port above 1023, or allow the user lower ones";
        }
        return message + ". Name an address of this machine there";
    }

    public URI url() {
        String host = connector.getHost();
        return URI.create(
                scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the gateway did not stop cleanly: " + e.getMessage(), e);
        }
    }
}
