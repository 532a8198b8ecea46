package io.github.kdpbridge.gen2client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.migration.shadow.Answer;
import io.github.kdpbridge.core.migration.shadow.Compared;
import io.github.kdpbridge.core.migration.shadow.Comparison;
import io.github.kdpbridge.core.migration.shadow.Incomparable;
import io.github.kdpbridge.core.migration.shadow.Masking;
import io.github.kdpbridge.core.migration.shadow.OneSided;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the client reads of generation 2 is equal to what the samples of generation 1 say of the same portal. */
class ShadowComparisonTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId TRANSACTION = TransactionId.of("PO-7");
    private static final DeviceId GOOD = DeviceId.imei("350000000000014");
    private static final DeviceId THERE = DeviceId.imei("350000000000006");
    private static final Compared EQUAL = Compared.of(List.of());
    private static final Comparison COMPARISON = Comparison.create(
            ErrorCatalogue.standard(), OneSided.documented(), Masking.of("a key of an installation".getBytes(UTF_8)));

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create(
            SimulatorOptions.builder().processingTime(Duration.ZERO).build());

    private Gen2Client client;

    @BeforeEach
    void open() {
        client = TestedClient.builder(ResellerId.of("4680000925"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .build();
        client.upload(UploadRequest.builder(CUSTOMER, TransactionId.of("PO-6"))
                .devices(List.of(THERE))
                .build());
        client.upload(UploadRequest.builder(CUSTOMER, TRANSACTION)
                .devices(List.of(GOOD, THERE))
                .orderNo("7")
                .build());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void status() {
        ServiceError duplicate = new ServiceError(
                Condition.DEVICE_DUPLICATE,
                "4092100",
                "RESELLER_DEVICE_ALREADY_EXISTS",
                "device imei[" + THERE.value() + "] already exists");
        TransactionStatus gen1 = new TransactionStatus(
                TRANSACTION,
                TransactionState.COMPLETE,
                TransactionType.UPLOAD,
                List.of(DeviceOutcome.success(GOOD), DeviceOutcome.failure(THERE, duplicate)));

        assertThat(COMPARISON.compare(Operation.STATUS, Answer.of(gen1), answer(StatusRequest.of(TRANSACTION))))
                .isEqualTo(EQUAL);
        assertThat(COMPARISON.compare(
                        Operation.STATUS, Answer.of(gen1), answer(StatusRequest.of(TransactionId.of("PO-8")))))
                .isEqualTo(Compared.not(Incomparable.NOT_VISIBLE));
    }

    @Test
    void devices() {
        Page<ListedDevice> gen1 =
                new Page<>(List.of(ListedDevice.of(THERE), ListedDevice.of(GOOD)), 2L, 0, 1L, UnknownFields.none());

        assertThat(COMPARISON.compare(Operation.DEVICES, Answer.of(gen1), answer(DeviceQuery.all())))
                .isEqualTo(EQUAL);
    }

    @Test
    void pageBehindTheEnd() {
        Page<ListedDevice> gen1 = new Page<>(List.of(), 0L, 7, 0L, UnknownFields.none());

        assertThat(COMPARISON.compare(
                        Operation.DEVICES,
                        Answer.of(gen1),
                        answer(DeviceQuery.all().on(new PageRequest(7, 10)))))
                .isEqualTo(EQUAL);
    }

    @Test
    void customers() {
        Page<Customer> gen1 = new Page<>(
                List.of(
                        new Customer(CUSTOMER, "Example Logistics", UnknownFields.none()),
                        new Customer(CustomerId.of("1200000322"), "Example Hospital", UnknownFields.none())),
                2L,
                0);

        assertThat(COMPARISON.compare(Operation.CUSTOMERS, Answer.of(gen1), answer(CustomerQuery.all())))
                .isEqualTo(EQUAL);
    }

    @Test
    void refusal() {
        RefusedException gen1 = new RefusedException(
                "devices page 0",
                new ServiceError(
                        Condition.CUSTOMER_NOT_FOUND,
                        "4042104",
                        "CUSTOMER_NOT_FOUND",
                        "customer not found. (customer id : [1200000399])"),
                404,
                null,
                false);

        assertThat(COMPARISON.compare(
                        Operation.DEVICES, Answer.failed(gen1), answer(DeviceQuery.of(CustomerId.of("1200000399")))))
                .isEqualTo(EQUAL);
    }

    private <A> Answer<A> answer(Request<A> question) {
        try {
            return Answer.of(Waiting.on(question.label(), false, () -> client.send(question)));
        } catch (KdpException e) {
            return Answer.failed(e);
        }
    }
}
