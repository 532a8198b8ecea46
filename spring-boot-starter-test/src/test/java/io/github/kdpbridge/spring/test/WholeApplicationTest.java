package io.github.kdpbridge.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.simulator.Simulator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@AutoConfigureKdpSimulator
class WholeApplicationTest {
    private static final UploadRequest UPLOAD = UploadRequest.builder(
                    CustomerId.of("1200000321"), TransactionId.of("PO-7"))
            .imeis(List.of("350000000000014"))
            .build();

    @Autowired
    DeploymentProgram kdp;

    @Autowired
    Simulator knox;

    @Autowired
    Invoices other;

    @Test
    void applicationWithoutProperties_hasAReseller() {
        kdp.upload(UPLOAD);

        assertThat(kdp.reseller().value()).isEqualTo("4680000925");
        assertThat(knox.devices()).hasSize(1);
        assertThat(other).isNotNull();
    }
}
