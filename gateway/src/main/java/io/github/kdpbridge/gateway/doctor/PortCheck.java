package io.github.kdpbridge.gateway.doctor;

import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a port is free, or taken by a running gateway.
 *
 * @param name the user of the port
 * @param setting the port's setting
 * @param address the address to listen at
 * @param admin where a running gateway reports its health; null if nowhere
 */
record PortCheck(
        String name,
        String setting,
        HostAndPort address,
        @Nullable HostAndPort admin) implements Check {
    private static final int PATIENCE_MILLIS = 2000;

    @Override
    public void run(Consumer<Finding> findings) {
        findings.accept(finding("port for " + name + ", " + address));
    }

    private Finding finding(String subject) {
        InetSocketAddress local = new InetSocketAddress(address.getHost(), address.getPort());
        if (local.isUnresolved()) {
            return Finding.failed(
                    subject,
                    "the host is unknown",
                    "Take an address of this machine, 127.0.0.1 for its own programs or 0.0.0.0 for all networks.");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(local);
            return Finding.good(subject, "is free");
        } catch (IOException e) {
            return isTaken(local) ? taken(subject) : refused(subject, e);
        }
    }

    private Finding taken(String subject) {
        return isGatewayAlive()
                ? Finding.good(subject, "is taken by a gateway that is running")
                : Finding.failed(
                        subject,
                        "is taken by another program, or by a gateway whose health cannot be asked for",
                        "Stop that program (ss -ltnp names it), or name another port in " + setting + ".");
    }

    private static Finding refused(String subject, IOException e) {
        return Finding.failed(
                subject,
                "cannot be listened on: " + e.getMessage(),
                "Take an address of this machine, and a port above 1023 unless the gateway's user may have a lower one.");
    }

    private static boolean isTaken(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isGatewayAlive() {
        if (admin == null) {
            return false;
        }
        try {
            HttpURLConnection health = (HttpURLConnection)
                    URI.create("http://" + admin + "/health/live").toURL().openConnection();
            health.setConnectTimeout(PATIENCE_MILLIS);
            health.setReadTimeout(PATIENCE_MILLIS);
            return health.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
