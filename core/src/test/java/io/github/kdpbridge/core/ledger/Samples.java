package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Requests of a made-up reseller, and what the service says to them. */
final class Samples {
    static final CustomerId CUSTOMER = CustomerId.of("1200000321");

    private static final List<String> IMEIS =
            IntStream.rangeClosed(0, 999).mapToObj(Samples::imei).toList();

    private Samples() {}

    /** Returns made-up devices by their numbers, up to 999. */
    static List<String> imeis(int from, int to) {
        return IMEIS.subList(from, to + 1);
    }

    private static String imei(int number) {
        String digits = "35180000000%03d".formatted(number);
        int sum = IntStream.range(0, digits.length())
                .map(i -> (digits.charAt(i) - '0') * (1 + i % 2))
                .map(weighted -> weighted / 10 + weighted % 10)
                .sum();
        return digits + (10 - sum % 10) % 10;
    }

    static UploadRequest upload(String transaction, int from, int to) {
        return UploadRequest.builder(CUSTOMER, TransactionId.of(transaction))
                .imeis(imeis(from, to))
                .build();
    }

    static DeleteRequest delete(String transaction, int from, int to) {
        return DeleteRequest.of(CUSTOMER, TransactionId.of(transaction), Devices.imeis(imeis(from, to)));
    }

    static RemovalRequest removal(String transaction, String upload) {
        return new RemovalRequest(TransactionId.of(transaction), CUSTOMER, null, TransactionId.of(upload));
    }

    /** Returns the service's receipt for the write that was the n-th it took. */
    static Receipt receipt(String transaction, int number) {
        return new Receipt(
                TransactionId.of(transaction),
                TransactionState.PROGRESS,
                UnknownFields.of(Map.of("number", String.valueOf(number))));
    }

    /** Returns the receipt for a write that the service turned out to know. */
    static Receipt receipt(String transaction) {
        return new Receipt(TransactionId.of(transaction), TransactionState.PROGRESS);
    }

    static List<TransactionId> transactions(String... transactions) {
        return List.of(transactions).stream().map(TransactionId::of).toList();
    }
}
