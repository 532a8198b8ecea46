package io.github.kdpbridge.compattests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.compattests.process.ChildJvm;
import io.github.kdpbridge.compattests.process.Gen1Request;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A service, a gateway in a process of its own that is killed and started again over one ledger, and its callers. */
final class Bench implements AutoCloseable {
    static final String STATUS_PATH = "/kcs/v1/rp/devices/status";
    private static final Set<String> WRITE_PATHS = Set.of("/kcs/v1/rp/devices/upload", "/kcs/v1/rp/devices/delete");

    private final Simulator simulator = Simulator.start();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger answered = new AtomicInteger();
    private final Path scratch;
    private final String ledger;
    private ChildJvm gateway;
    private URI url;
    private URI adminUrl;

    /**
     * Starts the service and the gateway.
     *
     * @param ledger the URL of a PostgreSQL database, or a file of SQLite
     */
    Bench(Path scratch, String ledger) {
        this.scratch = scratch;
        this.ledger = ledger;
        restart();
    }

    Simulator simulator() {
        return simulator;
    }

    /** Waits until the gateway is ready, and returns how many writes are open in its ledger then. */
    String awaitReady() {
        return gateway.await("ready");
    }

    /** Has the gateway hold a transaction at one of its points. */
    void watch(String transaction, int point) {
        gateway.say("watch " + transaction + " " + point);
        assertThat(gateway.await("watching")).isEqualTo(transaction);
    }

    String points(String transaction) {
        gateway.say("points " + transaction);
        return gateway.await("points");
    }

    /** Waits until the gateway holds so many transactions, and returns them. */
    List<String> awaitHeld(int count) {
        return Stream.generate(() -> gateway.await("held")).limit(count).toList();
    }

    void kill() {
        gateway.kill();
    }

    /**
     * Starts the gateway again.
     *
     * @param watches what it shall watch from its start: transaction, blank, point to hold it at
     */
    void restart(String... watches) {
        List<String> arguments = new ArrayList<>(List.of(simulator.url().toString(), ledger));
        arguments.addAll(List.of(watches));
        gateway = ChildJvm.start(WatchedGateway.class, scratch, arguments.toArray(String[]::new));
        String[] urls = gateway.await("listening").split(" ", -1);
        url = URI.create(urls[0]);
        adminUrl = URI.create(urls[1]);
    }

    /** Sends a request that will not be answered. */
    void begin(Gen1Request request) {
        var unused = http.sendAsync(request.to(url), BodyHandlers.ofString())
                .thenAccept(answer -> answered.incrementAndGet());
    }

    /** Returns how many of those were answered after all. */
    int answered() {
        return answered.get();
    }

    /** Sends a request, and returns the status and the body of the answer. */
    String send(Gen1Request request) {
        HttpResponse<String> answer =
                http.sendAsync(request.to(url), BodyHandlers.ofString()).join();
        return answer.statusCode() + " " + answer.body();
    }

    /** Returns the status and the body of the answer to whether the gateway is ready. */
    String health() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(adminUrl + "/health/ready")).build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    /** Returns the statuses of the writes that the service has got. */
    List<Integer> writes() {
        List<Integer> statuses = new ArrayList<>();
        for (RecordedRequest request : simulator.requests()) {
            if (WRITE_PATHS.contains(request.path())) {
                statuses.add(request.status());
            }
        }
        return statuses;
    }

    /** Returns how often the service was asked what became of a transaction. */
    long questions() {
        return simulator.requests().stream()
                .filter(request -> request.path().equals(STATUS_PATH))
                .count();
    }

    /** Returns what is registered: identifier, customer, transaction. */
    Set<String> portal() {
        Set<String> devices = new TreeSet<>();
        simulator.devices().forEach(it -> devices.add(it.id() + " " + it.customerId() + " " + it.transactionId()));
        return devices;
    }

    @Override
    public void close() {
        gateway.close();
        simulator.close();
    }
}
