package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateFacts.Service;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether the services of an account answer, and why not. */
class AskedServicesTest {
    private static BeforeShadow answer(@Nullable KdpException gen1, @Nullable KdpException gen2) {
        return new AskedServices(side -> service(side == Generation.GEN1 ? gen1 : gen2), Ticker.systemTicker())
                .answer();
    }

    private static DeploymentReads service(@Nullable KdpException failure) {
        return new DeploymentReads() {
            @Override
            public ResellerId reseller() {
                return RESELLER;
            }

            @Override
            @SuppressWarnings("unchecked") // only lists are asked for
            public <A> CompletionStage<A> read(ReadRequest<A> request) {
                return failure == null
                        ? (CompletionStage<A>) CompletableFuture.completedFuture(new Page<>(List.of(), 0L, 0))
                        : CompletableFuture.failedFuture(failure);
            }
        };
    }

    @Test
    void servicesThatAnswer_areReady() {
        assertThat(answer(null, null)).isEqualTo(BeforeShadow.READY);
    }

    @Test
    void serviceThatIsAway_isToldWithTheReason() {
        UnreachableException refused = new UnreachableException("devices page 0", "connection refused", null, false);

        assertThat(answer(refused, null).gen1())
                .isEqualTo(Service.fails("devices page 0 got no answer: connection refused"));
    }

    @Test
    void refusal_isToldWithoutIdentifiers() {
        RefusedException refused = new RefusedException(
                "devices page 0",
                new ServiceError(Condition.FORBIDDEN, "40300000", "FORBIDDEN", "not for 351800000000701"),
                403,
                null,
                false);

        assertThat(answer(null, refused).gen2().text())
                .startsWith("does not answer: devices page 0")
                .contains("FORBIDDEN")
                .doesNotContain("351800000000701");
    }
}
