package example;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;

@Service
class Orders {
    private final Gen2Client kdp;

    Orders(Gen2Client kdp) {
        this.kdp = kdp;
    }

    /** Registers phones for a customer, and returns the refused ones. */
    List<DeviceOutcome> register(String order, List<String> imeis) {
        Receipt receipt = kdp.upload(UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of(order))
                .imeis(imeis)
                .build());
        return kdp.awaitCompletion(receipt, Duration.ofMinutes(10)).failed();
    }
}
