package io.github.kdpbridge.compattests.soak;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kdpbridge.compattests.process.Gen1Request;
import io.github.kdpbridge.compattests.process.TestPostgresql;
import io.github.kdpbridge.compattests.soak.Line.Reply;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the service and the ledger say at the end, each asked without a gateway. */
final class Books {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ALL_SETTLED = Duration.ofMinutes(2);

    private final Simulator simulator;
    private final TestPostgresql database;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Books(Simulator simulator, TestPostgresql database) {
        this.simulator = simulator;
        this.database = database;
    }

    /** Waits until nothing is open in the ledger, but not for ever, and returns how much is. */
    long open() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + ALL_SETTLED.toNanos();
        try (Connection connection = database.connect();
                Statement sql = connection.createStatement()) {
            for (; ; ) {
                try (ResultSet row = sql.executeQuery("SELECT COUNT(*) FROM kdp_write WHERE outcome = 'OPEN'")) {
                    row.next();
                    long open = row.getLong(1);
                    if (open == 0 || System.nanoTime() - deadline > 0) {
                        return open;
                    }
                }
                Thread.sleep(100);
            }
        }
    }

    /** Returns the outcome of each caller's transaction that the ledger knows. */
    Map<String, String> outcomes() throws SQLException {
        Map<String, String> outcomes = new HashMap<>();
        try (Connection connection = database.connect();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT request, outcome FROM kdp_write WHERE origin IS NULL")) {
            while (row.next()) {
                String transaction =
                        JSON.readTree(row.getString(1)).path("transaction").asText();
                outcomes.put(transaction, row.getString(2));
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return outcomes;
    }

    /** Returns which upload each registered device is of, as the service names it. */
    Map<String, String> portal() {
        return simulator.devices().stream().collect(toMap(RegisteredDevice::id, RegisteredDevice::transactionId));
    }

    /** Returns whether the service knows a transaction. */
    boolean isKnown(String transaction) {
        return succeeded(transaction).isPresent();
    }

    /** Returns the devices of those transactions of an accepted write that the service knows, failed ones marked as such. */
    Set<String> succeeded(Write write) {
        Set<String> devices = new HashSet<>();
        write.names().forEach(name -> succeeded(name).ifPresent(devices::addAll));
        return devices;
    }

    /** Returns the side of each transaction that is accepted in the ledger. */
    Map<String, Generation> sides() throws SQLException {
        Map<String, Generation> sides = new HashMap<>();
        try (Connection connection = database.connect();
                Statement sql = connection.createStatement();
                ResultSet row =
                        sql.executeQuery("SELECT request, generation FROM kdp_write WHERE outcome = 'ACCEPTED'")) {
            while (row.next()) {
                String transaction =
                        JSON.readTree(row.getString(1)).path("transaction").asText();
                sides.put(transaction, row.getInt(2) == 1 ? Generation.GEN1 : Generation.GEN2);
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return sides;
    }

    /** Returns how often a customer changed its side. */
    long moves() throws SQLException {
        try (Connection connection = database.connect();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT COUNT(*) FROM kdp_move WHERE result = 'MOVED'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Optional<Set<String>> succeeded(String transaction) {
        try {
            HttpResponse<String> answer =
                    http.send(Gen1Request.status(transaction).to(simulator.url()), BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? Optional.of(new Reply(answer.statusCode(), answer.body(), 0).succeeded())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the end", e);
        }
    }
}
