package io.github.kdpbridge.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.migration.Comparisons.Lesson;
import io.github.kdpbridge.core.migration.shadow.Answer;
import io.github.kdpbridge.core.migration.shadow.Learnt;
import io.github.kdpbridge.core.migration.shadow.LearntAssumptions;
import io.github.kdpbridge.core.migration.shadow.LearntCodes;
import io.github.kdpbridge.core.migration.shadow.PortalFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators are told of what pairs of answers taught. */
class LessonsTest {
    private static final ErrorCatalogue CATALOGUE = ErrorCatalogue.standard();

    private static List<Lesson> lessons(PortalFacts facts, LearntCodes codes) {
        return Lessons.of(new Learnt(facts, codes), CATALOGUE);
    }

    private static LearntCodes refused(String gen1, int httpStatus, Condition condition) {
        return LearntCodes.none()
                .pair(refusal(gen1, httpStatus, Condition.UNKNOWN), refusal("40000000", 404, condition));
    }

    private static Answer<?> refusal(String code, int httpStatus, Condition condition) {
        ServiceError error = new ServiceError(condition, code, "NAME", null);
        return Answer.failed(new RefusedException("customers page 0", error, httpStatus, null, false));
    }

    @Test
    void factsOfThePortal_areFirst() {
        assertThat(lessons(PortalFacts.none().name(true), LearntCodes.none()).subList(0, 4))
                .containsExactly(
                        new Lesson("devices are visible on both sides", "unknown", "0 for, 0 against", List.of()),
                        new Lesson("transactions are visible on both sides", "unknown", "0 for, 0 against", List.of()),
                        new Lesson("the list of devices names the upload", "unknown", "0 for, 0 against", List.of()),
                        new Lesson("transaction names are shared", "yes", "1 for, 0 against", List.of()));
    }

    @Test
    void codeThatTheOldServiceReallySends_isTheLineThatSetsIt() {
        assertThat(lessons(PortalFacts.none(), refused("4049999", 400, Condition.ASSOCIATION_NOT_FOUND)))
                .contains(new Lesson(
                        "ASSOCIATION_NOT_FOUND is 4040004 with HTTP 404 on gen1",
                        "seen otherwise",
                        "4049999 (1), HTTP 400 (1)",
                        List.of(
                                "wire.errors.ASSOCIATION_NOT_FOUND.gen1 = 4049999",
                                "wire.errors.ASSOCIATION_NOT_FOUND.httpStatus = 400")));
    }

    @Test
    void codeOfTheCatalogue_isSeenSo() {
        assertThat(lessons(PortalFacts.none(), refused("4042104", 404, Condition.CUSTOMER_ID_INVALID)))
                .contains(new Lesson(
                        "CUSTOMER_ID_INVALID is 4042104 with HTTP 404 on gen1",
                        "seen so",
                        "4042104 (1), HTTP 404 (1)",
                        List.of()));
    }

    @Test
    void assumedErrorsThatDidNotCome_areNotSeen() {
        assertThat(lessons(PortalFacts.none(), LearntCodes.none()).stream().skip(4))
                .isNotEmpty()
                .allSatisfy(lesson -> {
                    assertThat(lesson.seen()).isEqualTo("not seen");
                    assertThat(lesson.evidence()).isEmpty();
                })
                .extracting(Lesson::fact)
                .contains("TRANSACTION_ID_DUPLICATE is 4092101 with HTTP 409 on gen1");
    }

    @Test
    void assumptionsOfGeneration2_areSeenOtherwise_orNot() {
        Learnt learnt = Learnt.of(
                LearntAssumptions.none().otherwise(Assumption.STATUS_LAG).otherwise(Assumption.STATUS_LAG));

        assertThat(Lessons.of(learnt, CATALOGUE))
                .contains(
                        new Lesson(
                                "the status shows a transaction within the time set after its receipt",
                                "seen otherwise",
                                "0 for, 2 against",
                                List.of("wire.gen2.statusLag = 180s")),
                        new Lesson("the limit of devices is not reached", "not seen", "", List.of()));
    }
}
