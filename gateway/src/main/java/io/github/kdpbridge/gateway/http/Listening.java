package io.github.kdpbridge.gateway.http;

import com.google.common.base.Throwables;
import com.google.common.net.HostAndPort;
import io.github.kdpbridge.gateway.tls.CertificateWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * A server with one connector.
 *
 * @param certificate its certificate, which is read again when its files change; null for a server without TLS
 * @param setting the setting for its address
 */
public record Listening(
        Server server, ServerConnector connector, @Nullable CertificateWatch certificate, String setting)
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
        if (certificate != null) {
            certificate.start(connector.getScheduler(), connector.getExecutor());
        }
    }

    /** Reads the certificate again, if its files have changed. */
    public void reload() {
        if (certificate != null) {
            certificate.look();
        }
    }

    /** Jetty's message has only the address; the reason is in the cause. */
    static String why(IOException e) {
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
        String scheme = certificate == null ? "http" : "https";
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
