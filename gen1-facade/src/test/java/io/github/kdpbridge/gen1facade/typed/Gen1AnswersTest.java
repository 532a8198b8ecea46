package io.github.kdpbridge.gen1facade.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen1facade.FakeProgram;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the port as beans of generation 1; codes and texts are those of the contract, sections 4 to 7. */
@SuppressWarnings("deprecation") // deprecated by design
class Gen1AnswersTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000399");
    private static final TransactionId TRANSACTION = TransactionId.of("PO-7");
    private static final DeleteRequest DELETION =
            DeleteRequest.of(CUSTOMER, TRANSACTION, Devices.imeis(List.of("351800000000702")));

    @Test
    @SuppressWarnings("NullAway") // the mistake under test
    void answerThatIsNull_isNamed() {
        Map.<String, ThrowingCallable>of(
                        "receipt", () -> Gen1Answers.receipt(null),
                        "status", () -> Gen1Answers.status(null),
                        "page", () -> Gen1Answers.devices(null),
                        "asked", () -> Gen1Answers.transactions(new Page<>(List.of(), null, 0), null))
                .forEach((name, call) -> assertThatThrownBy(call)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage(name));
        Stream.<ThrowingCallable>of(() -> Gen1Answers.customers(null), () -> Gen1Answers.resellers(null))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage("page"));
    }

    private static ServiceError gen2(Condition condition, String code) {
        return new ServiceError(condition, code, condition.name(), "a text of generation 2");
    }

    @Test
    void receipt_hasTheCodeOfSuccess() {
        Gen1Receipt receipt = Gen1Answers.receipt(new Receipt(TRANSACTION, TransactionState.PROGRESS));

        assertThat(receipt.getTransactionId()).isEqualTo("PO-7");
        assertThat(receipt.getState()).isEqualTo("Progress");
        assertThat(receipt.getCode()).isEqualTo("2000000");
        assertThat(receipt.getMessage()).isEqualTo("SUCCESS");
    }

    @Test
    void status_isAPageOfOneTransaction() {
        Gen1Status status = Gen1Answers.status(new TransactionStatus(
                TRANSACTION,
                TransactionState.COMPLETE,
                TransactionType.UPLOAD,
                List.of(
                        DeviceOutcome.success(DeviceId.imei("351800000000702")),
                        DeviceOutcome.failure(
                                DeviceId.serialNumber("R58N1234ABC"), gen2(Condition.DEVICE_DUPLICATE, "40000005")))));

        assertThat(status.getTotalCount()).isEqualTo(1);
        Gen1Transaction transaction = status.getTransactions().get(0);
        assertThat(transaction.getTransactionId()).isEqualTo("PO-7");
        assertThat(transaction.getState()).isEqualTo("Complete");
        assertThat(transaction.getDevices()).hasSize(2);
        assertThat(transaction.getDevices().get(0).getImei()).isEqualTo("351800000000702");
        assertThat(transaction.getDevices().get(0).isFailed()).isFalse();
        assertThat(transaction.getDevices().get(1).getSerialNumber()).isEqualTo("R58N1234ABC");
        assertThat(transaction.getDevices().get(1).getCode()).isEqualTo("4092100");
    }

    @Test
    void lists_haveItemsAndPage() {
        Page<ListedDevice> devices = new Page<>(List.of(ListedDevice.of(DeviceId.imei("351800000000702"))), 5L, 2);

        assertThat(Gen1Answers.devices(devices).getTotalPage()).isNull();
        Gen1DeviceList listed = Gen1Answers.devices(devices, new PageRequest(2, 2));
        assertThat(listed.getDevices().get(0).getImei()).isEqualTo("351800000000702");
        assertThat(listed.getTotalCount()).isEqualTo(5);
        assertThat(listed.getTotalPage()).isEqualTo(3);
        assertThat(listed.getPageNum()).isEqualTo(2);

        UnknownFields region = UnknownFields.of(Map.of("region", "\"EU\""));
        Gen1Customer customer = Gen1Answers.customers(
                        new Page<>(List.of(new Customer(CUSTOMER, "ACME", region)), 1L, 0))
                .getCustomers()
                .get(0);
        assertThat(customer.getCustomerId()).isEqualTo("1200000399");
        assertThat(customer.getName()).isEqualTo("ACME");
        assertThat(customer.getUnknownFields()).isEqualTo(Map.of("region", "\"EU\""));

        Gen1Reseller reseller = Gen1Answers.resellers(
                        new Page<>(List.of(new Reseller(ResellerId.of("4680000925"), null)), 1L, 0))
                .getResellers()
                .get(0);
        assertThat(reseller.getResellerId()).isEqualTo("4680000925");
        assertThat(reseller.getName()).isNull();

        TransactionStatus status =
                new TransactionStatus(TRANSACTION, TransactionState.PROGRESS, TransactionType.DELETE, List.of());
        Gen1Status transactions = Gen1Answers.transactions(new Page<>(List.of(status), 7L, 0), PageRequest.of(2));
        assertThat(transactions.getTransactions().get(0).getType()).isEqualTo(TransactionType.DELETE.name());
        assertThat(transactions.getTotalPage()).isEqualTo(4);
    }

    @Test
    void refusal_hasCodeAndTextOfGeneration1() {
        RefusedException refused = new RefusedException(
                DELETION.label(), gen2(Condition.CUSTOMER_NOT_FOUND, "40400002"), 404, null, false);

        Gen1Error error = Gen1Answers.error(DELETION, refused);

        assertThat(error.getHttpStatus()).isEqualTo(404);
        assertThat(error.isTemporary()).isFalse();
        assertThat(error.getTransactionId()).isEqualTo("PO-7");
        assertThat(error.getState()).isEqualTo("Rejected");
        assertThat(error.getCode()).isEqualTo("4042104");
        assertThat(error.getData()).contains("1200000399");
        assertThat(Gen1Answers.error(refused).getTransactionId()).isNull();
        assertThat(Gen1Answers.error(refused).getCode()).isEqualTo("4042104");
    }

    /** Trouble on the way is an answer from 500 up, and nothing is logged: the caller has the exception. */
    @Test
    void lostAnswer_isTemporary() {
        Gen1Error error = Gen1Answers.error(
                DELETION, new UnreachableException(DELETION.label(), "the connection broke", null, true));

        assertThat(error.getHttpStatus()).isEqualTo(502);
        assertThat(error.isTemporary()).isTrue();
    }

    /** What code of generation 1 reads with {@code errorBody()}, of a refusal by the service and of one by the bridge. */
    @ParameterizedTest
    @ValueSource(strings = {"1200000399", ""})
    void body_isThatOfTheAnswer(String customer) throws Exception {
        Gen1DevicesRequest bean = new Gen1DevicesRequest();
        bean.setTransactionId("PO-7");
        bean.setResellerId("4680000925");
        bean.setCustomerId(customer);
        bean.setDevices(new Gen1Devices(Gen1Devices.IMEI, List.of("351800000000702")));
        FakeProgram program = new FakeProgram("4680000925");
        RefusedException refused = new RefusedException(
                DELETION.label(), gen2(Condition.CUSTOMER_NOT_FOUND, "40400002"), 404, null, false);
        program.failure = refused;

        String body = Gen1.connect(program).delete(bean).execute().errorBody().string();

        assertThat(body).contains("\"PO-7\"");
        assertThat(Gen1.error(Gen1.connect(program).delete(bean).execute()))
                .get()
                .extracting(Gen1Error::getBody)
                .isEqualTo(body);
        assertThat(error(bean, refused).getBody()).isEqualTo(body);
    }

    private static Gen1Error error(Gen1DevicesRequest bean, RefusedException refused) {
        try {
            return Gen1Answers.error(Gen1Requests.deletion(bean), refused);
        } catch (Gen1RequestException malformed) {
            return malformed.error();
        }
    }

    @Test
    void failureOfAStage_isAnErrorIfGeneration1HasAnAnswer() {
        RefusedException refused = new RefusedException(
                DELETION.label(), gen2(Condition.CUSTOMER_NOT_FOUND, "40400002"), 404, null, false);
        Gen1RequestException malformed = new Gen1RequestException("bean", new Gen1Error());

        assertThat(Gen1Answers.errorOf(refused).getCode()).isEqualTo("4042104");
        assertThat(Gen1Answers.errorOf(new CompletionException(refused)).getCode())
                .isEqualTo("4042104");
        assertThat(Gen1Answers.errorOf(new CompletionException(malformed))).isSameAs(malformed.error());
        assertThat(Gen1Answers.errorOf(new IllegalStateException("a bug"))).isNull();
        assertThat(Gen1Answers.errorOf(null)).isNull();
    }

    @Test
    void shared_isTheSameForTheSameProgram() {
        FakeProgram program = new FakeProgram("4680000925");
        Gen1ResellerApi shared = Gen1.shared(program);

        assertThat(Gen1.shared(program)).isSameAs(shared);
        assertThat(Gen1.shared(new FakeProgram("4680000925"))).isNotSameAs(shared);
    }
}
