package io.github.kdpbridge.core.migration.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String A = "351800000000702";
    private static final String B = "350000000000006";
    private static final Masking MASKING = Masking.of("a key of an installation".getBytes(UTF_8));
    private static final Comparison COMPARISON =
            Comparison.create(ErrorCatalogue.standard(), OneSided.documented(), MASKING);
    private static final ServiceError GEN1_DUPLICATE = new ServiceError(
            Condition.DEVICE_DUPLICATE,
            "4092100",
            "RESELLER_DEVICE_ALREADY_EXISTS",
            "device imei[" + B + "] already exists");
    private static final ServiceError GEN2_DUPLICATE = new ServiceError(
            Condition.DEVICE_DUPLICATE, "40000005", "DEVICE_DUPLICATE", "The specified device already exists.");

    @Nested
    class Refusals {
        private final ServiceError gen1 = new ServiceError(
                Condition.CUSTOMER_NOT_FOUND,
                "4042104",
                "CUSTOMER_NOT_FOUND",
                "customer not found. (customer id : [1200000399])");
        private final ServiceError gen2 = new ServiceError(
                Condition.CUSTOMER_NOT_FOUND,
                "40400002",
                "CUSTOMER_NOT_FOUND",
                "The specified customer does not exist.");

        @Test
        void ofOneCondition_areEqual_inTheWordsOfEachGeneration() {
            assertThat(refused(gen1, 404, gen2, 404)).isEmpty();
        }

        @Test
        void ofOneCondition_thatGeneration1CallsAmbiguously_areEqual() {
            ServiceError one = new ServiceError(
                    Condition.RESOURCE_INVALID_PARAM,
                    "4000000",
                    "RESOURCE_INVALID_PARAM",
                    "This device [" + A + "] invalid");
            ServiceError two = new ServiceError(
                    Condition.DEVICE_INVALID, "40000004", "DEVICE_INVALID", "The specified device is not valid.");

            assertThat(refused(one, 400, two, 400)).isEmpty();
        }

        @Test
        void ofTwoConditions_areADifferenceOfTheOutcome() {
            ServiceError one = new ServiceError(Condition.RESELLER_NOT_FOUND, "4042100", "RESELLER_NOT_FOUND", null);

            assertThat(refused(one, 404, gen2, 404))
                    .containsExactly(new Difference(
                            "refusal",
                            DifferenceKind.REFUSAL,
                            "RESELLER_NOT_FOUND (code 4042100)",
                            "CUSTOMER_NOT_FOUND (code 40400002)",
                            1));
        }

        @Test
        void withAnotherCodeStatusNameOrText_lookOtherwise() {
            ServiceError one =
                    new ServiceError(Condition.CUSTOMER_NOT_FOUND, "4042199", "NO_CUSTOMER", "no customer 1200000399");

            List<Difference> differences = refused(one, 400, gen2, 404);

            assertThat(differences)
                    .containsExactly(
                            new Difference("refusal.code", DifferenceKind.CODE, "4042199", "4042104", 1),
                            new Difference(
                                    "refusal.message", DifferenceKind.TEXT, "NO_CUSTOMER", "CUSTOMER_NOT_FOUND", 1),
                            new Difference(
                                    "refusal.data",
                                    DifferenceKind.TEXT,
                                    "no customer " + MASKING.text("1200000399"),
                                    "The specified customer does not exist.",
                                    1),
                            new Difference("refusal.httpStatus", DifferenceKind.CODE, "400", "404", 1));
            assertThat(differences).extracting(Difference::severity).containsOnly(Severity.LOOK);
        }

        @Test
        void onOneSideOnly_isADifferenceOfTheOutcome() {
            Page<Customer> empty = new Page<>(List.of(), 0L, 0);

            assertThat(COMPARISON
                            .compare(Operation.CUSTOMERS, Answer.of(empty), failed(gen2, 404))
                            .differences())
                    .containsExactly(new Difference(
                            "refusal", DifferenceKind.REFUSAL, "done", "CUSTOMER_NOT_FOUND (code 40400002)", 1));
            assertThat(COMPARISON
                            .compare(Operation.CUSTOMERS, failed(gen1, 404), Answer.of(empty))
                            .differences())
                    .extracting(Difference::kind)
                    .containsExactly(DifferenceKind.REFUSAL);
        }

        @Test
        void codeThatIsNoNumber_isMasked() {
            ServiceError one = new ServiceError(Condition.UNKNOWN, A, "", null);

            assertThat(refused(one, 400, gen2, 400))
                    .extracting(Difference::gen1)
                    .containsExactly("UNKNOWN (code " + MASKING.text(A) + ")");
        }

        @Test
        void unknownConditions_areComparedByTheirTranslatedCode() {
            ServiceError one = new ServiceError(Condition.UNKNOWN, "4000077", "NEW_RULE", "x");
            ServiceError two = new ServiceError(Condition.UNKNOWN, "40000077", "NEW_RULE", "x");

            assertThat(refused(one, 400, two, 400)).isEmpty();
        }

        private static List<Difference> refused(ServiceError gen1, int status1, ServiceError gen2, int status2) {
            return COMPARISON
                    .compare(Operation.CUSTOMERS, failed(gen1, status1), failed(gen2, status2))
                    .differences();
        }
    }

    @Nested
    class WithoutComparison {
        private final ServiceError notFound =
                new ServiceError(Condition.TRANSACTION_NOT_FOUND, "4042105", "TRANSACTION_NOT_FOUND", null);

        @Test
        void answerThatDidNotArrive() {
            Answer<Page<ListedDevice>> away =
                    Answer.failed(new UnreachableException("devices page 0", "x", null, false));
            Answer<Page<ListedDevice>> busy = failed(
                    new ServiceError(Condition.INTERNAL_SERVER_ERROR, "50000000", "INTERNAL_SERVER_ERROR", null), 500);
            Answer<Page<ListedDevice>> there = Answer.of(new Page<>(List.of(), 0L, 0));

            assertThat(COMPARISON.compare(Operation.DEVICES, away, there))
                    .isEqualTo(Compared.not(Incomparable.UNREACHABLE));
            assertThat(COMPARISON.compare(Operation.DEVICES, there, busy))
                    .isEqualTo(Compared.not(Incomparable.UNREACHABLE));
        }

        @Test
        void transactionThatOneSideDoesNotKnow() {
            Answer<TransactionStatus> there = Answer.of(status(TransactionState.COMPLETE, DeviceCoverage.ALL, null));

            assertThat(COMPARISON.compare(Operation.STATUS, there, failed(notFound, 404)))
                    .isEqualTo(Compared.not(Incomparable.NOT_VISIBLE));
            assertThat(COMPARISON.compare(Operation.STATUS, failed(notFound, 404), there))
                    .isEqualTo(Compared.not(Incomparable.NOT_VISIBLE));
            assertThat(COMPARISON.compare(Operation.STATUS, there, failed(notFound, 200)))
                    .isEqualTo(Compared.not(Incomparable.NOT_VISIBLE));
        }

        @Test
        void transactionThatNoSideKnows_isMatched() {
            assertThat(COMPARISON.compare(Operation.STATUS, failed(notFound, 404), failed(notFound, 200)))
                    .isEqualTo(Compared.of(List.of()));
        }

        @Test
        void emptyListOfGeneration1_whereItsCallersWouldGetARefusal_looksOtherwise() {
            assertThat(COMPARISON
                            .compare(Operation.STATUS, failed(notFound, 200), failed(notFound, 200))
                            .differences())
                    .containsExactly(new Difference("refusal.httpStatus", DifferenceKind.CODE, "200", "404", 1));
        }

        @Test
        void writes_areNeverCompared() {
            Operation.all().stream()
                    .filter(Operation::isWrite)
                    .forEach(write -> assertThat(COMPARISON.compares(write)).isFalse());
            UnreachableException lost = new UnreachableException("upload 1", "x", null, true);

            assertThatThrownBy(() -> COMPARISON.compare(Operation.UPLOAD, Answer.failed(lost), Answer.failed(lost)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("answers of upload are not compared");
        }

        @Test
        void questions_areComparedButForTheAliases_whichOnlyGeneration2Has() {
            assertThat(Operation.all().stream()
                            .filter(operation -> !operation.isWrite() && !COMPARISON.compares(operation)))
                    .containsExactly(Operation.PROFILES);
        }

        @Test
        void answer_isEitherAValueOrAFailure() {
            assertThatThrownBy(() -> new Answer<>(null, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("an answer is either a value or a failure");
        }
    }

    @Nested
    class Status {
        private final TransactionStatus gen1 = status(
                TransactionState.COMPLETE,
                DeviceCoverage.ALL,
                null,
                DeviceOutcome.success(DeviceId.imei(A)),
                DeviceOutcome.failure(DeviceId.imei(B), GEN1_DUPLICATE));

        @Test
        void failedDevicesOfGeneration2_areTheFailedOnesOfAllOfGeneration1() {
            TransactionStatus gen2 =
                    failedOnly(null, DeviceOutcome.failure(DeviceId.imei("35-0000-0000-00006"), GEN2_DUPLICATE));

            assertThat(compared(gen1, gen2)).isEmpty();
        }

        @Test
        void deviceThatFailedOnOneSideOnly_isADifferenceOfTheOutcome() {
            Difference expected = new Difference(
                    "devices[].error", DifferenceKind.FAILURE, "DEVICE_DUPLICATE (code 4092100)", "done", 1);

            assertThat(compared(gen1, failedOnly(null))).containsExactly(expected);
            assertThat(expected.severity()).isEqualTo(Severity.OUTCOME);
        }

        @Test
        void deviceThatFailedForAnotherCondition_isADifferenceOfTheOutcome() {
            ServiceError invalid =
                    new ServiceError(Condition.DEVICE_INVALID, "40000004", "DEVICE_INVALID", "The specified …");

            assertThat(compared(gen1, failedOnly(null, DeviceOutcome.failure(DeviceId.imei(B), invalid))))
                    .containsExactly(new Difference(
                            "devices[].error",
                            DifferenceKind.FAILURE,
                            "DEVICE_DUPLICATE (code 4092100)",
                            "DEVICE_INVALID (code 40000004)",
                            1));
        }

        @Test
        void manyDevicesThatDifferAlike_areOneDifferenceWithACount() {
            TransactionStatus none = status(
                    TransactionState.COMPLETE,
                    DeviceCoverage.ALL,
                    null,
                    DeviceOutcome.success(DeviceId.imei(A)),
                    DeviceOutcome.success(DeviceId.imei(B)));

            assertThat(compared(
                            none,
                            failedOnly(
                                    null,
                                    DeviceOutcome.failure(DeviceId.imei(A), GEN2_DUPLICATE),
                                    DeviceOutcome.failure(DeviceId.imei(B), GEN2_DUPLICATE))))
                    .extracting(Difference::path, Difference::count)
                    .containsExactly(tuple("devices[].error", 2));
        }

        @Test
        void deviceThatIsNamedOnOneSideOnly_isMissing_ifBothNameAll() {
            TransactionStatus gen2 = status(
                    TransactionState.COMPLETE,
                    DeviceCoverage.ALL,
                    null,
                    DeviceOutcome.failure(DeviceId.imei(B), GEN2_DUPLICATE));

            assertThat(compared(gen1, gen2))
                    .containsExactly(new Difference(
                            "devices[]", DifferenceKind.MISSING, MASKING.device(DeviceId.imei(A)), null, 1));
            assertThat(compared(gen2, gen1))
                    .contains(new Difference(
                            "devices[]", DifferenceKind.MISSING, null, MASKING.device(DeviceId.imei(A)), 1));
        }

        @Test
        void otherOrder_isALook() {
            TransactionStatus turned =
                    gen1.with(List.of(gen1.devices().get(1), gen1.devices().get(0)), DeviceCoverage.ALL);

            assertThat(compared(gen1, turned))
                    .containsExactly(new Difference("devices[]", DifferenceKind.ORDER, null, null, 1));
        }

        @Test
        void errorOfTheWholeTransaction_isTheErrorOfEachDeviceThatIsNotNamed() {
            ServiceError gen1Error = new ServiceError(
                    Condition.CUSTOMER_NOT_FOUND,
                    "4042104",
                    "CUSTOMER_NOT_FOUND",
                    "customer not found. (customer id : [1])");
            ServiceError gen2Error =
                    new ServiceError(Condition.CUSTOMER_NOT_FOUND, "40400002", "CUSTOMER_NOT_FOUND", "x");
            TransactionStatus one = status(
                    TransactionState.COMPLETE,
                    DeviceCoverage.ALL,
                    gen1Error,
                    DeviceOutcome.failure(DeviceId.imei(A), gen1Error));

            assertThat(compared(one, failedOnly(gen2Error))).isEmpty();
            assertThat(compared(one, failedOnly(null)))
                    .extracting(Difference::path)
                    .containsExactly("error", "devices[].error");
        }

        @Test
        void completeOnOneSideOnly_isADifferenceOfTheState_andNoDeviceIsCompared() {
            assertThat(compared(gen1, failedOnly(null).with(TransactionState.PROGRESS)))
                    .containsExactly(new Difference("state", DifferenceKind.FACT, "Complete", "Progress", 1));
        }

        @Test
        void inProgressOnBothSides_isMatched_whateverDevicesAreNamed() {
            assertThat(compared(
                            gen1.with(TransactionState.PROGRESS),
                            failedOnly(null).with(TransactionState.PROGRESS)))
                    .isEmpty();
            assertThat(compared(
                            gen1.with(TransactionState.PROGRESS),
                            failedOnly(null).with(new TransactionState("Verifying"))))
                    .containsExactly(new Difference("state", DifferenceKind.TEXT, "Progress", "Verifying", 1));
        }

        @Test
        void otherType_isADifferenceOfTheOutcome() {
            assertThat(compared(gen1, gen1.with(TransactionType.DELETE)))
                    .containsExactly(new Difference("type", DifferenceKind.FACT, "Put", "Delete", 1));
        }

        @Test
        void lists_areComparedByTransaction() {
            Answer<Page<TransactionStatus>> one = Answer.of(new Page<>(List.of(gen1), 1L, 0));
            Answer<Page<TransactionStatus>> two = Answer.of(new Page<>(List.of(failedOnly(null)), 1L, 0));

            assertThat(COMPARISON.compare(Operation.TRANSACTIONS, one, two).differences())
                    .extracting(Difference::path)
                    .containsExactly("transactions[].devices[].error");
        }

        private static List<Difference> compared(TransactionStatus gen1, TransactionStatus gen2) {
            Compared compared = COMPARISON.compare(Operation.STATUS, Answer.of(gen1), Answer.of(gen2));
            assertThat(compared.incomparable()).isNull();
            return compared.differences();
        }
    }

    @Nested
    class Lists {
        @Test
        void deviceOfGeneration1_isTheOneOfGeneration2WithThatIdentifierAmongItsOwn() {
            ListedDevice gen2 = new ListedDevice(
                    List.of(DeviceId.imei(A), DeviceId.serialNumber("R5CT00000AB")),
                    "record",
                    Instant.EPOCH,
                    CustomerId.of("1200000321"),
                    "Verified",
                    UnknownFields.of(Map.of("uploadId", "\"1394875c\"", "model", "\"SM-S901B\"")));

            assertThat(devices(page(2L, listed(A), listed("r5ct00000cd")), page(2L, gen2, serial("R5CT00000CD"))))
                    .isEqualTo(Compared.of(List.of()));
        }

        @Test
        void deviceOnOneSideOnly_isADifferenceOfTheOutcome_andSoIsTheTotal() {
            assertThat(devices(page(2L, listed(A), listed(B)), page(1L, listed(B)))
                            .differences())
                    .containsExactly(
                            new Difference("totalCount", DifferenceKind.TOTAL, "2", "1", 1),
                            new Difference(
                                    "devices[]", DifferenceKind.MISSING, MASKING.device(DeviceId.imei(A)), null, 1));
            assertThat(devices(page(1L, listed(A)), page(1L, listed(B))).differences())
                    .containsExactly(new Difference(
                            "devices[]", DifferenceKind.MISSING, MASKING.device(DeviceId.imei(A)), null, 2));
        }

        @Test
        void otherOrder_isALook() {
            assertThat(devices(page(2L, listed(A), listed(B)), page(2L, listed(B), listed(A)))
                            .differences())
                    .containsExactly(new Difference("devices[]", DifferenceKind.ORDER, null, null, 1));
        }

        @Test
        void otherItemsOnAPartOfAList_areIncomparable() {
            assertThat(devices(page(3L, listed(A)), page(3L, listed(B)))).isEqualTo(Compared.not(Incomparable.CUT));
            assertThat(devices(page(2L, listed(A), listed(B)), page(2L, listed(A))))
                    .isEqualTo(Compared.not(Incomparable.CUT));
        }

        @Test
        void otherTotalOfAPartOfAList_isADifference() {
            assertThat(devices(page(3L, listed(A)), page(4L, listed(B))).differences())
                    .containsExactly(new Difference("totalCount", DifferenceKind.TOTAL, "3", "4", 1));
        }

        @Test
        void pagesBehindTheEnd_areEqual_whateverTheirTotals() {
            Page<ListedDevice> gen1 = new Page<>(List.of(), 3L, 1);
            Page<ListedDevice> gen2 = new Page<>(List.of(), null, 1);

            assertThat(devices(gen1, gen2)).isEqualTo(Compared.of(List.of()));
        }

        @Test
        void totalThatOneSideDoesNotTell_isALook() {
            assertThat(devices(page(1L, listed(A)), page(null, listed(A))).differences())
                    .containsExactly(new Difference("totalCount", DifferenceKind.ABSENT, "1", null, 1));
        }

        @Test
        void otherCustomerOfADevice_isADifferenceOfTheOutcome_ifBothTellIt() {
            assertThat(devices(page(1L, sold("1200000321")), page(1L, sold("1200000322")))
                            .differences())
                    .containsExactly(new Difference(
                            "devices[].customer",
                            DifferenceKind.FACT,
                            MASKING.text("1200000321"),
                            MASKING.text("1200000322"),
                            1));
            assertThat(devices(page(1L, listed(A)), page(1L, sold("1200000322"))))
                    .isEqualTo(Compared.of(List.of()));
        }

        @Test
        void unknownFieldOfOneSide_isALook_unlessItIsDeclared() {
            ListedDevice gen2 = new ListedDevice(
                    List.of(DeviceId.imei(A)),
                    null,
                    null,
                    null,
                    null,
                    UnknownFields.of(Map.of("color", "\"blue\"", "note", "null", "imeis", "\"" + A + "\"")));

            assertThat(devices(page(1L, listed(A)), page(1L, gen2)).differences())
                    .containsExactly(
                            new Difference("devices[].color", DifferenceKind.ABSENT, null, "\"blue\"", 1),
                            new Difference(
                                    "devices[].imeis",
                                    DifferenceKind.ABSENT,
                                    null,
                                    "\"" + MASKING.device(DeviceId.imei(A)) + "\"",
                                    1),
                            new Difference("devices[].note", DifferenceKind.ABSENT_EMPTY, null, "null", 1));
            OneSided declared = OneSided.documented()
                    .with(Operation.DEVICES, "devices[].color")
                    .with(Operation.DEVICES, "devices[].imeis")
                    .with(Operation.DEVICES, "devices[].note");
            assertThat(Comparison.create(ErrorCatalogue.standard(), declared, MASKING)
                            .compare(Operation.DEVICES, Answer.of(page(1L, listed(A))), Answer.of(page(1L, gen2))))
                    .isEqualTo(Compared.of(List.of()));
        }

        @Test
        void customers_areComparedByIdNameAndFields() {
            Customer gen1 = customer("1200000321", "Example Logistics", Map.of("country", "\"DE\""));
            Customer gen2 = customer("1200000321", "Example", Map.of("country", "\"AT\""));

            assertThat(customers(gen1, gen2))
                    .containsExactly(
                            new Difference("customers[].name", DifferenceKind.TEXT, "Example Logistics", "Example", 1),
                            new Difference("customers[].country", DifferenceKind.TEXT, "\"DE\"", "\"AT\"", 1));
            assertThat(customers(gen1, customer("1200000322", "Example Logistics", Map.of())))
                    .containsExactly(
                            new Difference("customers[]", DifferenceKind.MISSING, MASKING.text("1200000321"), null, 2));
        }

        @Test
        void missingName_besideAnEmptyOne_isOfAKindOfItsOwn() {
            assertThat(customers(customer("1200000321", null, Map.of()), customer("1200000321", "", Map.of())))
                    .containsExactly(new Difference("customers[].name", DifferenceKind.ABSENT_EMPTY, null, "", 1));
            assertThat(customers(customer("1200000321", "x", Map.of()), customer("1200000321", null, Map.of())))
                    .containsExactly(new Difference("customers[].name", DifferenceKind.ABSENT, "x", null, 1));
        }

        @Test
        void resellers_areComparedByIdAndName() {
            Answer<Page<Reseller>> gen1 = Answer.of(page(1L, new Reseller(ResellerId.of("4680000925"), "A")));
            Answer<Page<Reseller>> gen2 = Answer.of(page(1L, new Reseller(ResellerId.of("4680000925"), "B")));

            assertThat(COMPARISON.compare(Operation.RESELLERS, gen1, gen2).differences())
                    .containsExactly(new Difference("resellers[].name", DifferenceKind.TEXT, "A", "B", 1));
        }

        @Test
        void endlessUnknownFields_areBounded() {
            Map<String, String> fields = new HashMap<>();
            for (int i = 0; i < 5000; i++) {
                fields.put("f" + i + "x".repeat(i % 500), "1");
            }
            List<Difference> differences =
                    customers(customer("1200000321", null, fields), customer("1200000321", null, Map.of()));

            assertThat(differences).hasSizeLessThanOrEqualTo(1000);
            assertThat(differences).allSatisfy(each -> assertThat(each.path()).hasSizeLessThanOrEqualTo(200));
        }

        private static Compared devices(Page<ListedDevice> gen1, Page<ListedDevice> gen2) {
            return COMPARISON.compare(Operation.DEVICES, Answer.of(gen1), Answer.of(gen2));
        }

        private static List<Difference> customers(Customer gen1, Customer gen2) {
            return COMPARISON
                    .compare(Operation.CUSTOMERS, Answer.of(page(1L, gen1)), Answer.of(page(1L, gen2)))
                    .differences();
        }

        private static Customer customer(String id, @Nullable String name, Map<String, String> fields) {
            return new Customer(CustomerId.of(id), name, UnknownFields.of(fields));
        }

        private static ListedDevice listed(String id) {
            return ListedDevice.of(DeviceId.imei(id));
        }

        private static ListedDevice serial(String id) {
            return ListedDevice.of(DeviceId.serialNumber(id));
        }

        private static ListedDevice sold(String customer) {
            return new ListedDevice(
                    List.of(DeviceId.imei(A)), null, null, CustomerId.of(customer), null, UnknownFields.none());
        }

        private static <T> Page<T> page(@Nullable Long total, T item) {
            return new Page<>(List.of(item), total, 0);
        }

        private static <T> Page<T> page(@Nullable Long total, T first, T second) {
            return new Page<>(List.of(first, second), total, 0);
        }
    }

    private static <A> Answer<A> failed(ServiceError error, int httpStatus) {
        return Answer.failed(new RefusedException("question", error, httpStatus, null, false));
    }

    private static TransactionStatus failedOnly(@Nullable ServiceError error, DeviceOutcome... devices) {
        return status(TransactionState.COMPLETE, DeviceCoverage.FAILED_ONLY, error, devices);
    }

    private static TransactionStatus status(
            TransactionState state, DeviceCoverage coverage, @Nullable ServiceError error, DeviceOutcome... devices) {
        return new TransactionStatus(
                TransactionId.of("PO-7"),
                state,
                TransactionType.UPLOAD,
                List.of(devices),
                coverage,
                error,
                null,
                UnknownFields.none());
    }
}
