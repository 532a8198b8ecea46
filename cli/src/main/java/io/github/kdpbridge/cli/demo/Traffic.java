package io.github.kdpbridge.cli.demo;

import io.github.kdpbridge.cli.migrate.Pause;
import io.github.kdpbridge.verify.session.ReplayException;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.Closeable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The old program at work: for one customer after the other, it uploads a phone, lists the phones, deletes that phone, and
 * lists them again. It asks for the status of each transaction before it goes on. So no customer ever has many phones.
 */
final class Traffic implements Closeable {
    /** A round over all customers takes five seconds. */
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** Those below are the story's. */
    private static final int FIRST_DEVICE = 1_000;

    private static final int DEVICES = 9_000;

    private final Stage stage;
    private final List<String> customers;
    private final Map<String, String> uploaded = new HashMap<>();
    private final Thread thread = new Thread(this::run, "old-program");
    private @Nullable String open;
    private int calls;

    private Traffic(Stage stage, List<String> customers) {
        this.stage = stage;
        this.customers = customers;
    }

    /** Starts it; it ends with the stage. */
    static void start(Stage stage, List<String> customers) {
        Traffic traffic = new Traffic(stage, customers);
        stage.register(traffic);
        traffic.thread.setDaemon(true);
        traffic.thread.start();
    }

    private void run() {
        try {
            do {
                call();
            } while (Pause.sleep(PAUSE));
        } catch (ReplayException e) {
            // The servers end before the program.
        }
    }

    private void call() {
        if (open != null) {
            stage.call(OldProgram.status(open));
            open = null;
        }
        String customer = customers.get(calls % customers.size());
        int round = calls / customers.size();
        String transaction = "JOB-" + calls;
        String device = uploaded.get(customer);
        if (round % 2 == 1) {
            stage.call(OldProgram.list(customer));
        } else if (device == null) {
            String next = OldProgram.imei(FIRST_DEVICE + calls % DEVICES);
            if (isAccepted(transaction, OldProgram.upload(transaction, customer, next))) {
                uploaded.put(customer, next);
            }
        } else if (isAccepted(transaction, OldProgram.delete(transaction, customer, device))) {
            uploaded.remove(customer);
        }
        calls++;
    }

    /** While a customer moves, its writes are refused for a moment; a program tries again later. */
    private boolean isAccepted(String transaction, SessionRequest write) {
        boolean isAccepted = stage.call(write).answer().succeeded();
        if (isAccepted) {
            open = transaction;
        }
        return isAccepted;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
