package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of a status, under each form and each alternative to what is assumed (contract, 5 and 10). */
@ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; .*")
@ExpectedLog("the service is otherwise than assumed .*")
class StatusAnswersTest {
    private static final String DUPLICATE =
            "{\"imei\":\"350000000000006\",\"code\":40000005,\"message\":\"DEVICE_DUPLICATE\",\"data\":\"exists\"}";
    private static final String INVALID =
            "{\"imei\":\"350000000000014\",\"code\":40000004,\"message\":\"DEVICE_INVALID\",\"data\":\"invalid\"}";

    private final ScriptedService service = new ScriptedService();

    @AfterEach
    void stop() {
        service.close();
    }

    private static String page(int totalPages, String... transactions) {
        return "{\"devices\":{\"totalCount\":%d,\"totalPage\":%d,\"pageNum\":0,\"transactions\":[%s]}}"
                .formatted(transactions.length, totalPages, String.join(",", transactions));
    }

    /** A complete upload with these further fields. */
    private static String complete(String id, String... more) {
        String fields = more.length == 0 ? "" : "," + String.join(",", more);
        return "{\"transactionId\":\"%s\",\"state\":\"Complete\",\"type\":\"Put\",\"operationType\":\"UPLOAD\"%s}"
                .formatted(id, fields);
    }

    private static String failed(String id, String... devices) {
        return complete(id, "\"devices\":[" + String.join(",", devices) + "]");
    }

    private TransactionStatus status(String body) {
        service.answer(200, body);
        return service.client.status(ScriptedService.STATUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"devices\":{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":[%s]}}",
                "{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":[%s]}",
                "{\"transactions\":[%s]}",
                "%s",
            })
    void transaction_isFoundInEachForm(String form) {
        TransactionStatus status = status(form.formatted(failed("t-1", DUPLICATE)));

        assertThat(status.transaction()).isEqualTo(ScriptedService.TRANSACTION);
        assertThat(status.state()).isEqualTo(TransactionState.COMPLETE);
        assertThat(status.type()).isEqualTo(TransactionType.UPLOAD);
        assertThat(status.coverage()).isEqualTo(DeviceCoverage.FAILED_ONLY);
        assertThat(status.error()).isNull();
        assertThat(status.failed())
                .singleElement()
                .satisfies(device -> assertThat(device.error().condition()).isEqualTo(Condition.DEVICE_DUPLICATE));
        assertThat(service.surprises).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"devices\":null", ",\"devices\":[]"})
    void transactionWithoutDevices_hasNoFailedOnes(String devices) {
        TransactionStatus status = status(
                page(1, "{\"transactionId\":\"t-1\",\"state\":\"Complete\",\"type\":\"Put\"%s}".formatted(devices)));

        assertThat(status.devices()).isEmpty();
        assertThat(status.complete()).isTrue();
        assertThat(service.surprises).isEmpty();
    }

    @Test
    void question_namesTheTransactionAndItsVendorOnly() throws Exception {
        service.answer(200, page(1, complete("t-1")));

        service.client.status(new StatusRequest(ScriptedService.TRANSACTION, VendorId.of("3000000003")));

        assertThat(service.requests())
                .containsExactly("GET devices/status?resellerId=1000000001&transactionId=t-1&vendorId=3000000003");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-    | UPLOAD | Put",
                "-    | DELETE | Delete",
                "Put  | -      | Put",
                "Delete | -    | Delete",
                "Put  | MOVE   | Put",
                "Move | UPLOAD | Put",
                "Move | -      | Move",
                "-    | -      | unknown",
                "''   | null   | unknown",
            })
    void type_isTakenFromWhicheverFieldHasIt(String type, String operationType, String expected) {
        String fields = (type == null ? "" : ",\"type\":\"" + type + "\"")
                + (operationType == null
                        ? ""
                        : ",\"operationType\":"
                                + (operationType.equals("null") ? "null" : "\"" + operationType + "\""));

        assertThat(status(page(1, "{\"transactionId\":\"t-1\",\"state\":\"Complete\"" + fields + "}"))
                        .type()
                        .name())
                .isEqualTo(expected);
    }

    /** Whatever is wrong with an answer, it is never taken for a success. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "[{\"transactionId\":\"t-1\",\"state\":\"Complete\",\"type\":\"Put\"}]",
                "<html>maintenance</html>",
                "{\"devices\":null}",
                "{\"devices\":[]}",
                "{\"devices\":{}}",
                "{\"devices\":\"none\"}",
                "{\"devices\":{\"transactions\":null}}",
                "{\"devices\":{\"transactions\":{}}}",
                "{\"devices\":{\"transactions\":[null]}}",
                "{\"devices\":{\"transactions\":[\"t-1\"]}}",
                "{\"devices\":{\"totalCount\":1,\"transactions\":[]}}",
                "{\"devices\":{\"transactions\":[]},\"transactions\":[]}",
                "{\"devices\":{\"transactions\":[]},\"devices\":{\"transactions\":[]}}",
                "{\"devices\":{\"code\":50000000,\"transactions\":[{\"transactionId\":\"t-1\",\"state\":\"Complete\"}]}}",
                "{\"transactionId\":\"t-1\",\"state\":\"Complete\",\"type\":\"Put\"} x",
                "{\"transactionId\":\"t-2\",\"state\":\"Complete\",\"type\":\"Put\"}",
                "{\"transactions\":[{\"state\":\"Complete\",\"type\":\"Put\"}]}",
                "{\"transactions\":[{\"transactionId\":\"\",\"state\":\"Complete\",\"type\":\"Put\"}]}",
                "{\"transactions\":[{\"transactionId\":{},\"state\":\"Complete\",\"type\":\"Put\"}]}",
                "{\"state\":\"Complete\",\"type\":\"Put\"}",
            })
    void answerWithoutTransactions_isNotUnderstood(String body) {
        assertThatThrownBy(() -> status(body)).isInstanceOf(AnswerNotUnderstoodException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\":\"Put\"",
                "\"state\":null,\"type\":\"Put\"",
                "\"state\":\"\",\"type\":\"Put\"",
                "\"state\":{},\"type\":\"Put\"",
                "\"state\":\"Progress\",\"state\":\"Complete\",\"type\":\"Put\"",
                "\"state\":\"Complete\",\"type\":[\"Put\"]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"operationType\":\"DELETE\"",
                "\"state\":\"Rejected\",\"type\":\"Put\"",
                "\"state\":\"Rejected\",\"type\":\"Put\",\"code\":2000000",
                "\"state\":\"Complete\",\"type\":\"Put\",\"code\":2000000,\"message\":\"CUSTOMER_NOT_FOUND\"",
                "\"state\":\"Complete\",\"type\":\"Put\",\"code\":40400002,\"message\":\"SUCCESS\"",
                "\"state\":\"Complete\",\"type\":\"Put\",\"code\":40400002,\"code\":2000000",
                "\"state\":\"Complete\",\"type\":\"Put\",\"code\":true",
                "\"state\":\"Complete\",\"type\":\"Put\",\"code\":[2000000,2000000]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"code\":[]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"code\":2000000.5",
                "\"state\":\"Complete\",\"type\":\"Put\",\"message\":\"something is wrong\"",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":{}",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":\"350000000000006\"",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[null]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[\"350000000000006\"]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{}]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"code\":40000005}]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"imei\":{},\"code\":40000005}]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"imei\":\"1\",\"imei\":\"2\"}]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"imei\":\"1\",\"code\":{}}]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"imei\":\"1\",\"code\":40000005,\"code\":2000000}]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"imei\":\"1\",\"code\":2000000,\"message\":\"DEVICE_INVALID\"}]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"imei\":\"1\",\"code\":40000005,\"message\":\"SUCCESS\"}]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[{\"imei\":\"1\",\"message\":\"something is wrong\"}]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[],\"devices\":[]",
                "\"state\":\"Complete\",\"type\":\"Put\",\"transactions\":[]",
            })
    void transactionThatContradictsItself_isNotUnderstood(String fields) {
        assertThatThrownBy(() -> status(page(1, "{\"transactionId\":\"t-1\"," + fields + "}")))
                .isInstanceOfSatisfying(
                        AnswerNotUnderstoodException.class,
                        e -> assertThat(e.mayHaveTakenEffect()).isFalse());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"imei\":\"1\"                                 | IMEI",
                "\"mei\":\"1\"                                  | IMEI",
                "\"serialNumber\":\"R58\"                       | SERIAL_NUMBER",
                "\"meid\":\"A0000000000001\"                    | MEID",
                "\"deviceId\":\"350000000000006\"               | IMEI",
                "\"deviceId\":\"35000000000000\"                | IMEI",
                "\"deviceId\":350000000000006                 | IMEI",
                "\"deviceId\":\"A0000000000001\"                | MEID",
                "\"deviceId\":\"089000000000000001\"            | MEID",
                "\"deviceId\":\"R50A00000XY\"                   | SERIAL_NUMBER",
                "\"imei\":null,\"serialNumber\":\"R58\"           | SERIAL_NUMBER",
                "\"imei\":\"\",\"serialNumber\":\"R58\"             | SERIAL_NUMBER",
            })
    void failedDevice_isNamedByWhicheverFieldIsThere(String field, String type) {
        TransactionStatus status = status(page(1, failed("t-1", "{" + field + ",\"code\":40000005}")));

        assertThat(status.failed())
                .singleElement()
                .satisfies(device -> assertThat(device.id().type().name()).isEqualTo(type));
        boolean expected = !field.startsWith("\"deviceId") && !field.startsWith("\"mei\"");
        assertThat(service.surprises.contains(Assumption.DEVICE_FIELDS)).isNotEqualTo(expected);
    }

    /** The vendor prints numbers wrong and names right. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "40000005,\"message\":\"DEVICE_DUPLICATE\"          | DEVICE_DUPLICATE | false",
                "\"40000005\",\"message\":\"DEVICE_DUPLICATE\"      | DEVICE_DUPLICATE | false",
                "[40000005],\"message\":[\"DEVICE_DUPLICATE\"],\"data\":[\"x\"] | DEVICE_DUPLICATE | false",
                "40000005                                           | DEVICE_DUPLICATE | false",
                "40000005.0                                         | DEVICE_DUPLICATE | false",
                "4000004,\"message\":\"DEVICE_INVALID\"             | DEVICE_INVALID   | true",
                "40000005,\"message\":\"DEVICE_INVALID\"            | DEVICE_INVALID   | true",
                "40000005,\"message\":\"No such thing\"             | DEVICE_DUPLICATE | true",
                "40000077,\"message\":\"QUOTA\"                     | UNKNOWN          | true",
                "null,\"message\":\"DEVICE_INVALID\"                | DEVICE_INVALID   | true",
                "\"\",\"message\":\"DEVICE_INVALID\"                | DEVICE_INVALID   | true",
            })
    void errorOfADevice_isReadByItsName(String code, Condition condition, boolean surprising) {
        TransactionStatus status = status(page(1, failed("t-1", "{\"imei\":\"1\",\"code\":" + code + "}")));

        assertThat(status.failed())
                .singleElement()
                .satisfies(device -> assertThat(device.error().condition()).isEqualTo(condition));
        assertThat(service.surprises.contains(Assumption.ERROR_NAMES)).isEqualTo(surprising);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"imei\":\"350000000000022\"}",
                "{\"imei\":\"350000000000022\",\"code\":2000000}",
                "{\"imei\":\"350000000000022\",\"code\":\"2000000\",\"message\":\"SUCCESS\"}",
                "{\"imei\":\"350000000000022\",\"message\":\"SUCCESS\"}",
            })
    @ExpectedLog("the service is otherwise than assumed \\(failed-only\\): .*")
    void goodDeviceInTheList_isGood(String device) {
        TransactionStatus status = status(page(1, failed("t-1", DUPLICATE, device)));

        assertThat(status.failed()).hasSize(1);
        assertThat(status.succeeded()).extracting(DeviceOutcome::id).containsExactly(DeviceId.imei("350000000000022"));
        assertThat(status.coverage()).isEqualTo(DeviceCoverage.FAILED_ONLY);
        assertThat(service.surprises).containsExactly(Assumption.FAILED_ONLY);
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(wrong-customer\\): .*")
    void errorOfTheTransaction_isNeverSuccess() {
        TransactionStatus status = status(page(
                1,
                complete(
                        "t-1",
                        "\"code\":40400002,\"message\":\"CUSTOMER_NOT_FOUND\",\"data\":\"The specified customer does not"
                                + " exist.\"")));

        assertThat(status.error().condition()).isEqualTo(Condition.CUSTOMER_NOT_FOUND);
        assertThat(service.surprises).containsExactly(Assumption.TRANSACTION_ERROR, Assumption.WRONG_CUSTOMER);
    }

    @Test
    void rejectedTransaction_isCompleteWithItsError() {
        TransactionStatus status = status(page(
                1,
                "{\"transactionId\":\"t-1\",\"state\":\"Rejected\",\"type\":\"Put\",\"code\":40000003,"
                        + "\"message\":\"DEVICE_COUNT_EXCEEDED\"}"));

        assertThat(status.complete()).isTrue();
        assertThat(status.error().condition()).isEqualTo(Condition.DEVICE_COUNT_EXCEEDED);
        assertThat(service.surprises).containsExactly(Assumption.STATES, Assumption.TRANSACTION_ERROR);
    }

    @Test
    void unknownState_isNotFinished() {
        TransactionStatus status = status(page(1, "{\"transactionId\":\"t-1\",\"state\":\"Queued\",\"type\":\"Put\"}"));

        assertThat(status.complete()).isFalse();
        assertThat(status.state().name()).isEqualTo("Queued");
        assertThat(service.surprises).containsExactly(Assumption.STATES);
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(devices-in-progress\\): .*")
    void devicesInProgress_areKeptAndTold() {
        TransactionStatus status = status(page(
                1,
                "{\"transactionId\":\"t-1\",\"state\":\"Progress\",\"type\":\"Put\",\"devices\":[" + DUPLICATE + "]}"));

        assertThat(status.complete()).isFalse();
        assertThat(status.failed()).hasSize(1);
        assertThat(service.surprises).containsExactly(Assumption.DEVICES_IN_PROGRESS);
    }

    @Test
    void transactionAmongOthers_isFoundOnItsPage() throws Exception {
        service.answer(200, page(2, complete("t-8"), complete("t-9")));
        service.answer(200, page(2, failed("t-1", DUPLICATE), complete("t-7")));

        TransactionStatus status = service.client.status(ScriptedService.STATUS);

        assertThat(status.failed()).hasSize(1);
        assertThat(service.surprises).containsExactly(Assumption.STATUS_FILTER);
        assertThat(service.requests())
                .containsExactly(
                        "GET devices/status?resellerId=1000000001&transactionId=t-1",
                        "GET devices/status?resellerId=1000000001&transactionId=t-1&pageNum=1");
    }

    @Test
    void transactionOnTwoPages_hasTheDevicesOfBoth() throws Exception {
        service.answer(200, page(2, failed("t-1", DUPLICATE)));
        service.answer(200, page(2, failed("t-1", INVALID, DUPLICATE)));

        TransactionStatus status = service.client.status(ScriptedService.STATUS);

        assertThat(status.failed())
                .extracting(device -> device.error().condition())
                .containsExactly(Condition.DEVICE_DUPLICATE, Condition.DEVICE_INVALID);
        assertThat(service.surprises).containsExactly(Assumption.ONE_PAGE);
        assertThat(service.requests()).hasSize(2);
    }

    /** A service that does not filter has more pages, whether or not it counts them. */
    @Test
    void transactionAtTheEndOfAPageOfOthersWithoutTotals_hasTheDevicesOfTheNext() throws Exception {
        service.answer(200, "{\"transactions\":[" + complete("t-8") + "," + failed("t-1", DUPLICATE) + "]}");
        service.answer(200, "{\"transactions\":[" + failed("t-1", INVALID) + "," + complete("t-9") + "]}");

        assertThat(service.client.status(ScriptedService.STATUS).failed()).hasSize(2);
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void listThatHasNoPages_isTakenAsAWhole() throws Exception {
        String list = "{\"transactions\":[" + complete("t-8") + "," + failed("t-1", DUPLICATE) + "]}";
        service.answer(200, list).answer(200, list);

        assertThat(service.client.status(ScriptedService.STATUS).failed()).hasSize(1);
        assertThat(service.requests()).hasSize(2);
    }

    /** One page holds a transaction's failed devices, where nothing speaks against it (assumed). */
    @Test
    void transactionAloneOnAPageWithoutTotals_isTakenAsAWhole() throws Exception {
        service.answer(200, "{\"transactions\":[" + failed("t-1", DUPLICATE) + "]}");

        assertThat(service.client.status(ScriptedService.STATUS).failed()).hasSize(1);
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void transactionThatIsTwiceOnOnePage_isOne() {
        TransactionStatus status = status(page(1, failed("t-1", DUPLICATE), failed("t-1", INVALID)));

        assertThat(status.failed()).hasSize(2);
        assertThat(service.surprises).containsExactly(Assumption.ONE_PAGE);
    }

    @Test
    void slowerOfTwoStates_counts() {
        TransactionStatus status =
                status(page(1, complete("t-1"), "{\"transactionId\":\"t-1\",\"state\":\"Progress\",\"type\":\"Put\"}"));

        assertThat(status.complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"transactionId\":\"t-1\",\"state\":\"Complete\",\"type\":\"Delete\"}",
                "{\"transactionId\":\"t-1\",\"state\":\"Rejected\",\"type\":\"Put\",\"code\":1}",
            })
    void twoTransactionsOfOneIdThatCannotBeOne_areNotUnderstood(String other) {
        assertThatThrownBy(() -> status(page(1, complete("t-1"), other)))
                .isInstanceOf(AnswerNotUnderstoodException.class)
                .hasMessageContaining("twice");
    }

    /** Where the number of pages is missing, the list ends with a page without transactions, or with the error for one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"transactions\":[]}",
                "200 | {\"totalCount\":0}",
                "400 | {\"code\":40000002,\"message\":\"PAGE_OUT_OF_BOUNDS\"}",
            })
    void transactionOnNoPage_isNotKnown(int status, String end) throws Exception {
        service.answer(200, "{\"transactions\":[" + complete("t-8") + "]}");
        service.answer(200, "{\"transactions\":[" + complete("t-9") + "]}");
        service.answer(status, end);

        RefusedException e =
                catchThrowableOfType(RefusedException.class, () -> service.client.status(ScriptedService.STATUS));

        assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_NOT_FOUND);
        assertThat(service.requests()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"devices\":{\"totalCount\":0,\"totalPage\":0,\"pageNum\":0,\"transactions\":[]}} | false",
                "200 | {\"devices\":{\"totalCount\":0}}                                                 | false",
                "200 | {\"transactions\":[]}                                                            | false",
                "400 | {\"code\":40000013,\"message\":\"TRANSACTION_ID_INVALID\"}                       | true",
                "200 | {\"code\":40000013,\"message\":\"TRANSACTION_ID_INVALID\"}                       | true",
                "404 | {\"code\":40400009,\"message\":\"TRANSACTION_NOT_FOUND\"}                        | true",
                "404 | {\"code\":[\"40400000\"],\"message\":[\"NOT_FOUND\"]}                            | true",
            })
    void unknownTransaction_isNotKnownInEachForm(int status, String body, boolean surprising) {
        service.answer(status, body);

        RefusedException e =
                catchThrowableOfType(RefusedException.class, () -> service.client.status(ScriptedService.STATUS));

        assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_NOT_FOUND);
        assertThat(e.mayHaveTakenEffect()).isFalse();
        assertThat(service.surprises.contains(Assumption.UNKNOWN_TRANSACTION)).isEqualTo(surprising);
    }

    @ParameterizedTest
    @CsvSource({
        "40400001, RESELLER_NOT_FOUND",
        "40400003, VENDOR_NOT_FOUND",
        "40400004, ASSOCIATION_NOT_FOUND",
    })
    void otherThingThatIsNotFound_isThat(String code, Condition condition) {
        service.answer(404, "{\"code\":%s,\"message\":\"%s\"}".formatted(code, condition));

        assertThatThrownBy(() -> service.client.status(ScriptedService.STATUS))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.condition()).isEqualTo(condition));
    }

    @Test
    void pageThatIsNotThere_isNotUnderstood() {
        service.answer(404, "<html>no such page</html>");

        assertThatThrownBy(() -> service.client.status(ScriptedService.STATUS))
                .isInstanceOf(AnswerNotUnderstoodException.class);
    }

    @Test
    void serviceThatGivesOnePageForEver_isNotUnderstood() throws Exception {
        service.answer(200, page(5, complete("t-8")));
        service.answer(200, page(5, complete("t-8")));

        assertThatThrownBy(() -> service.client.status(ScriptedService.STATUS))
                .isInstanceOf(AnswerNotUnderstoodException.class)
                .hasMessageContaining("page 1 of the transactions repeats the page before");
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void search_endsAfterAHundredPages() {
        IntStream.range(0, 101).forEach(i -> service.answer(200, page(1000, complete("other-" + i))));

        assertThatThrownBy(() -> service.client.status(ScriptedService.STATUS))
                .isInstanceOf(AnswerNotUnderstoodException.class)
                .hasMessageContaining("more than 100 pages");
        assertThat(service.server.getRequestCount()).isEqualTo(100);
    }

    @Test
    void list_isAskedForByTheDocumentedQuery() throws Exception {
        service.answer(200, page(1, complete("t-1"), failed("t-2", DUPLICATE)));

        List<TransactionStatus> items = service.client
                .transactions(
                        new TransactionsQuery(ScriptedService.CUSTOMER, VendorId.of("3000000003")),
                        new PageRequest(2, 50))
                .items();

        assertThat(items)
                .extracting(TransactionStatus::transaction)
                .containsExactly(TransactionId.of("t-1"), TransactionId.of("t-2"));
        assertThat(items).extracting(status -> status.failed().size()).containsExactly(0, 1);
        assertThat(service.requests())
                .containsExactly("GET devices/status?resellerId=1000000001&customerId=2000000002&vendorId=3000000003"
                        + "&pageNum=2&pageSize=50");
    }

    @Test
    void listThatCountsTransactionsAndHasNone_isNotUnderstood() {
        service.answer(200, "{\"devices\":{\"totalCount\":2,\"totalPage\":1,\"transactions\":[]}}");

        assertThatThrownBy(() -> service.client.transactions(TransactionsQuery.all(), PageRequest.first()))
                .isInstanceOf(AnswerNotUnderstoodException.class)
                .hasMessageContaining("it counts transactions and lists none");
    }

    /** A refusal would be final, and the transaction is there. */
    @Test
    void transactionsWithAnErrorBesideThem_areNotUnderstood() {
        String page = page(1, complete("t-1"));
        service.answer(200, page.replaceFirst("[{]", "{\"code\":40000011,\"message\":\"CUSTOMER_ID_INVALID\","));

        assertThatThrownBy(() -> service.client.status(ScriptedService.STATUS))
                .isInstanceOf(AnswerNotUnderstoodException.class)
                .hasMessageContaining("it has transactions and an error code beside them");
    }

    @Test
    void listOfAll_isWalkedToItsEnd() {
        service.answer(200, "{\"devices\":{\"totalPage\":3,\"transactions\":[" + complete("t-1") + "]}}");
        service.answer(200, "{\"devices\":{\"totalPage\":3,\"transactions\":[" + complete("t-2") + "]}}");
        service.answer(400, "{\"code\":40000002,\"message\":\"PAGE_OUT_OF_BOUNDS\"}");

        assertThat(service.client.allTransactions(TransactionsQuery.all())).hasSize(2);
    }
}
