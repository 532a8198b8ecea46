package io.github.kdpbridge.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.simulator.Simulator;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A slice has no database, whichever reseller has a ledger in one. */
@KdpTest
@TestPropertySource(properties = {"kdp.resellers.shop.ledger.type=jdbc", "kdp.resellers.shop.id=4680000925"})
class OwnLedgerTest {
    @Autowired
    DeploymentProgram kdp;

    @Autowired
    Simulator knox;

    /** Each repetition finds an empty ledger. */
    @RepeatedTest(2)
    void writeByALedgerOfTheReseller_reachesTheSimulator() {
        kdp.upload(UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                .imeis(List.of("350000000000014"))
                .build());

        assertThat(knox.transactions()).hasSize(1);
    }
}
