package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Learns which details generation 1 itself does not answer alike twice, from questions that are put to it twice. On such
 * a path, a difference of the look between the generations is noise unless it is clearly more frequent than that:
 * by more than 20 % of both rates together, and by more than 0.03 % of the questions (as Diffy's defaults have it). Needs
 * 30 samples; differences of the outcome are never noise.
 *
 * <p>Forgets what is older than 10,000 samples of an operation. Not thread-safe.
 */
public final class Noise {
    /** The id of the rule, for the tally. */
    public static final String RULE = "noise";

    private static final int LEAST_SAMPLES = 30;
    private static final double RELATIVE = 0.20;
    private static final double ABSOLUTE = 0.0003;
    /** The samples of half a window; one in 1,667 is the least noise at which the absolute threshold decides. */
    private static final int HALF = 5000;
    /** The paths of half a window: an answer may have fields without end. */
    private static final int MOST_PATHS = 1000;

    private final Map<String, Window> windows = new HashMap<>();

    /** Generation 1 and generation 2 were compared. */
    public void compared(Operation<?, ?> operation, Compared compared) {
        if (compared.incomparable() == null) {
            window(operation).recent.raw.add(compared.differences());
        }
    }

    /** Two answers of generation 1 to one question were compared. */
    public void sampled(Operation<?, ?> operation, Compared compared) {
        if (compared.incomparable() == null) {
            window(operation).sampled(compared.differences());
        }
    }

    /** Returns the tolerance of noise in an operation, as it is at each question. */
    public Tolerance of(Operation<?, ?> operation) {
        return difference ->
                difference.severity() == Severity.LOOK && window(operation).isNoise(difference.path())
                        ? Optional.of(RULE)
                        : Optional.empty();
    }

    private Window window(Operation<?, ?> operation) {
        return windows.computeIfAbsent(operation.name(), any -> new Window());
    }

    /** The last 5,000 to 10,000 samples of an operation, and the comparisons of that time. */
    private static final class Window {
        private Half recent = new Half();
        private Half older = new Half();

        void sampled(List<Difference> differences) {
            if (recent.noise.questions == HALF) {
                older = recent;
                recent = new Half();
            }
            recent.noise.add(differences);
        }

        boolean isNoise(String path) {
            long samples = recent.noise.questions + older.noise.questions;
            double noise = rate(recent.noise.on(path) + older.noise.on(path), samples);
            double raw = rate(recent.raw.on(path) + older.raw.on(path), recent.raw.questions + older.raw.questions);
            boolean exceeds = raw > noise && (raw - noise) / (raw + noise) > RELATIVE && raw - noise > ABSOLUTE;
            return samples >= LEAST_SAMPLES && noise > 0 && !exceeds;
        }

        private static double rate(long differences, long questions) {
            return questions == 0 ? 0 : (double) differences / questions;
        }
    }

    private static final class Half {
        private final Rate raw = new Rate();
        private final Rate noise = new Rate();
    }

    /** How many questions had a difference on each path. */
    private static final class Rate {
        private final Map<String, Integer> differences = new HashMap<>();
        private long questions;

        void add(List<Difference> found) {
            questions++;
            found.stream()
                    .map(Difference::path)
                    .distinct()
                    .filter(path -> differences.size() < MOST_PATHS || differences.containsKey(path))
                    .forEach(path -> differences.merge(path, 1, Integer::sum));
        }

        int on(String path) {
            return differences.getOrDefault(path, 0);
        }
    }
}
