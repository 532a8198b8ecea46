package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1Device;
import io.github.kdpbridge.gen1facade.typed.Gen1Devices;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every entrance remembers what was submitted, because the service names failed devices only (contract, section 5). */
class MemoryTest {
    private static final String KEY = "sim-gen1-key";
    private static final String DEVICES = "/bulkenroll/v1/reseller/devices";
    private static final String UPLOAD = upload("PO-7");

    private final FakeProgram program = new FakeProgram("4680000925");

    private static String upload(String transaction) {
        return "{\"transactionId\":\"" + transaction
                + "\",\"resellerId\":\"4680000925\",\"customerId\":\"1200000321\","
                + "\"devices\":{\"type\":\"IMEI\",\"list\":[\"351800000000701\",\"351800000000701\"]}}";
    }

    private static Gen1Response put(Gen1Handler handler, String body) {
        return handler.handle(
                new Gen1Request("PUT", DEVICES, null, Map.of("X-WSM-API-TOKEN", KEY), ByteString.encodeUtf8(body)));
    }

    private static Gen1Response status(Gen1Handler handler, String transaction) {
        return handler.handle(new Gen1Request(
                "GET",
                DEVICES + "/status",
                "resellerId=4680000925&transactionId=" + transaction,
                Map.of("X-WSM-API-TOKEN", KEY),
                ByteString.EMPTY));
    }

    private List<UploadRequest> uploads() {
        return program.asked.stream()
                .filter(UploadRequest.class::isInstance)
                .map(UploadRequest.class::cast)
                .toList();
    }

    private static Stream<Gen1Handler.Builder> handlers() {
        return Stream.of(Gen1Handler.builder(), Gen1Handler.builder().memory(1 << 20));
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void repeatedUpload_getsTheReceiptOfTheFirst(Gen1Handler.Builder builder) {
        Gen1Handler handler = builder.account(KEY, program).build();

        assertThat(put(handler, UPLOAD)).isEqualTo(put(handler, UPLOAD));

        assertThat(uploads()).hasSize(1);
    }

    /** It is sent once, because what the service says of the second is not known, and named as often as submitted. */
    @Test
    void deviceThatIsTwiceInOneUpload_isNamedTwice() {
        Gen1Handler handler = Gen1Handler.of(program);
        put(handler, UPLOAD);
        program.completeAll();

        assertThat(status(handler, "PO-7").body().utf8())
                .endsWith("\"devices\":[{\"imei\":\"351800000000701\"},{\"imei\":\"351800000000701\"}]}]}");
        assertThat(uploads())
                .extracting(UploadRequest::devices)
                .containsExactly(Devices.imeis(List.of("351800000000701")));
    }

    @Test
    @ExpectedLog("upload PO-7 got no answer: silence")
    void uploadWhoseAnswerWasLost_isSettledByItsRepeat() {
        Gen1Handler handler = Gen1Handler.of(program);
        program.failure = new UnreachableException("upload PO-7", "silence", null, true);
        assertThat(put(handler, UPLOAD).status()).isEqualTo(502);
        program.failure = null;

        assertThat(put(handler, UPLOAD).status()).isEqualTo(200);
    }

    @Test
    void accounts_rememberApartUnderOneId() {
        FakeProgram other = new FakeProgram("4680000926");
        Gen1Handler handler = Gen1Handler.builder()
                .account(KEY, program)
                .account("key-2", other)
                .build();
        put(handler, UPLOAD);

        Gen1Response response = handler.handle(new Gen1Request(
                "PUT",
                DEVICES,
                null,
                Map.of("X-WSM-API-TOKEN", "key-2"),
                ByteString.encodeUtf8(UPLOAD.replace("4680000925", "4680000926"))));

        assertThat(response.status()).isEqualTo(200);
        assertThat(other.asked).hasSize(1);
    }

    @Test
    void interceptor_remembers() throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(Gen1CompatInterceptor.on(program))
                .build();
        Request upload = new Request.Builder()
                .url("https://eu-be-reseller.samsungknox.com" + DEVICES)
                .header("X-WSM-API-TOKEN", KEY)
                .put(RequestBody.create(ByteString.encodeUtf8(UPLOAD), null))
                .build();

        for (int i = 0; i < 2; i++) {
            try (Response response = http.newCall(upload).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
        }

        assertThat(uploads()).hasSize(1);
    }

    @Test
    @SuppressWarnings("deprecation") // deprecated by design
    void typedInterface_remembers() throws Exception {
        Gen1ResellerApi api = Gen1.connect(program);
        Gen1DevicesRequest request = new Gen1DevicesRequest();
        request.setTransactionId("PO-7");
        request.setResellerId("4680000925");
        request.setCustomerId("1200000321");
        request.setDevices(new Gen1Devices(Gen1Devices.IMEI, List.of("351800000000701")));
        api.upload(request).execute();
        program.completeAll();

        assertThat(api.status("4680000925", "PO-7").execute().body().getTransactions())
                .singleElement()
                .satisfies(transaction -> assertThat(transaction.getDevices())
                        .extracting(Gen1Device::getImei)
                        .containsExactly("351800000000701"));
    }

    /** A program with a ledger of its own keeps it. */
    @Test
    void programThatRemembersWrites_isUsedAsItIs() {
        DeploymentProgram remembering = LedgerProgram.of(program, InMemoryLedger.create());
        Gen1Handler first = Gen1Handler.of(remembering);
        Gen1Handler second = Gen1Handler.of(remembering);

        put(first, UPLOAD);
        put(second, UPLOAD);

        assertThat(uploads()).hasSize(1);
    }

    @Test
    void handlers_doNotShareTheirMemory() {
        put(Gen1Handler.of(program), UPLOAD);
        put(Gen1Handler.of(program), UPLOAD);

        assertThat(uploads()).hasSize(2);
    }

    /** What little the service says of it would look as if all devices were done. */
    @Test
    @ExpectedLog(
            "status PO-7 got an answer that cannot be understood: its devices are no longer remembered here, and the service names the failed ones only \\[HTTP 200\\]")
    void uploadThatHasLeftTheMemory_isReportedAsUnknown() {
        Gen1Handler handler = Gen1Handler.builder().anyKey(program).memory(0).build();
        assertThat(put(handler, UPLOAD).status()).isEqualTo(200);
        program.completeAll();

        Gen1Response response = status(handler, "PO-7");

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.body().utf8())
                .startsWith(
                        "{\"transactionId\":\"PO-7\",\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\",\"data\":\"")
                .contains("its devices are no longer remembered here");
    }

    @Test
    void negativeMemory_isRefused() {
        Gen1Handler.Builder builder = Gen1Handler.builder();

        assertThatThrownBy(() -> builder.memory(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the memory must be 0 bytes or more, not -1");
    }
}
