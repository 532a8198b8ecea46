package io.github.kdpbridge.core.migration.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.migration.shadow.LearntCodes.Row;
import io.github.kdpbridge.core.migration.shadow.LearntCodes.Seen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearntCodesTest {
    private static final ErrorCatalogue CATALOGUE = ErrorCatalogue.standard();

    @Test
    void codeThatTheCatalogueHas_isSeenSo() {
        LearntCodes learnt = LearntCodes.none()
                .pair(refusal("4042104", 404, Condition.CUSTOMER_NOT_FOUND), gen2(Condition.CUSTOMER_ID_INVALID, 400));

        assertThat(row(learnt, Condition.CUSTOMER_ID_INVALID))
                .isEqualTo(new Row(
                        Condition.CUSTOMER_ID_INVALID, Seen.SO, Map.of("4042104", 1L), Map.of("404", 1L), List.of()));
    }

    @Test
    void codeAndStatusThatTheCatalogueDoesNotHave_areTheLinesThatSetThem() {
        LearntCodes learnt = LearntCodes.none()
                .pair(refusal("4049999", 400, Condition.UNKNOWN), gen2(Condition.ASSOCIATION_NOT_FOUND, 404));

        assertThat(row(learnt, Condition.ASSOCIATION_NOT_FOUND))
                .isEqualTo(new Row(
                        Condition.ASSOCIATION_NOT_FOUND,
                        Seen.OTHERWISE,
                        Map.of("4049999", 1L),
                        Map.of("400", 1L),
                        List.of(
                                "wire.errors.ASSOCIATION_NOT_FOUND.gen1 = 4049999",
                                "wire.errors.ASSOCIATION_NOT_FOUND.httpStatus = 400")));
        assertThat(learnt.settings(CATALOGUE)).hasSize(2);
    }

    @Test
    void catalogueThatHasTheLine_isSeenSo() {
        LearntCodes learnt = LearntCodes.none()
                .pair(refusal("4049999", 404, Condition.UNKNOWN), gen2(Condition.ASSOCIATION_NOT_FOUND, 404));
        ErrorCatalogue corrected = CATALOGUE.withCode(Generation.GEN1, Condition.ASSOCIATION_NOT_FOUND, "4049999");

        assertThat(learnt.settings(corrected)).isEmpty();
    }

    @Test
    void codesOfADevice_areLearntFromItsStatusOnBothSides() {
        TransactionStatus gen1 = status(
                DeviceOutcome.success(DeviceId.imei("351800000000702")),
                failed("350000000000006", "4092199", Condition.UNKNOWN),
                failed("350000000000014", "4000000", Condition.RESOURCE_INVALID_PARAM));
        TransactionStatus gen2 = status(
                        failed("35-0000-0000-00006", "40000005", Condition.DEVICE_DUPLICATE),
                        failed("350000000000014", "40000004", Condition.DEVICE_INVALID))
                .with(
                        List.of(
                                failed("35-0000-0000-00006", "40000005", Condition.DEVICE_DUPLICATE),
                                failed("350000000000014", "40000004", Condition.DEVICE_INVALID)),
                        DeviceCoverage.FAILED_ONLY);

        LearntCodes learnt = LearntCodes.none().pair(Answer.of(gen1), Answer.of(gen2));

        assertThat(learnt.settings(CATALOGUE)).containsExactly("wire.errors.DEVICE_DUPLICATE.gen1 = 4092199");
        assertThat(row(learnt, Condition.DEVICE_INVALID).seen()).isEqualTo(Seen.SO);
    }

    @Test
    void severalCodesForOneCondition_areForAPersonToJudge() {
        LearntCodes learnt = LearntCodes.none()
                .pair(refusal("4049999", 404, Condition.UNKNOWN), gen2(Condition.VENDOR_NOT_FOUND, 404))
                .pair(refusal("4049998", 404, Condition.UNKNOWN), gen2(Condition.VENDOR_NOT_FOUND, 404))
                .pair(refusal("4049998", 404, Condition.UNKNOWN), gen2(Condition.VENDOR_NOT_FOUND, 404));

        assertThat(row(learnt, Condition.VENDOR_NOT_FOUND))
                .isEqualTo(new Row(
                        Condition.VENDOR_NOT_FOUND,
                        Seen.OTHERWISE,
                        Map.of("4049998", 2L, "4049999", 1L),
                        Map.of("404", 3L),
                        List.of()));
    }

    @Test
    void conditionThatWasNotMet_isNotSeen() {
        assertThat(LearntCodes.none().rows(CATALOGUE))
                .hasSize(CATALOGUE.rows().size() - 1)
                .allSatisfy(row -> {
                    assertThat(row.seen()).isEqualTo(Seen.NOT);
                    assertThat(row.settings()).isEmpty();
                });
    }

    @Test
    void pairsThatTellNothingOfATranslation_areNotLearnt() {
        Answer<?> gen1 = refusal("4049999", 404, Condition.UNKNOWN);
        LearntCodes learnt = LearntCodes.none()
                .pair(gen1, gen2(Condition.UNKNOWN, 404))
                .pair(gen1, gen2(Condition.FORBIDDEN, 403))
                .pair(gen1, gen2(Condition.UNAUTHENTICATED, 401))
                .pair(gen1, gen2(Condition.INTERNAL_SERVER_ERROR, 500))
                .pair(refusal("NO_CUSTOMER", 404, Condition.UNKNOWN), gen2(Condition.CUSTOMER_NOT_FOUND, 404))
                .pair(refusal("1".repeat(19), 404, Condition.UNKNOWN), gen2(Condition.CUSTOMER_NOT_FOUND, 404))
                .pair(gen1, Answer.failed(new UnreachableException("customers page 0", "x", null, false)))
                .pair(gen1, Answer.of(status()));

        assertThat(learnt).isEqualTo(LearntCodes.none());
    }

    @Test
    void sums_haveAllPairs_andAreBounded() {
        LearntCodes one = LearntCodes.none();
        for (int i = 0; i < 50; i++) {
            one = one.pair(
                    refusal(Integer.toString(4_040_000 + i), 404, Condition.UNKNOWN),
                    gen2(Condition.CUSTOMER_NOT_FOUND, 404));
        }

        assertThat(row(one.plus(one), Condition.CUSTOMER_NOT_FOUND).codes())
                .hasSize(20)
                .containsEntry("4040000", 2L);
    }

    @Test
    void transactionThatGeneration2DoesNotList_isTheConditionOfGeneration1sCode() {
        Answer<?> listed = refusal("4042105", 200, Condition.TRANSACTION_NOT_FOUND);

        assertThat(LearntCodes.none()
                        .pair(refusal("4049999", 404, Condition.UNKNOWN), listed)
                        .settings(CATALOGUE))
                .containsExactly("wire.errors.TRANSACTION_NOT_FOUND.gen1 = 4049999");
        assertThat(LearntCodes.none().pair(listed, listed)).isEqualTo(LearntCodes.none());
    }

    private static Row row(LearntCodes learnt, Condition condition) {
        return learnt.rows(CATALOGUE).stream()
                .filter(row -> row.condition() == condition)
                .findFirst()
                .orElseThrow();
    }

    private static Answer<?> refusal(String code, int httpStatus, Condition condition) {
        ServiceError error = new ServiceError(condition, code, "NAME", null);
        return Answer.failed(new RefusedException("customers page 0", error, httpStatus, null, false));
    }

    private static Answer<?> gen2(Condition condition, int httpStatus) {
        return refusal("40000000", httpStatus, condition);
    }

    private static DeviceOutcome failed(String imei, String code, Condition condition) {
        return DeviceOutcome.failure(DeviceId.imei(imei), new ServiceError(condition, code, "NAME", null));
    }

    private static TransactionStatus status(DeviceOutcome... devices) {
        return new TransactionStatus(
                TransactionId.of("PO-7"), TransactionState.COMPLETE, TransactionType.UPLOAD, List.of(devices));
    }
}
