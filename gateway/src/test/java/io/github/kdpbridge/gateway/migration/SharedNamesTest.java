package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.migration.shadow.PortalFact;
import io.github.kdpbridge.core.migration.shadow.PortalFacts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a refusal as used teaches of the names of transactions. */
class SharedNamesTest {
    private static final TransactionId NAME = TransactionId.of("PO-1");
    private static final CompletableFuture<Object> KNOWN = CompletableFuture.completedFuture(
            new TransactionStatus(NAME, TransactionState.COMPLETE, TransactionType.UPLOAD, List.of()));
    private static final CompletableFuture<Object> UNKNOWN = CompletableFuture.failedFuture(new RefusedException(
            "status PO-1",
            new ServiceError(Condition.TRANSACTION_NOT_FOUND, "4042105", "TRANSACTION_NOT_FOUND", null),
            200,
            null,
            false));
    private static final CompletableFuture<Object> AWAY =
            CompletableFuture.failedFuture(new UnreachableException("status PO-1", "no route", null, false));

    private final Map<Generation, CompletableFuture<Object>> answers = new EnumMap<>(Generation.class);
    private final List<Generation> asked = new ArrayList<>();
    private final List<PortalFacts> learnt = new ArrayList<>();
    private final SharedNames names = new SharedNames(this::service, learnt::add);

    private DeploymentReads service(Generation side) {
        return new DeploymentReads() {
            @Override
            public ResellerId reseller() {
                return RESELLER;
            }

            @Override
            @SuppressWarnings("unchecked") // only statuses are asked for
            public <A> CompletionStage<A> read(ReadRequest<A> request) {
                asked.add(side);
                return (CompletionStage<A>) answers.get(side);
            }
        };
    }

    private void refused(Generation side, CompletableFuture<Object> gen1, CompletableFuture<Object> gen2) {
        answers.put(Generation.GEN1, gen1);
        answers.put(Generation.GEN2, gen2);
        names.refused(side, NAME);
    }

    @Test
    void nameThatOnlyTheOtherSideKnows_isShared() {
        refused(Generation.GEN2, KNOWN, UNKNOWN);
        refused(Generation.GEN1, UNKNOWN, KNOWN);

        assertThat(learnt)
                .extracting(facts -> facts.of(PortalFact.NAMES_SHARED))
                .containsExactly(new PortalFacts.Evidence(1, 0), new PortalFacts.Evidence(1, 0));
    }

    @Test
    void nameThatTheSideItselfKnows_orNone_teachesNothing() {
        refused(Generation.GEN2, UNKNOWN, KNOWN);
        refused(Generation.GEN2, KNOWN, KNOWN);
        refused(Generation.GEN2, UNKNOWN, UNKNOWN);

        assertThat(learnt).isEmpty();
    }

    @Test
    void sideThatIsAway_teachesNothing() {
        refused(Generation.GEN2, AWAY, UNKNOWN);
        refused(Generation.GEN2, KNOWN, AWAY);

        assertThat(learnt).isEmpty();
    }

    @Test
    void manyRefusals_askAFewTimes() {
        CompletableFuture<Object> later = new CompletableFuture<>();
        for (int i = 0; i < 100; i++) {
            refused(Generation.GEN2, later, UNKNOWN);
        }

        assertThat(asked).hasSize(8);
        later.completeExceptionally(new UnreachableException("status PO-1", "no route", null, false));
        refused(Generation.GEN2, KNOWN, UNKNOWN);
        assertThat(learnt).hasSize(1);
    }
}
