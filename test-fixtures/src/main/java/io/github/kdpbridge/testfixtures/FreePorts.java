package io.github.kdpbridge.testfixtures;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that start later. The system gives none of them to a socket that asks for any, so no other test takes one
 * meanwhile.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int BEHIND_THE_LAST = 30_000;

    private FreePorts() {}

    /** Returns a port of this machine at which nothing listens. */
    public static int find() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_THE_LAST);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException e) {
                // Something listens there: another one, then.
            }
        }
    }
}
