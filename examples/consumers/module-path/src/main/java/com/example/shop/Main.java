package com.example.shop;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1Status;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.Simulator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Uploads on generation 2, reads on generation 1, all in named modules. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        try (Simulator simulator = Simulator.start();
                Gen2Client kdp = Gen2Client.builder(ResellerId.of("4680000925"))
                        .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                        .baseUrl(simulator.url() + "/kcs/v1/rp")
                        .build()) {
            TransactionStatus status = kdp.awaitCompletion(
                    kdp.upload(UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                            .imeis(List.of("350000000000014"))
                            .build()),
                    Duration.ofMinutes(1));
            require(status.state().equals(TransactionState.COMPLETE) && status.failed().isEmpty(), status);

            Gen1Status shown = Gen1.connect(kdp).status("4680000925", "PO-7").execute().body();
            require(shown != null && shown.getTransactions().size() == 1, shown);
            require(Gen2Client.class.getModule().isNamed(), Gen2Client.class.getModule());
        }
    }

    private static void require(boolean holds, Object seen) {
        if (!holds) {
            throw new IllegalStateException("not as expected: " + seen);
        }
    }
}
