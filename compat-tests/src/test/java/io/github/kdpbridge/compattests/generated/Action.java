package io.github.kdpbridge.compattests.generated;

import io.github.kdpbridge.verify.session.Directive;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a reseller does, after some time has passed.
 *
 * @param seconds how much time passes before it
 * @param account who does it
 * @param what what is done
 */
record Action(int seconds, Account account, What what) {

    /** A reseller of the simulator's standard world. */
    record Account(String reseller, String key) {}

    /** What is done. */
    sealed interface What {}

    /**
     * An upload or a deletion; without devices, the deletion of what an upload registered.
     *
     * @param devices places of devices in {@link Names#of}
     */
    record Write(
            boolean upload,
            String version,
            String transaction,
            String customer,
            @Nullable String vendor,
            String type,
            List<Integer> devices,
            @Nullable String removed)
            implements What {
        /** Returns whether another write has the same content, in whichever version it is sent. */
        boolean isRepeatOf(Write other) {
            return sameContent().equals(other.sameContent());
        }

        private Write sameContent() {
            String none = vendor == null || vendor.isEmpty() ? null : vendor;
            return new Write(upload, "", transaction, customer, none, type, devices, removed);
        }

        Write named(String name) {
            return new Write(upload, version, name, customer, vendor, type, devices, removed);
        }
    }

    /** A poll. */
    record Status(
            String version, String transaction, @Nullable String vendor) implements What {}

    /** A page of transactions. */
    record Transactions(
            String version,
            @Nullable String customer,
            @Nullable String vendor,
            int pageNum,
            int pageSize) implements What {}

    /** A page of devices. */
    record Devices(@Nullable String customer, @Nullable String vendor, int pageNum, int pageSize) implements What {}

    /** A page of customers or resellers. */
    record Accounts(String list, @Nullable String customer, int pageNum, int pageSize) implements What {}

    Duration pause() {
        return Duration.ofSeconds(seconds);
    }

    SessionRequest request(Names names) {
        if (what instanceof Write write) {
            return request("PUT", path(write.version()) + (write.upload() ? "" : "/delete"), body(write, names));
        }
        if (what instanceof Status status) {
            return request(
                    "GET",
                    path(status.version()) + "/status?resellerId=" + account.reseller() + "&transactionId="
                            + names.transaction(status.transaction()) + parameter("vendorId", status.vendor()),
                    null);
        }
        if (what instanceof Transactions list) {
            return request(
                    "GET",
                    path(list.version()) + "/status?"
                            + page(list.customer(), list.vendor(), list.pageNum(), list.pageSize()),
                    null);
        }
        if (what instanceof Devices list) {
            return request(
                    "GET",
                    path("v1") + "?" + page(list.customer(), list.vendor(), list.pageNum(), list.pageSize()),
                    null);
        }
        Accounts list = (Accounts) what;
        return request(
                "POST",
                "/bulkenroll/v1/reseller/" + list.list(),
                "{\"resellerId\":\"" + account.reseller() + "\"" + field("customerId", list.customer())
                        + ",\"pageNum\":" + list.pageNum() + ",\"pageSize\":" + list.pageSize() + "}");
    }

    private String page(@Nullable String customer, @Nullable String vendor, int pageNum, int pageSize) {
        return "resellerId=" + account.reseller() + parameter("customerId", customer) + parameter("vendorId", vendor)
                + "&pageNum=" + pageNum + "&pageSize=" + pageSize;
    }

    private SessionRequest request(String method, String target, @Nullable String body) {
        List<Directive> directives = seconds == 0 ? List.of() : List.of(new Directive("wait", pause().toString(), 1));
        return new SessionRequest(
                method + " " + target,
                1,
                method,
                target,
                List.of(new Header("X-WSM-API-TOKEN", account.key()), new Header("Content-Type", "application/json")),
                body,
                null,
                directives);
    }

    private String body(Write write, Names names) {
        List<String> fields = new ArrayList<>();
        fields.add("\"transactionId\":\"" + names.transaction(write.transaction()) + "\"");
        fields.add("\"resellerId\":\"" + account.reseller() + "\"");
        fields.add("\"customerId\":\"" + write.customer() + "\"");
        fields.add("\"transactionType\":\"" + (write.upload() ? "New" : "Delete") + "\"");
        fields.add(
                write.removed() == null
                        ? "\"devices\":{\"type\":\"" + write.type() + "\",\"list\":[" + list(write, names) + "]}"
                        : "\"removeTransactionId\":\"" + names.transaction(write.removed()) + "\"");
        return "{" + String.join(",", fields) + field("vendorId", write.vendor()) + "}";
    }

    private static String list(Write write, Names names) {
        List<String> known = names.of(write.type());
        return write.devices().stream()
                .map(place -> "\"" + known.get(place) + "\"")
                .collect(Collectors.joining(","));
    }

    private static String path(String version) {
        return "/bulkenroll/" + version + "/reseller/devices";
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + value;
    }

    private static String field(String name, @Nullable String value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + "\"";
    }
}
