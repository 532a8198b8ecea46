package io.github.kdpbridge.compattests.fault;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one reseller, customer and pair of phones that every cell is about, and the requests of generation 1 on them. */
final class Story {
    static final String RESELLER = "4680000925";
    static final String KEY = "sim-gen1-key";
    static final String CLIENT_IDENTIFIER = "sim-client-identifier";
    static final String CLIENT_ID = "sim-client";
    static final String CLIENT_SECRET = "sim-secret";
    static final String CUSTOMER = "1200000321";
    static final ImmutableList<String> IMEIS = ImmutableList.of("351800000000701", "351800000000719");

    /** The upload that is there before the trouble, where the operation needs one. */
    static final String EARLIER = "PO-6";

    /** The upload or deletion that meets the trouble. */
    static final String TRANSACTION = "PO-7";

    private static final String DEVICES = "/bulkenroll/v1/reseller/devices";

    private Story() {}

    static SessionRequest request(AskedOperation operation) {
        return switch (operation) {
            case UPLOAD -> upload(TRANSACTION);
            case DELETE -> write(DEVICES + "/delete", TRANSACTION, "Delete", list());
            case DELETE_BY_UPLOAD ->
                write(DEVICES + "/delete", TRANSACTION, "Delete", "\"removeTransactionId\":\"" + EARLIER + "\"");
            case STATUS -> status(EARLIER);
            case TRANSACTIONS -> request("GET", DEVICES + "/status?resellerId=" + RESELLER, null);
            case DEVICES -> request("GET", DEVICES + "?resellerId=" + RESELLER + "&customerId=" + CUSTOMER, null);
            case CUSTOMERS -> request("POST", "/bulkenroll/v1/reseller/customers", account());
        };
    }

    static SessionRequest upload(String transaction) {
        return write(DEVICES, transaction, "New", list());
    }

    static SessionRequest status(String transaction) {
        return request("GET", DEVICES + "/status?resellerId=" + RESELLER + "&transactionId=" + transaction, null);
    }

    private static String list() {
        return "\"devices\":{\"type\":\"IMEI\",\"list\":[\"" + String.join("\",\"", IMEIS) + "\"]}";
    }

    private static String account() {
        return "{\"resellerId\":\"" + RESELLER + "\"}";
    }

    private static SessionRequest write(String path, String transaction, String type, String devices) {
        return request(
                "PUT",
                path,
                "{\"transactionId\":\"%s\",\"resellerId\":\"%s\",\"customerId\":\"%s\",\"transactionType\":\"%s\",%s}"
                        .formatted(transaction, RESELLER, CUSTOMER, type, devices));
    }

    private static SessionRequest request(String method, String target, @Nullable String body) {
        List<Header> headers =
                List.of(new Header("X-WSM-API-TOKEN", KEY), new Header("Content-Type", "application/json"));
        return new SessionRequest(method + " " + target, 1, method, target, headers, body, null, List.of());
    }
}
