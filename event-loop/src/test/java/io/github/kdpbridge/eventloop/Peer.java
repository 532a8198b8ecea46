package io.github.kdpbridge.eventloop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A service that answers with the bytes of a test, whatever is asked. Each request takes the next answer; one connection
 * after the other is served, and kept open.
 */
final class Peer implements AutoCloseable {
    private static final String RESET = "\0";
    private static final String CLOSE = "\1";

    private final ServerSocket entrance;
    private final Semaphore arrivals = new Semaphore(0);
    private final Semaphore resets = new Semaphore(0);
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    /** The first line of each request, behind the number of its connection. */
    final List<String> requests = new CopyOnWriteArrayList<>();
    /** The host that each request names. */
    final List<String> hosts = new CopyOnWriteArrayList<>();

    Peer() {
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "peer");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return entrance.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/x";
    }

    /** Answers the next request; an empty answer ends the connection. */
    Peer answer(String bytes) {
        answers.add(bytes);
        return this;
    }

    /** Answers the next request, and ends its connection. */
    Peer answerAndClose(String bytes) {
        return answer(CLOSE + bytes);
    }

    /** Answers the head of the next request, reads nothing of its body, and resets the connection. */
    Peer answerAndReset(String bytes) {
        return answer(RESET + bytes);
    }

    /** Waits until so many more requests are there. */
    void awaitRequests(int number) {
        arrivals.acquireUninterruptibly(number);
    }

    /** Waits until a connection is reset. */
    void awaitReset() {
        resets.acquireUninterruptibly();
    }

    /** Closes the connections that there are. */
    void closeConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = entrance.accept();
                sockets.add(socket);
                int number = sockets.size();
                start(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            while (true) {
                String first = in.readLine();
                if (first == null) {
                    return;
                }
                String line = first;
                while (line != null && !line.isEmpty()) {
                    if (line.startsWith("Host: ")) {
                        hosts.add(line.substring("Host: ".length()));
                    }
                    line = in.readLine();
                }
                requests.add(number + " " + first);
                arrivals.release();
                String answer = answers.poll(20, TimeUnit.SECONDS);
                if (answer == null || answer.isEmpty()) {
                    return;
                }
                String bytes = answer.replace(RESET, "").replace(CLOSE, "");
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                if (answer.startsWith(CLOSE)) {
                    return;
                }
                if (answer.startsWith(RESET)) {
                    socket.setSoLinger(true, 0);
                    socket.close();
                    resets.release();
                    return;
                }
            }
        } catch (IOException e) {
            // The client closed the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        closeConnections();
    }
}
