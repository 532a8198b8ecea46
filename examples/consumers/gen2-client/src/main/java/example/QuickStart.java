package example;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import java.time.Duration;

final class QuickStart {
    private QuickStart() {}

    static void run(
            String service, String clientId, String clientSecret, java.util.List<String> imeis, org.slf4j.Logger log) {
        try (Gen2Client kdp = Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2(clientId, clientSecret))
                .baseUrl(service) // http://127.0.0.1:9090/kcs/v1/rp of a simulator; without this line, the real service
                .build()) {
            Receipt receipt = kdp.upload(UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                    .imeis(imeis)
                    .build());
            TransactionStatus status = kdp.awaitCompletion(receipt, Duration.ofMinutes(10));
            status.failed().forEach(device -> log.warn("{}", device.masked()));
        }
    }
}
