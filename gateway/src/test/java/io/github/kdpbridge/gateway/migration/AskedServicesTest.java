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
import io.github.kdpbridge.core.migration.Evidence.Looked;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateFacts.Service;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether the services of an account answer, and why not. */
class AskedServicesTest {
    private static BeforeShadow answer(@Nullable KdpException gen1, @Nullable KdpException gen2) {
        return new AskedServices(
                        side -> service(side == Generation.GEN1 ? gen1 : gen2),
                        Ticker.systemTicker(),
                        AskedServices.PATIENCE)
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

    /** Services whose answers a test gives, and a clock that it moves. */
    private static final class Awaited implements DeploymentReads {
        private final List<CompletableFuture<Object>> questions = new ArrayList<>();
        private long nanos;

        private AskedServices with(Duration patience) {
            return new AskedServices(
                    side -> this,
                    new Ticker() {
                        @Override
                        public long read() {
                            return nanos;
                        }
                    },
                    patience);
        }

        private void pass(Duration time) {
            nanos += time.toNanos();
        }

        private void answer() {
            questions.forEach(question -> question.complete(new Page<>(List.of(), 0L, 0)));
            questions.clear();
        }

        @Override
        public ResellerId reseller() {
            return RESELLER;
        }

        @Override
        @SuppressWarnings("unchecked") // only lists are asked for
        public <A> CompletionStage<A> read(ReadRequest<A> request) {
            CompletableFuture<Object> question = new CompletableFuture<>();
            questions.add(question);
            return (CompletionStage<A>) question;
        }
    }

    @Test
    void answer_isRememberedFor30Seconds() {
        Awaited services = new Awaited();
        AskedServices asked = services.with(Duration.ZERO);
        asked.answer();
        services.answer();

        services.pass(Duration.ofSeconds(29));
        assertThat(asked.answer()).isEqualTo(BeforeShadow.READY);
        assertThat(services.questions).isEmpty();
        services.pass(Duration.ofSeconds(2));
        asked.answer();
        assertThat(services.questions).hasSize(2);
    }

    @Test
    void silentService_doesNotAnswer_forAGate_andIsAskedOnce() {
        Awaited services = new Awaited();
        AskedServices asked = services.with(Duration.ZERO);

        assertThat(asked.answer().gen1()).isEqualTo(Service.fails("no answer within 0 s"));
        assertThat(asked.answer().gen2().text()).isEqualTo("does not answer: no answer within 0 s");
        assertThat(services.questions).as("one for each side").hasSize(2);
        services.answer();
        assertThat(asked.answer()).isEqualTo(BeforeShadow.READY);
    }

    /** A screen shows the last answer with its age, however long the next one takes. */
    @Test
    void lastAnswer_isToldWhileAServiceIsSilent() {
        Awaited services = new Awaited();
        AskedServices asked = services.with(Duration.ZERO);
        assertThat(asked.last().age()).as("none came yet").isNull();
        services.answer();
        assertThat(asked.last()).isEqualTo(new Looked(BeforeShadow.READY, Duration.ZERO));

        services.pass(Duration.ofMinutes(3));
        assertThat(asked.last()).isEqualTo(new Looked(BeforeShadow.READY, Duration.ofMinutes(3)));
        assertThat(services.questions).as("they are asked meanwhile").hasSize(2);
        services.answer();
        assertThat(asked.last()).isEqualTo(new Looked(BeforeShadow.READY, Duration.ZERO));
    }

    @Test
    @ExpectedLog("GEN[12] was not asked")
    void bug_isNoAnswer_andIsLogged() {
        AskedServices asked = new AskedServices(
                side -> {
                    throw new IllegalStateException("no such side");
                },
                Ticker.systemTicker(),
                AskedServices.PATIENCE);

        assertThat(asked.answer().gen1()).isEqualTo(Service.fails("an unexpected error; the gateway's log has it"));
    }
}
