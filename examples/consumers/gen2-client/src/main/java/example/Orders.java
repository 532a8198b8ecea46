package example;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import java.time.Duration;
import java.util.List;

final class Orders {
    private final Gen2Client kdp;

    Orders(Gen2Client kdp) {
        this.kdp = kdp;
    }

    static Gen2Client connect(String clientId, String clientSecret) {
        return Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2(clientId, clientSecret))
                .build();
    }

    /** Registers phones for a customer, and returns the refused ones. */
    List<DeviceOutcome> register(String order, List<String> imeis) {
        Receipt receipt = kdp.upload(UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of(order))
                .imeis(imeis)
                .build());
        TransactionStatus status = kdp.awaitCompletion(receipt, Duration.ofMinutes(10));
        return status.failed();
    }
}
