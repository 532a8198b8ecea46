package example;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A shop that registers what it sold. */
@SpringBootApplication
public class ShopApplication {
    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, args);
    }

    @RestController
    static class Orders {
        private final Gen2Client kdp;

        Orders(Gen2Client kdp) {
            this.kdp = kdp;
        }

        @PostMapping("/orders/{number}")
        String order(@PathVariable("number") String number, @RequestBody List<String> imeis) {
            Receipt receipt = kdp.upload(UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of(number))
                    .imeis(imeis)
                    .build());
            TransactionStatus status = kdp.awaitCompletion(receipt, Duration.ofMinutes(1));
            return status.state() + ", " + status.failed().size() + " failed";
        }
    }
}
