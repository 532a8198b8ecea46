package io.github.kdpbridge.gateway;

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
 * @param scheme what its URL begins with: {@code http} or {@code https}
 */
record Listening(Server server, ServerConnector connector, String scheme) implements AutoCloseable {
    /**
     * Starts it.
     *
     * @throws UncheckedIOException if it cannot listen there; the message names the address
     */
    void start(HostAndPort address) {
        connector.setHost(address.getHost());
        connector.setPort(address.getPort());
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at " + address + ": " + why(e), e);
        } catch (Exception e) {
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

    URI url() {
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
