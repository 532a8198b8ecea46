package io.github.kdpbridge.compattests.process;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a legacy caller sends; sent again, it is the same to the byte.
 *
 * @param method the HTTP method
 * @param target path and query
 * @param body the body, empty for none
 */
public record Gen1Request(String method, String target, String body) {
    /** The account of the simulator's default world. */
    public static final String RESELLER = "4680000925";

    private static final String KEY = "sim-gen1-key";
    private static final String DEVICES = "/bulkenroll/v1/reseller/devices";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Returns an upload. */
    public static Gen1Request upload(String transaction, String customer, List<String> imeis) {
        return new Gen1Request("PUT", DEVICES, write(transaction, customer, "New", devices(imeis)));
    }

    /** Returns a deletion of devices. */
    public static Gen1Request delete(String transaction, String customer, List<String> imeis) {
        return new Gen1Request("PUT", DEVICES + "/delete", write(transaction, customer, "Delete", devices(imeis)));
    }

    /** Returns a deletion of what an upload registered. */
    public static Gen1Request remove(String transaction, String customer, String upload) {
        String what = "\"removeTransactionId\":\"%s\"".formatted(upload);
        return new Gen1Request("PUT", DEVICES + "/delete", write(transaction, customer, "Delete", what));
    }

    /** Returns a question for the status of a transaction. */
    public static Gen1Request status(String transaction) {
        String query = "?resellerId=%s&transactionId=%s".formatted(RESELLER, transaction);
        return new Gen1Request("GET", DEVICES + "/status" + query, "");
    }

    private static String devices(List<String> imeis) {
        String list = imeis.stream().map("\"%s\""::formatted).collect(Collectors.joining(","));
        return "\"devices\":{\"type\":\"IMEI\",\"list\":[" + list + "]}";
    }

    private static String write(String transaction, String customer, String type, String what) {
        return "{\"transactionId\":\"%s\",\"resellerId\":\"%s\",\"customerId\":\"%s\",\"transactionType\":\"%s\",%s}"
                .formatted(transaction, RESELLER, customer, type, what);
    }

    /** Returns it as a request to a server. */
    public HttpRequest to(URI server) {
        return HttpRequest.newBuilder(URI.create(server + target))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("X-WSM-API-TOKEN", KEY)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .build();
    }
}
