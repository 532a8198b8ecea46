package io.github.kdpbridge.gen1client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.io.IOException;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests to the old service that no caller wrote (contract, section 4). */
class Gen1ProgramTest {
    private static final Devices IMEIS = new Devices(DeviceType.IMEI, List.of("350000000000014", "350000000000006"));
    private static final DeleteRequest DELETION =
            new DeleteRequest(TransactionId.of("t-1"), CustomerId.of("1200000321"), VendorId.of("1300000001"), IMEIS);

    private final MockWebServer server = new MockWebServer();
    private Gen1Upstream upstream;
    private DeploymentProgram program;

    @BeforeEach
    void start() throws IOException {
        server.start();
        upstream = Gen1Upstream.builder(
                        ResellerId.of("1100000011"), server.url("/").toString())
                .key("key-of-the-account")
                .resilience(Resilience.builder().attempts(1).build())
                .build();
        program = Gen1Program.of(upstream, Gen1Profile.standard());
    }

    @AfterEach
    void stop() {
        upstream.close();
        server.close();
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @Test
    void deletion_isWrittenAsCallersWriteIt() throws Exception {
        answers(200, """
                {"transactionId":"t-1","state":"Progress","code":2000000,"message":"SUCCESS"}""");

        assertThat(program.delete(DELETION)).isEqualTo(new Receipt(TransactionId.of("t-1"), TransactionState.PROGRESS));

        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("PUT");
        assertThat(request.getTarget()).isEqualTo("/bulkenroll/v1/reseller/devices/delete");
        assertThat(request.getHeaders().values("X-WSM-API-TOKEN")).containsExactly("key-of-the-account");
        assertThat(request.getHeaders().values("Content-Type")).containsExactly("application/json");
        assertThat(request.getBody().utf8()).isEqualTo("""
                {"transactionId":"t-1","resellerId":"1100000011","customerId":"1200000321","vendorId":"1300000001",\
                "devices":{"type":"IMEI","list":["350000000000014","350000000000006"]}}""");
    }

    @Test
    void refusedDeletion_saysWhy() {
        answers(409, """
                {"transactionId":"t-1","state":"REJECTED","code":4092101,"message":"RESOURCE_ALREADY_EXISTS"}""");

        RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> program.delete(DELETION));

        assertThat(refusal.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
    }

    @Test
    void upload_isPassedOnByItsCallerOnly() {
        UploadRequest upload = UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("t-1"))
                .devices(IMEIS)
                .build();

        assertThatThrownBy(() -> program.upload(upload)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(server.getRequestCount()).isZero();
    }
}
