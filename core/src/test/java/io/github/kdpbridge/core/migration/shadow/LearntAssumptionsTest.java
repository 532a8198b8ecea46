package io.github.kdpbridge.core.migration.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.migration.shadow.PortalFacts.Evidence;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LearntAssumptionsTest {
    private static Set<Assumption> learnt(Answer<?> gen2) {
        return LearntAssumptions.none().answer(gen2).evidence().keySet();
    }

    private static Answer<TransactionStatus> status(TransactionState state, DeviceOutcome... devices) {
        return Answer.of(
                new TransactionStatus(TransactionId.of("PO-7"), state, TransactionType.UPLOAD, List.of(devices))
                        .with(List.of(devices), DeviceCoverage.FAILED_ONLY));
    }

    private static Answer<?> refusal(Condition condition, int httpStatus) {
        return Answer.failed(new RefusedException(
                "status PO-7", new ServiceError(condition, "40000000", "NAME", null), httpStatus, null, false));
    }

    @Test
    void statuses_speakForTheFilter_andForWhatTheyList() {
        assertThat(learnt(status(TransactionState.COMPLETE)))
                .containsExactlyInAnyOrder(Assumption.STATUS_FILTER, Assumption.FAILED_ONLY);
        assertThat(learnt(status(TransactionState.PROGRESS)))
                .containsExactlyInAnyOrder(Assumption.STATUS_FILTER, Assumption.DEVICES_IN_PROGRESS);
        assertThat(learnt(status(TransactionState.PROGRESS, DeviceOutcome.success(DeviceId.imei("351800000000702")))))
                .containsExactly(Assumption.STATUS_FILTER);
    }

    @Test
    void refusals_speakForTheirNames_andForTheEmptyList() {
        assertThat(learnt(refusal(Condition.CUSTOMER_NOT_FOUND, 404))).containsExactly(Assumption.ERROR_NAMES);
        assertThat(learnt(refusal(Condition.TRANSACTION_NOT_FOUND, 200)))
                .containsExactly(Assumption.UNKNOWN_TRANSACTION);
        assertThat(learnt(refusal(Condition.TRANSACTION_NOT_FOUND, 404))).isEmpty();
        assertThat(learnt(refusal(Condition.UNKNOWN, 400))).isEmpty();
    }

    @Test
    void sums_haveBothSides() {
        LearntAssumptions learnt = LearntAssumptions.none()
                .answer(status(TransactionState.COMPLETE))
                .plus(LearntAssumptions.none().otherwise(Assumption.FAILED_ONLY));

        assertThat(learnt.of(Assumption.FAILED_ONLY)).isEqualTo(new Evidence(1, 1));
        assertThat(learnt.of(Assumption.RATE)).isEqualTo(new Evidence(0, 0));
    }
}
