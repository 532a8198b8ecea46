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
import io.github.kdpbridge.gen2client.event.ClientListener;
import io.github.kdpbridge.gen2client.token.TokenSource;
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
        client = Gen2Client.builder(ResellerId.of("4680000925"))
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

    private static Dialect.Builder dialect() {
        return Dialect.builder();
    }

    static Stream<Arguments> dialects() {
        return Stream.of(
                Arguments.of(Dialect.documented(), Set.of()),
                Arguments.of(dialect().statusFiltered(false).build(), Set.of(Assumption.STATUS_FILTER)),
                Arguments.of(dialect().statusForm(Dialect.StatusForm.PAGED).build(), Set.of()),
                Arguments.of(dialect().statusForm(Dialect.StatusForm.BARE).build(), Set.of()),
                Arguments.of(dialect().failedDevicesPerPage(1).build(), Set.of(Assumption.ONE_PAGE)),
                Arguments.of(dialect().devicesInProgress(true).build(), Set.of(Assumption.DEVICES_IN_PROGRESS)),
                Arguments.of(dialect().goodDevicesListed(true).build(), Set.of(Assumption.FAILED_ONLY)),
                Arguments.of(dialect().imeiCheckDigit(false).build(), Set.of()),
                Arguments.of(dialect().deviceKey(Dialect.DeviceKey.MEI).build(), Set.of(Assumption.DEVICE_FIELDS)),
                Arguments.of(
                        dialect().deviceKey(Dialect.DeviceKey.DEVICE_ID).build(), Set.of(Assumption.DEVICE_FIELDS)),
                Arguments.of(dialect().stateWhileWorking("Queued").build(), Set.of(Assumption.STATES)),
                Arguments.of(dialect().codes(Dialect.CodeForm.MISPRINTED).build(), Set.of(Assumption.ERROR_NAMES)),
                Arguments.of(dialect().codes(Dialect.CodeForm.CONTRADICTING).build(), Set.of(Assumption.ERROR_NAMES)),
                Arguments.of(dialect().codes(Dialect.CodeForm.TEXT).build(), Set.of()),
                Arguments.of(dialect().codes(Dialect.CodeForm.ARRAYS).build(), Set.of()),
                Arguments.of(dialect().codes(Dialect.CodeForm.NAMELESS).build(), Set.of()),
                Arguments.of(dialect().operationTypeShown(false).build(), Set.of()),
                Arguments.of(dialect().typeShown(false).build(), Set.of()),
                Arguments.of(
                        dialect().typeShown(false).operationTypeShown(false).build(), Set.of()),
                Arguments.of(dialect().expiresInShown(false).build(), Set.of()));
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
        knox.simulator().dialect(dialect().unknownTransaction(form).build());

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
        knox.simulator().dialect(dialect().wrongCustomer(where).build());
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
