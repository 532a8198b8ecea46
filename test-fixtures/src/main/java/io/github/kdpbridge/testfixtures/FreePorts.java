package io.github.kdpbridge.testfixtures;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that start later, each for one server of this JVM. By default, Linux gives none of them to a socket that
 * asks for any port, so no other test takes one meanwhile.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int NUMBER = 10_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(NUMBER));

    private FreePorts() {}

    /** Returns a port of this machine at which nothing listens. */
    public static int find() throws IOException {
        while (true) {
            int port = FIRST + NEXT.getAndIncrement() % NUMBER;
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException e) {
                // Something listens there: another one, then.
            }
        }
    }
}
