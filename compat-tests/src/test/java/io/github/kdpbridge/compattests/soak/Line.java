package io.github.kdpbridge.compattests.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kdpbridge.compattests.process.Gen1Request;
import io.github.kdpbridge.compattests.soak.Write.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The callers' way to the gateways, which does what legacy clients do: success is 200 with 2000000; what is below 500 is
 * final, but for 429, which the old service may say; everything else is sent again, to either gateway. Safe for use by many
 * threads.
 */
final class Line {
    private static final int TOO_MANY = 429;
    private static final int GIVE_UP_PERCENT = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Fleet fleet;
    private final AtomicLong operations = new AtomicLong();

    Line(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Returns how many requests callers have made up their minds to send, repeats not counted. */
    long operations() {
        return operations.get();
    }

    /**
     * Sends a request until there is an answer.
     *
     * @param givesUp whether the caller sometimes stops without one
     */
    Reply send(Gen1Request request, RandomGenerator random, boolean givesUp) throws InterruptedException {
        operations.incrementAndGet();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int lost = 0; ; lost++) {
            String trouble;
            try {
                HttpResponse<String> answer = http.send(request.to(fleet.any(random)), BodyHandlers.ofString());
                if (answer.statusCode() < 500 && answer.statusCode() != TOO_MANY) {
                    return new Reply(answer.statusCode(), answer.body(), lost);
                }
                trouble = answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                trouble = e.toString();
            }
            if (givesUp && random.nextInt(100) < GIVE_UP_PERCENT) {
                return new Reply(0, trouble, lost + 1);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("no answer within " + PATIENCE + ", the last was " + trouble);
            }
            Thread.sleep(random.nextInt(20, 200));
        }
    }

    /**
     * What a request came to.
     *
     * @param status the HTTP status; 0 if the caller gave up
     * @param text the body
     * @param lost how many answers did not arrive before, or said that nobody knows
     */
    record Reply(int status, String text, int lost) {
        boolean isAccepted() {
            return status == 200 && json().path("code").asLong() == 2_000_000;
        }

        /** Returns whether its transaction id is used, as generation 1 says it to a repeat. */
        boolean isRepeat() {
            return status == 409 && json().path("code").asLong() == 4_092_101;
        }

        Answer answer() {
            if (status == 0) {
                return Answer.NONE;
            }
            return isAccepted() ? Answer.ACCEPTED : Answer.REFUSED;
        }

        /** Returns whether it shows an upload in progress, or complete with each device and no failed one. */
        boolean isStatusOf(Write upload) {
            JsonNode transaction = json().path("transactions").path(0);
            if (status != 200 || !transaction.path("transactionId").asText().equals(upload.transaction())) {
                return false;
            }
            Set<String> devices = succeeded(transaction);
            return transaction.path("state").asText().equals("Complete")
                    ? devices.equals(Set.copyOf(upload.devices()))
                    : upload.devices().containsAll(devices);
        }

        /** Returns the devices of the first transaction that did not fail. */
        Set<String> succeeded() {
            return succeeded(json().path("transactions").path(0));
        }

        private static Set<String> succeeded(JsonNode transaction) {
            Set<String> devices = new HashSet<>();
            for (JsonNode device : transaction.path("devices")) {
                long code = device.path("code").asLong(2_000_000);
                devices.add((code == 2_000_000 ? "" : "failed ")
                        + device.path("imei").asText());
            }
            return devices;
        }

        private JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                return JSON.missingNode();
            }
        }
    }
}
