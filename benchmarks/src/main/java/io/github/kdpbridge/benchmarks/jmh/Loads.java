package io.github.kdpbridge.benchmarks.jmh;

import com.google.common.base.Strings;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okio.Buffer;
import okio.ByteString;

/** What is sent and answered: made-up devices of one made-up account. */
final class Loads {
    static final ResellerId RESELLER = ResellerId.of("4680000925");
    static final CustomerId CUSTOMER = CustomerId.of("5680000925");
    /** The only transaction that the stub knows. */
    static final TransactionId TRANSACTION = TransactionId.of("T-1");

    static final String KEY = "made-up-key";

    private Loads() {}

    /** Returns IMEIs, each with its check digit. */
    static List<String> imeis(int count) {
        return IntStream.range(0, count).mapToObj(Loads::imei).toList();
    }

    private static String imei(int number) {
        String digits = "35" + Strings.padStart(Integer.toString(number), 12, '0');
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            int weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted / 10 + weighted % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }

    static UploadRequest upload(int devices) {
        return UploadRequest.builder(CUSTOMER, TRANSACTION)
                .imeis(imeis(devices))
                .build();
    }

    /** Returns the body of an upload as callers of generation 1 write it. */
    static ByteString gen1Upload(int devices) {
        return ByteString.encodeUtf8(
                "{\"transactionId\":\"%s\",\"resellerId\":\"%s\",\"customerId\":\"%s\",\"devices\":{\"type\":\"IMEI\",\"list\":%s}}"
                        .formatted(TRANSACTION, RESELLER, CUSTOMER, array(devices, "\"", "\"")));
    }

    /** Returns such a body with another id in place of its own. */
    static ByteString gen1Upload(String transaction, ByteString body) {
        String field = "{\"transactionId\":\"";
        int rest = field.length() + TRANSACTION.value().length();
        return new Buffer()
                .writeUtf8(field + transaction)
                .write(body, rest, body.size() - rest)
                .readByteString();
    }

    /** Returns the status of a complete upload, as generation 2 answers it. */
    static ByteString gen2Status(int devices) {
        return ByteString.encodeUtf8(
                "{\"transactionId\":\"%s\",\"state\":\"Complete\",\"type\":\"Upload\",\"devices\":%s}"
                        .formatted(TRANSACTION, array(devices, "{\"imei\":\"", "\"}")));
    }

    /** Returns a page of devices, as generation 2 answers it. */
    static ByteString gen2List(int devices) {
        String before = "{\"id\":\"5c7d1f0a9b3e4d2c1a0f8e7d\",\"createTime\":1551440000123,\"imei\":\"";
        return ByteString.encodeUtf8(
                "{\"code\":\"2000000\",\"message\":\"SUCCESS\",\"totalCount\":%d,\"totalPages\":1,\"devices\":%s}"
                        .formatted(devices, array(devices, before, "\"}")));
    }

    private static String array(int devices, String before, String after) {
        return imeis(devices).stream().map(imei -> before + imei + after).collect(Collectors.joining(",", "[", "]"));
    }
}
