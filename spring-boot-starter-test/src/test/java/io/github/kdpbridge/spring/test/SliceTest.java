package io.github.kdpbridge.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@KdpTest
@Import(Orders.class)
@TestPropertySource(
        properties = {
            "kdp.resellers.shop.id=${RESELLER}",
            "kdp.resellers.shop.client-identifier=${CLIENT}",
            "kdp.resellers.shop.key-file=absent.json",
            "kdp.resellers.shop.region=eu",
            "kdp.ledger.type=jdbc",
            "kdp.ledger.data-source=absent",
            "kdp.ledger.migrate=false"
        })
class SliceTest {
    private static final UploadRequest UPLOAD = UploadRequest.builder(
                    CustomerId.of("1200000321"), TransactionId.of("PO-7"))
            .imeis(List.of("350000000000014"))
            .build();

    @Autowired
    Orders orders;

    @Autowired
    Simulator knox;

    @Autowired
    ApplicationContext context;

    /** Each repetition finds an empty portal, although the context and its ledger are the same. */
    @RepeatedTest(2)
    void write_reachesTheSimulator() {
        orders.kdp.upload(UPLOAD);
        orders.kdp.upload(UPLOAD);

        assertThat(knox.devices()).extracting(RegisteredDevice::id).containsExactly("350000000000014");
        assertThat(knox.transactions()).hasSize(1);
    }

    @Test
    void restOfTheApplication_isLeftOut() {
        assertThat(context.getBeanNamesForType(Invoices.class)).isEmpty();
    }
}
