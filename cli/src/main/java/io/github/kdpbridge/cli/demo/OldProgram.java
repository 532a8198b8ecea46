package io.github.kdpbridge.cli.demo;

import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of a program that knows generation 1 only, and is not changed. */
final class OldProgram {
    private static final String DEVICES = "/bulkenroll/v1/reseller/devices";
    private static final String COMPLETE = "\"Complete\"";

    private OldProgram() {}

    static SessionRequest upload(String transaction, String customer, String device) {
        return write(DEVICES, "New", transaction, customer, device);
    }

    static SessionRequest delete(String transaction, String customer, String device) {
        return write(DEVICES + "/delete", "Delete", transaction, customer, device);
    }

    private static SessionRequest write(String path, String type, String transaction, String customer, String device) {
        String body = """
                {"transactionId":"%s","resellerId":"%s","customerId":"%s","transactionType":"%s",\
                "devices":{"type":"IMEI","list":["%s"]}}""".formatted(transaction, Stage.RESELLER, customer, type, device);
        return call("PUT", path, body, null);
    }

    /** Returns the IMEI of a number below 10,000, with its check digit. */
    static String imei(int number) {
        String digits = "3518000000%04d".formatted(number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 10) * (1 + i % 2);
            sum += digit / 10 + digit % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** Asks until the transaction is complete. */
    static SessionRequest status(String transaction) {
        String target = "%s/status?resellerId=%s&transactionId=%s".formatted(DEVICES, Stage.RESELLER, transaction);
        return call("GET", target, null, COMPLETE);
    }

    static SessionRequest list(String customer) {
        return call("GET", "%s?resellerId=%s&customerId=%s".formatted(DEVICES, Stage.RESELLER, customer), null, null);
    }

    private static SessionRequest call(String method, String target, @Nullable String body, @Nullable String until) {
        List<Header> headers = List.of(
                new Header(Gen1Handler.KEY_HEADER, Stage.GEN1_KEY), new Header("Content-Type", "application/json"));
        return new SessionRequest(target, 1, method, target, headers, body, until, List.of());
    }
}
