package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.Completion;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same upload, to a service that differs in one thing from what is assumed: the outcome is the same, and it is told. */
@ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; .*")
@ExpectedLog("the service is otherwise than assumed .*")
class DialectsTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final List<String> IMEIS = List.of("350000000000014", "350000000000022", "350000000000006");
    private static final TransactionId TRANSACTION = TransactionId.of("PO-7");

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create(
            SimulatorOptions.builder().processingTime(Duration.ofMinutes(1)).build());

    private final Set<Assumption> surprises = EnumSet.noneOf(Assumption.class);
    private Gen2Client client;

    @BeforeEach
    void open() {
        client = TestedClient.builder(ResellerId.of("4680000925"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .clock(knox.simulator().clock())
                .ticker(TestTicker.following(knox.simulator().clock()))
                .listener(new ClientListener() {
                    @Override
                    public void surprise(Assumption assumption, String seen) {
                        surprises.add(assumption);
                    }
                })
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    static Stream<Arguments> dialects() {
        return Stream.of(
                Arguments.of(Dialect.documented(), Set.of()),
                Arguments.of(
                        Dialect.documented().with(Dialect.STATUS_FILTERED, false), Set.of(Assumption.STATUS_FILTER)),
                Arguments.of(Dialect.documented().with(Dialect.STATUS_FORM, Dialect.StatusForm.PAGED), Set.of()),
                Arguments.of(Dialect.documented().with(Dialect.STATUS_FORM, Dialect.StatusForm.BARE), Set.of()),
                Arguments.of(
                        Dialect.documented().with(Dialect.FAILED_DEVICES_PER_PAGE, 1), Set.of(Assumption.ONE_PAGE)),
                Arguments.of(
                        Dialect.documented().with(Dialect.DEVICES_IN_PROGRESS, true),
                        Set.of(Assumption.DEVICES_IN_PROGRESS)),
                Arguments.of(
                        Dialect.documented().with(Dialect.GOOD_DEVICES_LISTED, true), Set.of(Assumption.FAILED_ONLY)),
                Arguments.of(Dialect.documented().with(Dialect.IMEI_CHECK_DIGIT, false), Set.of()),
                Arguments.of(
                        Dialect.documented().with(Dialect.DEVICE_KEY, Dialect.DeviceKey.MEI),
                        Set.of(Assumption.DEVICE_FIELDS)),
                Arguments.of(
                        Dialect.documented().with(Dialect.DEVICE_KEY, Dialect.DeviceKey.DEVICE_ID),
                        Set.of(Assumption.DEVICE_FIELDS)),
                Arguments.of(
                        Dialect.documented().with(Dialect.STATE_WHILE_WORKING, "Queued"), Set.of(Assumption.STATES)),
                Arguments.of(
                        Dialect.documented().with(Dialect.CODES, Dialect.CodeForm.MISPRINTED),
                        Set.of(Assumption.ERROR_NAMES)),
                Arguments.of(
                        Dialect.documented().with(Dialect.CODES, Dialect.CodeForm.CONTRADICTING),
                        Set.of(Assumption.ERROR_NAMES)),
                Arguments.of(Dialect.documented().with(Dialect.CODES, Dialect.CodeForm.TEXT), Set.of()),
                Arguments.of(Dialect.documented().with(Dialect.CODES, Dialect.CodeForm.ARRAYS), Set.of()),
                Arguments.of(Dialect.documented().with(Dialect.CODES, Dialect.CodeForm.NAMELESS), Set.of()),
                Arguments.of(Dialect.documented().with(Dialect.OPERATION_TYPE_SHOWN, false), Set.of()),
                Arguments.of(Dialect.documented().with(Dialect.TYPE_SHOWN, false), Set.of()),
                Arguments.of(
                        Dialect.documented().with(Dialect.TYPE_SHOWN, false).with(Dialect.OPERATION_TYPE_SHOWN, false),
                        Set.of()),
                Arguments.of(Dialect.documented().with(Dialect.EXPIRES_IN_SHOWN, false), Set.of()));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void upload_hasTheSameOutcome(Dialect dialect, Set<Assumption> expected) {
        knox.simulator().dialect(dialect);
        upload("PO-6", IMEIS.subList(1, 3));
        knox.simulator().advanceClock(Duration.ofMinutes(2));

        UploadRequest upload = upload("PO-7", IMEIS);
        assertThat(client.status(StatusRequest.of(TRANSACTION)).complete()).isFalse();
        knox.simulator().advanceClock(Duration.ofMinutes(2));
        TransactionStatus shown = client.status(StatusRequest.of(TRANSACTION));
        TransactionStatus status = Completion.of(
                upload.devices(),
                shown,
                (assumption, seen) -> assertThat(assumption).isEqualTo(Assumption.IDENTIFIER_SPELLING));

        assertThat(status.complete()).isTrue();
        assertThat(status.devices()).extracting(device -> device.id().value()).containsExactlyElementsOf(IMEIS);
        assertThat(status.devices()).extracting(DeviceOutcome::succeeded).containsExactly(true, false, false);
        assertThat(status.failed())
                .allSatisfy(device -> assertThat(device.error().condition()).isEqualTo(Condition.DEVICE_DUPLICATE));
        assertThat(surprises).isEqualTo(expected);
    }

    private UploadRequest upload(String transaction, List<String> imeis) {
        UploadRequest upload = UploadRequest.builder(CUSTOMER, TransactionId.of(transaction))
                .imeis(imeis)
                .build();
        Receipt receipt = client.upload(upload);
        assertThat(receipt.transaction()).isEqualTo(upload.transaction());
        return upload;
    }

    @ParameterizedTest
    @EnumSource
    void unknownTransaction_isNotKnown(Dialect.UnknownTransaction form) {
        knox.simulator().dialect(Dialect.documented().with(Dialect.UNKNOWN_TRANSACTION, form));

        RefusedException e =
                catchThrowableOfType(RefusedException.class, () -> client.status(StatusRequest.of(TRANSACTION)));

        assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_NOT_FOUND);
        assertThat(surprises.contains(Assumption.UNKNOWN_TRANSACTION))
                .isEqualTo(form != Dialect.UnknownTransaction.EMPTY_LIST);
        assertThat(client.transactions(TransactionsQuery.all(), PageRequest.first())
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_TRANSACTION", "IN_DEVICES"})
    @ExpectedLog("the service is otherwise than assumed \\(wrong-customer\\): .*")
    void wrongCustomer_isAnErrorWhereverItShows(Dialect.WrongCustomer where) {
        knox.simulator().dialect(Dialect.documented().with(Dialect.WRONG_CUSTOMER, where));
        UploadRequest upload = UploadRequest.builder(CustomerId.of("9"), TRANSACTION)
                .imeis(IMEIS)
                .build();

        client.upload(upload);
        knox.simulator().advanceClock(Duration.ofMinutes(2));
        TransactionStatus status =
                Completion.of(upload.devices(), client.status(StatusRequest.of(TRANSACTION)), (assumption, seen) -> {});

        assertThat(status.failed()).hasSize(IMEIS.size());
        assertThat(surprises).contains(Assumption.WRONG_CUSTOMER);
    }
}
