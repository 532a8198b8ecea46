package io.github.kdpbridge.eventloop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    /** What becomes of a connection behind an answer. */
    private enum Then {
        KEEP,
        CLOSE,
        RESET,
        READ_NO_MORE
    }

    private record Answer(String bytes, Then then) {}

    private final ServerSocket entrance;
    private final Semaphore arrivals = new Semaphore(0);
    private final Semaphore resets = new Semaphore(0);
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
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
        return answer(bytes, bytes.isEmpty() ? Then.CLOSE : Then.KEEP);
    }

    private Peer answer(String bytes, Then then) {
        answers.add(new Answer(bytes, then));
        return this;
    }

    /** Answers the next request, and ends its connection. */
    Peer answerAndClose(String bytes) {
        return answer(bytes, Then.CLOSE);
    }

    /** Answers the head of the next request, reads nothing of its body, and resets the connection. */
    Peer answerAndReset(String bytes) {
        return answer(bytes, Then.RESET);
    }

    /** Answers the head of the next request, reads nothing of its body, and keeps the connection. */
    Peer answerAndReadNoMore(String bytes) {
        return answer(bytes, Then.READ_NO_MORE);
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
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            Then then = Then.KEEP;
            while (then == Then.KEEP) {
                List<String> head = head(in);
                if (head.isEmpty()) {
                    socket.close();
                    return;
                }
                requests.add(number + " " + head.get(0));
                head.stream()
                        .filter(line -> line.startsWith("Host: "))
                        .forEach(line -> hosts.add(line.substring("Host: ".length())));
                arrivals.release();
                Answer answer = answers.poll(20, TimeUnit.SECONDS);
                if (answer == null) {
                    socket.close();
                    return;
                }
                then = answer.then();
                socket.getOutputStream().write(answer.bytes().getBytes(StandardCharsets.ISO_8859_1));
            }
            if (then == Then.CLOSE) {
                socket.close();
            } else if (then == Then.RESET) {
                socket.setSoLinger(true, 0);
                socket.close();
                resets.release();
            }
        } catch (IOException e) {
            // The client closed the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the head of a request; empty if the connection ends before. */
    private static List<String> head(BufferedReader in) throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty()) {
                return head;
            }
            head.add(line);
        }
        return List.of();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        closeConnections();
    }
}
