package io.github.kdpbridge.testnetwork;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a server, and can stop passing anything on while it keeps every connection open, as a dead network does. */
public final class SilentProxy implements AutoCloseable {
    private final ServerSocket entrance;
    private final int server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile boolean silentAtOnce;
    private volatile boolean refusing;

    /** Stands before a server of this machine. */
    public SilentProxy(int server) {
        this.server = server;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    private static final class Link {
        private final Socket outer;
        private final Socket inner;
        private volatile boolean silent;

        Link(Socket outer, Socket inner) {
            this.outer = outer;
            this.inner = inner;
        }

        void close() throws IOException {
            for (Closeable end : List.of(outer, inner)) {
                end.close();
            }
        }
    }

    /** Returns the port to connect to. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Lets the connections that there are fall silent; new ones work. */
    public void silenceThoseThatAreOpen() {
        links.forEach(link -> link.silent = true);
    }

    /** Lets all connections fall silent, also those that come. */
    public void silence() {
        silentAtOnce = true;
        silenceThoseThatAreOpen();
    }

    /** Lets connections that come work again. */
    public void speak() {
        silentAtOnce = false;
        refusing = false;
    }

    /** Ends all connections, also those that come, as a server does that stops. */
    public void hangUp() throws IOException {
        refusing = true;
        for (Link link : links) {
            link.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket outer = entrance.accept();
                if (refusing) {
                    outer.close();
                    continue;
                }
                Link link = new Link(outer, new Socket(InetAddress.getLoopbackAddress(), server));
                link.silent = silentAtOnce;
                links.add(link);
                threads.execute(() -> pass(link, link.outer, link.inner));
                threads.execute(() -> pass(link, link.inner, link.outer));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void pass(Link link, Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try {
            for (int read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                if (!link.silent) {
                    to.getOutputStream().write(bytes, 0, read);
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // closed by one of them
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Link link : links) {
            link.close();
        }
        threads.shutdownNow();
    }
}
