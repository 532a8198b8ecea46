package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.event.LostAnswer;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads and deletions that may have arrived although no answer came back. */
@ExpectedLog(".*: the answer was lost; .*")
@ExpectedLog(".*; once more in [0-9]+ ms")
class LostAnswerTest {
    private static final String UPLOAD = "/kcs/v1/rp/devices/upload";
    private static final String DELETE = "/kcs/v1/rp/devices/delete";
    private static final String STATUS = "/kcs/v1/rp/devices/status";
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId TRANSACTION = TransactionId.of("PO-7");
    private static final String IMEI = "351800000000701";
    private static final Receipt DONE = new Receipt(TRANSACTION, TransactionState.PROGRESS);

    /** How an answer is lost. */
    enum Loss {
        CONNECTION_DROPPED(true),
        ANSWER_TRUNCATED(true),
        DROPPED_BEFORE_THE_EFFECT(false),
        SERVER_ERROR_INSTEAD_OF_THE_EFFECT(false),
        PAGE_OF_A_PROXY(false);

        private final boolean afterTheEffect;

        Loss(boolean afterTheEffect) {
            this.afterTheEffect = afterTheEffect;
        }

        Fault of(String path) {
            return switch (this) {
                case CONNECTION_DROPPED -> Fault.dropAfter(path);
                case ANSWER_TRUNCATED -> Fault.truncate(path);
                case DROPPED_BEFORE_THE_EFFECT -> Fault.dropBefore(path);
                case SERVER_ERROR_INSTEAD_OF_THE_EFFECT -> Fault.status(path, 500);
                case PAGE_OF_A_PROXY -> Fault.status(path, 502).body("<html>Bad Gateway</html>");
            };
        }
    }

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create(
            SimulatorOptions.builder().processingTime(Duration.ofHours(1)).build());

    private final List<String> told = new ArrayList<>();
    private Gen2Client client;

    @BeforeEach
    void open() {
        client = client(3);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Gen2Client client(int attempts) {
        return client(attempts, knox.simulator());
    }

    private Gen2Client client(int attempts, Simulator simulator) {
        return TestedClient.builder(ResellerId.of("4680000925"))
                .baseUrl(simulator.url() + "/kcs/v1/rp")
                .tokens(TokenSource.signedToken("sim-client-identifier", Keys.SIGNING))
                .clock(simulator.clock())
                .ticker(TestTicker.following(simulator.clock()))
                .resilience(Resilience.builder()
                        .attempts(attempts)
                        .firstPause(Duration.ofMillis(1))
                        .build())
                .listener(new ClientListener() {
                    @Override
                    public void lostAnswer(Call call, LostAnswer outcome) {
                        told.add(call + " " + outcome);
                    }
                })
                .build();
    }

    private static UploadRequest upload(String... imeis) {
        return UploadRequest.builder(CUSTOMER, TRANSACTION)
                .imeis(List.of(imeis))
                .build();
    }

    /** What was sent, without the request for the token. */
    private List<String> sent() {
        return knox.simulator().requests().stream()
                .map(RecordedRequest::path)
                .filter(path -> path.startsWith("/kcs"))
                .toList();
    }

    private List<String> registered() {
        return knox.simulator().devices().stream().map(RegisteredDevice::id).toList();
    }

    @ParameterizedTest
    @EnumSource
    void upload_isDoneOnce(Loss loss) {
        knox.simulator().fault(loss.of(UPLOAD));

        assertThat(client.upload(upload(IMEI))).isEqualTo(DONE);

        assertThat(registered()).containsExactly(IMEI);
        if (loss.afterTheEffect) {
            assertThat(sent()).containsExactly(UPLOAD, STATUS);
            assertThat(told).containsExactly("upload PO-7 DONE");
        } else {
            assertThat(sent()).containsExactly(UPLOAD, STATUS, UPLOAD);
            assertThat(told).containsExactly("upload PO-7 SENT_AGAIN");
        }
    }

    @ParameterizedTest
    @EnumSource
    void deletion_isDoneOnce(Loss loss) {
        client.upload(UploadRequest.builder(CUSTOMER, TransactionId.of("PO-1"))
                .imeis(List.of(IMEI))
                .build());
        knox.simulator().clearRequests();
        knox.simulator().fault(loss.of(DELETE));

        Receipt receipt = client.delete(DeleteRequest.of(CUSTOMER, TRANSACTION, Devices.imeis(List.of(IMEI))));

        assertThat(receipt).isEqualTo(DONE);
        assertThat(registered()).isEmpty();
        assertThat(sent()).startsWith(DELETE, STATUS).hasSize(loss.afterTheEffect ? 2 : 3);
    }

    @Test
    void questionThatIsLostToo_isAskedAgain() {
        knox.simulator().fault(Fault.dropAfter(UPLOAD));
        knox.simulator().fault(Fault.dropBefore(STATUS));

        assertThat(client.upload(upload(IMEI))).isEqualTo(DONE);

        assertThat(sent()).containsExactly(UPLOAD, STATUS, STATUS);
    }

    @Test
    void transactionThatIsCompleteAlready_isComparedByItsDevices() {
        SimulatorOptions atOnce =
                SimulatorOptions.builder().processingTime(Duration.ZERO).build();
        try (Simulator simulator = Simulator.start(atOnce);
                Gen2Client hasty = client(3, simulator)) {
            simulator.fault(Fault.dropAfter(UPLOAD));

            assertThat(hasty.upload(upload(IMEI, "351800000001188"))).isEqualTo(DONE);

            assertThat(simulator.devices()).hasSize(2);
        }
    }

    /** The id was used long ago: what is done is not this upload, and must not pass for it. */
    @Test
    void olderTransactionWithTheSameId_isNoSuccess() {
        client.upload(UploadRequest.builder(CUSTOMER, TransactionId.of("PO-1"))
                .imeis(List.of("351800000001188"))
                .build());
        client.upload(upload("351800000001188"));
        knox.simulator().advanceClock(Duration.ofHours(2));
        knox.simulator().fault(Fault.dropAfter(UPLOAD));

        RefusedException e = catchThrowableOfType(RefusedException.class, () -> client.upload(upload(IMEI)));

        assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
        assertThat(registered()).containsExactly("351800000001188");
    }

    @Test
    void deletionWithTheIdOfAnUpload_isNoSuccess() {
        client.upload(upload(IMEI));
        knox.simulator().fault(Fault.dropAfter(DELETE));

        RefusedException e = catchThrowableOfType(
                RefusedException.class,
                () -> client.delete(DeleteRequest.of(CUSTOMER, TRANSACTION, Devices.imeis(List.of(IMEI)))));

        assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
        assertThat(registered()).containsExactly(IMEI);
    }

    @Test
    void vendor_isNamedInTheQuestion() {
        knox.simulator().fault(Fault.dropAfter(UPLOAD));

        client.upload(UploadRequest.builder(CUSTOMER, TRANSACTION)
                .vendor(VendorId.of("7850000063"))
                .imeis(List.of(IMEI))
                .build());

        assertThat(knox.simulator().requests())
                .last()
                .extracting(RecordedRequest::query)
                .asString()
                .contains("vendorId=7850000063");
    }

    @Test
    void serviceThatDoesNotSay_leavesTheOutcomeUnknown() {
        knox.simulator().fault(Fault.dropAfter(UPLOAD));
        knox.simulator().fault(Fault.status(STATUS, 500).times(3));

        UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> client.upload(upload(IMEI)));

        assertThat(e.mayHaveTakenEffect()).isTrue();
        assertThat(e.getSuppressed()).hasSize(1);
        assertThat(sent()).containsExactly(UPLOAD, STATUS, STATUS, STATUS);
        assertThat(told).containsExactly("upload PO-7 UNKNOWN");
    }

    @Test
    void serviceThatFailsAgainAndAgain_isNotAskedForEver() {
        knox.simulator().fault(Fault.status(UPLOAD, 500).times(10));

        KdpException e = catchThrowableOfType(KdpException.class, () -> client.upload(upload(IMEI)));

        assertThat(e.httpStatus()).isEqualTo(500);
        assertThat(e.mayHaveTakenEffect()).isTrue();
        assertThat(sent()).containsExactly(UPLOAD, STATUS, UPLOAD, STATUS, UPLOAD);
        assertThat(registered()).isEmpty();
    }

    /** The first may still be on its way when the second is turned away: nobody can say that nothing was done. */
    @Test
    @ExpectedLog("the service is otherwise than assumed \\(rate\\): .*")
    void secondAttemptThatIsTurnedAway_leavesTheOutcomeUnknown() {
        knox.simulator().fault(Fault.dropBefore(UPLOAD).times(1));
        knox.simulator().fault(Fault.status(UPLOAD, 429).times(10));

        assertThatThrownBy(() -> client.upload(upload(IMEI)))
                .isInstanceOfSatisfying(
                        UnreachableException.class,
                        e -> assertThat(e.mayHaveTakenEffect()).isTrue())
                .hasMessageStartingWith("upload PO-7 got no answer: its answer was lost, and then: upload PO-7 ");
    }

    /** What the service says of the content of both is said of the first as well. */
    @Test
    void secondAttemptThatIsRefusedForGood_isRefused() {
        knox.simulator().fault(Fault.dropBefore(UPLOAD).times(1));
        knox.simulator()
                .fault(Fault.status(UPLOAD, 403)
                        .body("{\"code\":\"40300000\",\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"no\"}"));

        assertThatThrownBy(() -> client.upload(upload(IMEI)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.mayHaveTakenEffect()).isFalse());
    }

    @Test
    void oneAttempt_asksNothing() {
        knox.simulator().fault(Fault.dropAfter(UPLOAD));

        try (Gen2Client hasty = client(1)) {
            UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> hasty.upload(upload(IMEI)));
            assertThat(e.mayHaveTakenEffect()).isTrue();
        }
        assertThat(sent()).containsExactly(UPLOAD);
    }
}
