package io.github.kdpbridge.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/**
 * What wrk saw.
 *
 * @param requests that were answered, whatever the answer
 * @param time that it took
 * @param refused answers from HTTP status 400 on
 * @param broken connections that could not be made, read or written, and answers that did not come in time
 * @param p50 the median of the latencies
 * @param p90 which 90% did not exceed
 * @param p99 which 99% did not exceed
 * @param max the longest
 */
public record LoadReport(
        long requests,
        Duration time,
        long refused,
        long broken,
        Duration p50,
        Duration p90,
        Duration p99,
        Duration max) {
    static final String MARK = "kdp-bench ";

    /**
     * Reads the line that {@link Script} has wrk print.
     *
     * @throws IllegalArgumentException if there is none in the output
     */
    static LoadReport parse(String output) {
        String line = output.lines()
                .filter(l -> l.startsWith(MARK))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("wrk did not report: " + output.strip()));
        try {
            JsonNode json = new ObjectMapper().readTree(line.substring(MARK.length()));
            return new LoadReport(
                    json.path("requests").asLong(),
                    micros(json, "micros"),
                    json.path("status").asLong(),
                    json.path("connect").asLong()
                            + json.path("read").asLong()
                            + json.path("write").asLong()
                            + json.path("timeout").asLong(),
                    micros(json, "p50"),
                    micros(json, "p90"),
                    micros(json, "p99"),
                    micros(json, "max"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("wrk reported " + line, e);
        }
    }

    /** Returns the good answers a second. */
    public double rate() {
        return (requests - refused) / seconds(time);
    }

    /** Returns what went wrong, of any kind. */
    public long errors() {
        return refused + broken;
    }

    /** Returns a duration in milliseconds. */
    public static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Duration micros(JsonNode json, String field) {
        return Duration.ofNanos(json.path(field).asLong() * 1000);
    }
}
