package io.github.kdpbridge.compattests.soak;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Makes the service fail, one way or another, until the load ends. */
final class Trouble implements Runnable {
    private static final String API = "/kcs/v1/rp/devices";
    private static final String TOKENS = "/ams/v1/oauth2/token";
    private static final List<String> PATHS =
            List.of(API + "/upload", API + "/upload", API + "/delete", API + "/status", API, TOKENS);
    private static final String OLD_API = "/bulkenroll/v1/reseller/devices";
    private static final List<String> PATHS_OF_BOTH = ImmutableList.<String>builder()
            .addAll(PATHS)
            .add(OLD_API, OLD_API, OLD_API + "/delete", OLD_API + "/status")
            .build();
    private static final int MOST_AHEAD = 4;
    private static final int OUTAGE = 20;
    private static final int SILENCE = 8;

    private final Simulator simulator;
    private final List<String> paths;
    private final SplittableRandom random;
    private final Ending ending;
    private long made;

    /**
     * Creates the trouble.
     *
     * @param isOfBoth whether generation 1 fails too
     */
    Trouble(Simulator simulator, boolean isOfBoth, long seed, Ending ending) {
        this.simulator = simulator;
        this.paths = isOfBoth ? PATHS_OF_BOTH : PATHS;
        this.random = new SplittableRandom(seed);
        this.ending = ending;
    }

    @Override
    public void run() {
        try {
            for (int i = 1; !ending.isHere(); i++) {
                ending.pause(random, 50, 250);
                if (i % 200 == 0) {
                    outage();
                } else if (i % 40 == 0) {
                    silence();
                } else {
                    make(any(paths.get(random.nextInt(paths.size()))));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes back the faults that have not occurred yet, and returns how many did; to be called once its thread has ended. */
    long end() {
        long ahead = simulator.faults().stream().mapToLong(Fault::times).sum();
        simulator.clearFaults();
        return made - ahead;
    }

    /** For a while the whole service is down, or no token can be had. */
    private void outage() {
        if (random.nextBoolean()) {
            paths.stream()
                    .distinct()
                    .forEach(path -> make(Fault.status(path, 503).times(OUTAGE)));
        } else {
            make(Fault.status(TOKENS, 500).times(OUTAGE));
            make(Fault.status(API + "/upload", 401)
                    .body("{\"code\":4012250,\"message\":\"ACCESS_TOKEN_BAD_REQUEST\"}")
                    .times(3));
        }
    }

    /** A write is done, nobody hears of it, and for a while nobody can ask. */
    private void silence() {
        make(Fault.dropAfter(API + (random.nextBoolean() ? "/upload" : "/delete")));
        make(Fault.status(API + "/status", 503).times(SILENCE));
    }

    /** Faults that pile up, because callers are held up by those before, would make an outage without an end. */
    private void make(Fault fault) {
        long ahead = simulator.faults().stream()
                .filter(each -> each.path().equals(fault.path()))
                .mapToLong(Fault::times)
                .sum();
        if (ahead < MOST_AHEAD) {
            made += fault.times();
            simulator.fault(fault);
        }
    }

    private Fault any(String path) {
        return switch (random.nextInt(9)) {
            case 0 -> Fault.dropBefore(path);
            case 1, 2 -> Fault.dropAfter(path);
            case 3 -> Fault.truncate(path);
            case 4 -> Fault.delay(path, Duration.ofMillis(random.nextInt(50, 400)));
            case 5 -> Fault.status(path, 500).body("{\"code\":50000000,\"message\":\"INTERNAL_SERVER_ERROR\"}");
            case 6 ->
                Fault.status(path, 502).header("Content-Type", "text/html").body("<html>Bad Gateway</html>");
            case 7 -> Fault.status(path, 503).times(2);
            default -> Fault.status(path, 429).header("Retry-After", "1");
        };
    }
}
