package io.github.kdpbridge.cli;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.config.ConfigFiles;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a running gateway its configuration anew. What is wrong with it is told, and the one before stays in use. */
final class Reloading {
    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
    private static final int SECONDS = 5;

    private final ConfigFiles files;
    private final Function<Supplier<GatewayConfig>, List<String>> reload;
    private final PrintWriter out;
    /** The trouble of the ledger that was told last; empty if the last reload had none. */
    private String trouble = "";

    /**
     * Prepares reloading.
     *
     * @param files have read the configuration in use
     * @param reload gives the gateway its configuration anew
     */
    Reloading(ConfigFiles files, Function<Supplier<GatewayConfig>, List<String>> reload, PrintWriter out) {
        this.files = files;
        this.reload = reload;
        this.out = out;
    }

    /** Looks at the files every few seconds, for as long as the program runs. */
    void start() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "kdp-config");
            daemon.setDaemon(true);
            return daemon;
        });
        var unused = thread.scheduleWithFixedDelay(this::lookSafely, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /** What is thrown would end the schedule without a word. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            LOG.error("the configuration could not be looked at", e);
        }
    }

    /** Reloads if the files have changed, and change no more, or the ledger was away at the last try. */
    synchronized void look() {
        if (files.haveChanged()) {
            now();
        }
    }

    /** Reloads, whether or not anything has changed. */
    synchronized void now() {
        try {
            List<String> needRestart = reload.apply(files::read);
            trouble = "";
            out.println("kdp gateway has reloaded its resellers, keys and certificates"
                    + (needRestart.isEmpty()
                            ? ""
                            : "; changes in " + String.join(", ", needRestart) + " need a restart"));
            out.flush();
        } catch (ConfigurationException e) {
            e.mistakes().forEach(mistake -> LOG.error("nothing is reloaded: {}", mistake));
        } catch (LedgerException e) {
            files.retry();
            if (!trouble.equals(e.getMessage())) {
                LOG.error("nothing is reloaded yet, and it is tried again: {}", e.getMessage());
            }
            trouble = e.getMessage();
        } catch (IllegalArgumentException e) {
            LOG.error("nothing is reloaded: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("nothing is reloaded", e);
        }
    }
}
