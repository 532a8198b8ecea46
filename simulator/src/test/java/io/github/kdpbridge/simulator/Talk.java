package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A caller of both generations at once, for the default reseller. */
public final class Talk {
    public static final String OLD = "/bulkenroll/v1/reseller/devices";
    public static final String FRESH = "/kcs/v1/rp/devices";
    private static final String MINE = "?resellerId=" + Caller.RESELLER;

    private final Simulator simulator;
    private final Caller gen1;
    private final Caller gen2;

    private Talk(Simulator simulator, Caller gen1, Caller gen2) {
        this.simulator = simulator;
        this.gen1 = gen1;
        this.gen2 = gen2;
    }

    public static Talk with(Simulator simulator) throws IOException {
        return new Talk(simulator, Caller.gen1(simulator, Caller.KEY), Caller.gen2(simulator));
    }

    public Caller gen1() {
        return gen1;
    }

    public Caller gen2() {
        return gen2;
    }

    /** Uploads through generation 2, which accepts it. */
    public Talk upload(Draft draft) throws IOException {
        return accepted(gen2.put(FRESH + "/upload", draft.gen2()));
    }

    /** Deletes through generation 2, which accepts it. */
    public Talk delete(Draft draft) throws IOException {
        return accepted(gen2.put(FRESH + "/delete", draft.gen2()));
    }

    /** Uploads through generation 1, which accepts it. */
    public Talk oldUpload(Draft draft) throws IOException {
        return accepted(gen1.put(OLD, draft.gen1()));
    }

    /** Deletes through generation 1, which accepts it. */
    public Talk oldDelete(Draft draft) throws IOException {
        return accepted(gen1.put(OLD + "/delete", draft.gen1()));
    }

    /** Waits until all transactions are complete. */
    public Talk done() {
        simulator.advanceClock(Duration.ofSeconds(1));
        return this;
    }

    public HttpResponse<String> status(String filters) throws IOException {
        return gen2.get(FRESH + "/status" + MINE + filters);
    }

    public HttpResponse<String> oldStatus(String filters) throws IOException {
        return gen1.get(OLD + "/status" + MINE + filters);
    }

    /** The transactions on a page of Gen2's status. */
    public List<Map<String, Object>> transactions(String filters) throws IOException {
        return Trees.list(Trees.object(Trees.member(status(filters).body(), "devices")), "transactions");
    }

    /** A transaction in Gen2's status. */
    public Map<String, Object> transaction(String id) throws IOException {
        List<Map<String, Object>> transactions = transactions("&transactionId=" + id);
        assertThat(transactions).hasSize(1);
        return transactions.get(0);
    }

    /** The devices of a transaction in Gen2's status, none if it has no such key. */
    public List<Map<String, Object>> devices(String id) throws IOException {
        Map<String, Object> transaction = transaction(id);
        return transaction.containsKey("devices") ? Trees.list(transaction, "devices") : List.of();
    }

    /** The devices of a transaction in Gen1's status. */
    public List<Map<String, Object>> oldDevices(String id) throws IOException {
        String body = oldStatus("&transactionId=" + id).body();
        return Trees.list(Trees.list(Trees.object(body), "transactions").get(0), "devices");
    }

    public static Map<String, Object> failed(String field, String id, int code, String message, String data) {
        return Map.of(field, id, "code", (double) code, "message", message, "data", data);
    }

    public static Map<String, Object> duplicate(String imei) {
        return failed("imei", imei, 40000005, "DEVICE_DUPLICATE", "The specified device already exists.");
    }

    public static Map<String, Object> oldDuplicate(String imei) {
        String data = "device imei[" + imei + "] already exists";
        return failed("imei", imei, 4092100, "RESELLER_DEVICE_ALREADY_EXISTS", data);
    }

    /** The same in both generations. */
    public static Map<String, Object> notThere(String imei) {
        String data = "This device {" + imei + "} does not exist for current customer and reseller.";
        return failed("imei", imei, 40000044, "RESELLER_CUSTOMER_DEVICE_NOT_FOUND", data);
    }

    private Talk accepted(HttpResponse<String> receipt) {
        assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(200);
        return this;
    }
}
