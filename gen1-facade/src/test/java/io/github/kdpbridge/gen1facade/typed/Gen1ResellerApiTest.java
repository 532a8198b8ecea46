package io.github.kdpbridge.gen1facade.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen1facade.FakeProgram;
import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** Each case on the service of generation 1 itself and, in process, on that of generation 2: the same answers. */
@SuppressWarnings("deprecation") // deprecated by design
class Gen1ResellerApiTest {
    private static final String RESELLER = "4680000925";
    private static final String CUSTOMER = "1200000321";
    private static final String VENDOR = "7850000063";
    private static final String IMEI = "351800000000701";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(SimulatorOptions.builder()
            .world(world())
            .processingTime(Duration.ZERO)
            .build());

    private Gen2Client program;

    private enum Way {
        SERVICE,
        IN_PROCESS
    }

    private static World world() {
        World.Details details =
                new World.Details("Example Logistics", "DE", Map.of("segment", "fleet", "customerTier", "gold"));
        World.Reseller standard = World.standard().resellers().get(0);
        return new World(
                World.Settings.standard(),
                List.of(new World.Reseller(
                        standard.resellerId(),
                        standard.gen1Key(),
                        standard.clientIdentifiers(),
                        standard.oauthClients(),
                        List.of(
                                new World.Customer(CUSTOMER, List.of(), details),
                                standard.customers().get(1)),
                        standard.vendors(),
                        standard.devices(),
                        standard.details())));
    }

    @AfterEach
    void close() {
        if (program != null) {
            program.close();
        }
    }

    private Gen2Client program(OkHttpClient http) {
        program = Gen2Client.builder(ResellerId.of(RESELLER))
                .baseUrl(KNOX.gen2BaseUrl().toString())
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .deviceCheck(DeviceCheck.none())
                .vendors(List.of(new Reseller(ResellerId.of(VENDOR), "Example Phone Shop")))
                .http(http)
                .build();
        return program;
    }

    private Gen1ResellerApi api(Way way) {
        return way == Way.SERVICE
                ? Gen1.connect(KNOX.url().toString(), "sim-gen1-key")
                : Gen1.connect(program(new OkHttpClient()));
    }

    private static Gen1DevicesRequest devices(String transaction, String type, String... identifiers) {
        Gen1DevicesRequest request = new Gen1DevicesRequest();
        request.setTransactionId(transaction);
        request.setResellerId(RESELLER);
        request.setCustomerId(CUSTOMER);
        request.setDevices(new Gen1Devices(type, List.of(identifiers)));
        return request;
    }

    private static <T> T success(Call<T> call) throws IOException {
        Response<T> response = call.execute();
        assertThat(Gen1.error(response)).isEmpty();
        assertThat(Gen1.isSuccess(response)).isTrue();
        return response.body();
    }

    private static Gen1Error refused(Call<?> call) throws IOException {
        Response<?> response = call.execute();
        assertThat(Gen1.isSuccess(response)).isFalse();
        return Gen1.error(response).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void upload_andDeletion_areCarriedOut(Way way) throws Exception {
        Gen1ResellerApi api = api(way);
        Gen1DevicesRequest upload = devices("PO-7", Gen1Devices.IMEI, IMEI);
        upload.setTransactionType(Gen1DevicesRequest.NEW);

        Gen1Receipt receipt = success(api.upload(upload));

        assertThat(receipt.getTransactionId()).isEqualTo("PO-7");
        assertThat(receipt.getState()).isEqualTo("Progress");
        assertThat(receipt.getCode()).isEqualTo("2000000");
        assertThat(receipt.getMessage()).isEqualTo("SUCCESS");
        assertThat(receipt.getData()).isNull();
        assertThat(KNOX.simulator().devices()).singleElement().satisfies(device -> {
            assertThat(device.id()).isEqualTo(IMEI);
            assertThat(device.customerId()).isEqualTo(CUSTOMER);
        });

        Gen1DevicesRequest deletion = devices("PO-7-back", Gen1Devices.IMEI, IMEI);
        deletion.setTransactionType(Gen1DevicesRequest.DELETE);
        success(api.delete(deletion));

        assertThat(KNOX.simulator().devices()).isEmpty();
        assertThat(success(api.status(RESELLER, "PO-7-back")).getTransactions())
                .singleElement()
                .satisfies(transaction -> assertThat(transaction.getType()).isEqualTo("Delete"));
    }

    @ParameterizedTest
    @EnumSource
    void deletionByUpload_isCarriedOut(Way way) throws Exception {
        Gen1ResellerApi api = api(way);
        success(api.upload(devices("PO-7", Gen1Devices.SERIAL_NUMBER, "R58N1234ABC")));
        Gen1DevicesRequest deletion = new Gen1DevicesRequest();
        deletion.setTransactionId("PO-7-back");
        deletion.setResellerId(RESELLER);
        deletion.setCustomerId(CUSTOMER);
        deletion.setRemoveTransactionId("PO-7");

        success(api.delete(deletion));

        assertThat(KNOX.simulator().devices()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void twoTierSale_isCarriedOutForTheVendor(Way way) throws Exception {
        Gen1ResellerApi api = api(way);
        Gen1DevicesRequest request = devices("PO-7", Gen1Devices.MEID, "A0000000000001");
        request.setVendorId(VENDOR);

        success(api.uploadV2(request));
        Gen1Status status = success(api.statusV2(RESELLER, "PO-7", VENDOR));
        Gen1DeviceList list = success(api.devices(RESELLER, CUSTOMER, VENDOR, 0, 10));
        request.setTransactionId("PO-7-back");
        success(api.deleteV2(request));

        assertThat(status.getTransactions())
                .singleElement()
                .satisfies(transaction -> assertThat(transaction.getDevices())
                        .extracting(Gen1Device::getMeid)
                        .containsExactly("A0000000000001"));
        assertThat(list.getDevices()).extracting(Gen1Device::getMeid).containsExactly("A0000000000001");
        assertThat(KNOX.simulator().devices()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void status_tellsOfEachDevice(Way way) throws Exception {
        Gen1ResellerApi api = api(way);
        success(api.upload(devices("PO-6", Gen1Devices.IMEI, IMEI)));
        success(api.upload(devices("PO-7", Gen1Devices.IMEI, "351800000000719", IMEI)));

        Gen1Status status = success(api.status(RESELLER, "PO-7"));

        assertThat(status.getTotalCount()).isEqualTo(1);
        assertThat(status.getTotalPage()).isEqualTo(1);
        assertThat(status.getPageNum()).isZero();
        Gen1Transaction transaction = status.getTransactions().get(0);
        assertThat(transaction.getTransactionId()).isEqualTo("PO-7");
        assertThat(transaction.getState()).isEqualTo("Complete");
        assertThat(transaction.getType()).isEqualTo("Put");
        assertThat(transaction.getDevices())
                .extracting(Gen1Device::getImei, Gen1Device::isFailed, Gen1Device::getCode, Gen1Device::getMessage)
                .containsExactly(
                        tuple("351800000000719", false, null, null),
                        tuple(IMEI, true, "4092100", "RESELLER_DEVICE_ALREADY_EXISTS"));
        assertThat(success(api.status(RESELLER, "PO-7", null, 1, null)).getTransactions())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void transactions_areListedPageByPage(Way way) throws Exception {
        Gen1ResellerApi api = api(way);
        success(api.upload(devices("PO-6", Gen1Devices.IMEI, IMEI)));
        success(api.upload(devices("PO-7", Gen1Devices.IMEI, IMEI, "351800000000719")));

        Gen1Status all = success(api.transactions(RESELLER, null, null, null, null));
        Gen1Status second = success(api.transactions(RESELLER, CUSTOMER, null, 1, 1));

        assertThat(all.getTotalCount()).isEqualTo(2);
        assertThat(all.getTransactions())
                .extracting(
                        Gen1Transaction::getTransactionId,
                        Gen1Transaction::isFailed,
                        transaction -> transaction.getDevices().stream()
                                .map(Gen1Device::isFailed)
                                .toList())
                .containsExactlyInAnyOrder(
                        tuple("PO-6", false, List.of(false)), tuple("PO-7", false, List.of(true, false)));
        assertThat(second.getTotalCount()).isEqualTo(2);
        assertThat(second.getTotalPage()).isEqualTo(2);
        assertThat(second.getPageNum()).isEqualTo(1);
        assertThat(second.getTransactions()).hasSize(1);
    }

    /** The service does not tell it; its own answer shows the identifier alone (documented). */
    @Test
    void detailsOfListedDevices_areReadByName() throws Exception {
        Gen1ResellerApi api = api(Way.IN_PROCESS);
        success(api.upload(devices("PO-7", Gen1Devices.IMEI, IMEI)));

        assertThat(success(api.devices(RESELLER, null, null, null, null)).getDevices())
                .singleElement()
                .satisfies(device -> {
                    assertThat(device.getImei()).isEqualTo(IMEI);
                    assertThat(device.getId()).isNotEmpty();
                    assertThat(device.getCreateTime()).matches("[0-9]{13}");
                    assertThat(device.getCustomerId()).isEqualTo(CUSTOMER);
                    assertThat(device.getState()).isNotEmpty();
                    assertThat(device.isFailed()).isFalse();
                });
    }

    @ParameterizedTest
    @EnumSource
    void refusal_isReadAsAnError(Way way) throws Exception {
        Gen1ResellerApi api = api(way);
        Gen1DevicesRequest request = devices("PO-7", Gen1Devices.IMEI, IMEI);
        request.setCustomerId("1200009999");

        Gen1Error error = refused(api.upload(request));

        assertThat(error.getHttpStatus()).isEqualTo(404);
        assertThat(error.getTransactionId()).isEqualTo("PO-7");
        assertThat(error.getState()).isEqualTo("Rejected");
        assertThat(error.getCode()).isEqualTo("4042104");
        assertThat(error.getMessage()).isEqualTo("CUSTOMER_NOT_FOUND");
        assertThat(error.getData()).isNotEmpty();
        assertThat(error.isTemporary()).isFalse();
        assertThat(error).hasToString("Gen1Error[404 4042104 CUSTOMER_NOT_FOUND]");
    }

    @ParameterizedTest
    @EnumSource
    void missingFields_areNotSent(Way way) throws Exception {
        assertThat(refused(api(way).upload(new Gen1DevicesRequest())))
                .hasToString("Gen1Error[400 4002101 RESELLER_ID_MISSING]");
    }

    @ParameterizedTest
    @EnumSource
    void devices_areListedPageByPage(Way way) throws Exception {
        Gen1ResellerApi api = api(way);
        success(api.upload(devices("PO-7", Gen1Devices.IMEI, IMEI, "351800000000719", "351800000000727")));

        Gen1DeviceList second = success(api.devices(RESELLER, null, null, 1, 2));

        assertThat(second.getTotalCount()).isEqualTo(3);
        assertThat(second.getTotalPage()).isEqualTo(2);
        assertThat(second.getPageNum()).isEqualTo(1);
        assertThat(second.getDevices()).hasSize(1);
        assertThat(success(api.devices(RESELLER, "1200000322", null, null, null))
                        .getDevices())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void customers_areListedWithAllTheirDetails(Way way) throws Exception {
        Gen1ListRequest request = new Gen1ListRequest();
        request.setResellerId(RESELLER);
        request.setCustomerId(CUSTOMER);

        Gen1CustomerList list = success(api(way).customers(request));

        assertThat(list.getTotalCount()).isEqualTo(1);
        Gen1Customer customer = list.getCustomers().get(0);
        assertThat(customer.getCustomerId()).isEqualTo(CUSTOMER);
        assertThat(customer.getName()).isEqualTo("Example Logistics");
        assertThat(customer.getUnknownFields())
                .containsOnly(Map.entry("segment", "\"fleet\""), Map.entry("customerTier", "\"gold\""));
    }

    @ParameterizedTest
    @EnumSource
    void resellers_areListedPageByPage(Way way) throws Exception {
        Gen1ListRequest request = new Gen1ListRequest();
        request.setResellerId(RESELLER);
        request.setPageNum(1);
        request.setPageSize(1);

        Gen1ResellerList list = success(api(way).resellers(request));

        assertThat(list.getTotalCount()).isEqualTo(2);
        assertThat(list.getPageNum()).isEqualTo(1);
        Gen1Reseller reseller = list.getResellers().get(0);
        assertThat(reseller.getResellerId()).isEqualTo(VENDOR);
        assertThat(reseller.getName()).isEqualTo("Example Phone Shop");
        assertThat(reseller.getUnknownFields()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void enqueuedCall_isAnswered(Way way) {
        CompletableFuture<Response<Gen1Receipt>> outcome = new CompletableFuture<>();
        api(way).upload(devices("PO-7", Gen1Devices.IMEI, IMEI)).enqueue(new Callback<>() {
            @Override
            public void onResponse(Call<Gen1Receipt> call, Response<Gen1Receipt> response) {
                outcome.complete(response);
            }

            @Override
            public void onFailure(Call<Gen1Receipt> call, Throwable failure) {
                outcome.completeExceptionally(failure);
            }
        });

        assertThat(Gen1.isSuccess(outcome.join())).isTrue();
    }

    @Test
    void wrongKey_isAnErrorOfTheService() throws Exception {
        Gen1ResellerApi api = Gen1.connect(KNOX.url() + "/", "another-key");

        assertThat(refused(api.status(RESELLER, "PO-7"))).hasToString("Gen1Error[401 4010000 AUTHORIZATION_FAIL]");
    }

    @Test
    @ExpectedLog("status PO-7 got no answer: got no answer")
    void unreachableService_isTemporary() throws Exception {
        FakeProgram unreachable = new FakeProgram(RESELLER);
        unreachable.failure = new UnreachableException("status PO-7", "got no answer", null, false);

        Gen1Error error = refused(Gen1.connect(unreachable).status(RESELLER, "PO-7"));

        assertThat(error.getHttpStatus()).isEqualTo(503);
        assertThat(error.getState()).isNull();
        assertThat(error.isTemporary()).isTrue();
    }

    @Test
    void programOnTheSameHttpClient_reachesItsService() throws Exception {
        AtomicReference<Gen1CompatInterceptor> interceptor = new AtomicReference<>();
        OkHttpClient shared = new OkHttpClient.Builder()
                .addInterceptor(chain -> interceptor.get().intercept(chain))
                .build();
        interceptor.set(Gen1CompatInterceptor.on(program(shared)));
        Request status = new Request.Builder()
                .url("https://us-be-reseller.samsungKNOX.com/bulkenroll/v1/reseller/devices/status?resellerId="
                        + RESELLER + "&transactionId=PO-7")
                .header("X-WSM-API-TOKEN", "any")
                .build();

        try (okhttp3.Response response = shared.newCall(status).execute()) {
            assertThat(response.code()).isEqualTo(404);
        }

        assertThat(KNOX.simulator().requests())
                .extracting(RecordedRequest::path)
                .containsExactly("/ams/v1/oauth2/token", "/kcs/v1/rp/devices/status");
    }

    @Test
    void emptyKey_isRefused() {
        assertThatThrownBy(() -> Gen1.connect("https://kdp.internal", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key is empty");
    }
}
