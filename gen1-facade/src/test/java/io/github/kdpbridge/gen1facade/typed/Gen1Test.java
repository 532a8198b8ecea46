package io.github.kdpbridge.gen1facade.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;
import retrofit2.Response;

/** What a scripted service sends, and what becomes of it. */
@SuppressWarnings("deprecation") // deprecated by design
class Gen1Test {
    private static final String KEY = "sim-gen1-key";

    private final MockWebServer server = new MockWebServer();
    private Gen1ResellerApi api;

    @BeforeEach
    void start() throws IOException {
        server.start();
        api = Gen1.connect(server.url("/knox").toString(), KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private Response<Gen1Receipt> upload() throws IOException {
        return api.upload(request()).execute();
    }

    private static Gen1DevicesRequest request() {
        Gen1DevicesRequest request = new Gen1DevicesRequest();
        request.setTransactionId("244303");
        request.setResellerId("4680000925");
        request.setCustomerId("1200000321");
        request.setTransactionType(Gen1DevicesRequest.NEW);
        request.setDevices(new Gen1Devices(Gen1Devices.IMEI, List.of("351800000000702")));
        return request;
    }

    @Test
    void upload_isSentAsDocumented() throws Exception {
        answer(200, "{\"transactionId\":\"244303\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}");

        upload();

        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getRequestLine()).isEqualTo("PUT /knox/bulkenroll/v1/reseller/devices HTTP/1.1");
        assertThat(sent.getHeaders().get("X-WSM-API-TOKEN")).isEqualTo(KEY);
        assertThat(sent.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(sent.getBody().utf8())
                .isEqualTo(
                        "{\"customerId\":\"1200000321\",\"devices\":{\"list\":[\"351800000000702\"],\"type\":\"IMEI\"},"
                                + "\"resellerId\":\"4680000925\",\"transactionId\":\"244303\",\"transactionType\":\"New\"}");
    }

    @Test
    void fieldsOfTheNewerApi_areSent() throws Exception {
        answer(200, "{}");
        Gen1DevicesRequest request = new Gen1DevicesRequest();
        request.setOrderNo("PO-7");
        request.setOrderTime(1_600_000_000L);
        request.setTargetService("KME");
        request.setProfileAliases(List.of(new Gen1ProfileAlias("KME", "kiosk")));

        api.upload(request).execute();

        assertThat(server.takeRequest().getBody().utf8())
                .isEqualTo("{\"orderNo\":\"PO-7\",\"orderTime\":1600000000,"
                        + "\"profileAliases\":[{\"profileAlias\":\"kiosk\",\"serviceId\":\"KME\"}],"
                        + "\"targetService\":\"KME\"}");
    }

    @Test
    void query_leavesOutWhatIsNull() throws Exception {
        answer(200, "{}");
        answer(200, "{}");

        api.status("4680000925", "a+b").execute();
        api.devices("4680000925", "1200000321", null, 2, 50).execute();

        assertThat(server.takeRequest().getRequestLine())
                .isEqualTo("GET /knox/bulkenroll/v1/reseller/devices/status?resellerId=4680000925&transactionId=a%2Bb"
                        + " HTTP/1.1");
        assertThat(server.takeRequest().getRequestLine())
                .isEqualTo("GET /knox/bulkenroll/v1/reseller/devices?resellerId=4680000925&customerId=1200000321"
                        + "&pageNum=2&pageSize=50 HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({"503, 0", "503, 5", "408, 0"})
    void answerThatAsksForAnotherAttempt_isGivenToTheCaller(int status, String retryAfter) throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", retryAfter)
                .build());
        answer(200, "{}");

        Response<Gen1Receipt> response = upload();

        assertThat(response.code()).isEqualTo(status);
        assertThat(response.headers().names()).containsExactlyInAnyOrder("Retry-After", "Content-Length");
        assertThat(response.headers().get("Retry-After")).isEqualTo(retryAfter);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void keptConnectionThatClosesAfterTheRequest_isNotUsedAgainForTheSameUpload() throws Exception {
        answer(200, "{}");
        upload();
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answer(200, "{}");

        assertThatThrownBy(this::upload).isInstanceOf(IOException.class);

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            server.enqueue(new MockResponse.Builder()
                    .code(307)
                    .addHeader("Location", other.url("/"))
                    .build());

            assertThat(Gen1.error(upload()).orElseThrow()).hasToString("Gen1Error[307 null null]");
            assertThat(other.getRequestCount()).isZero();
        }
    }

    @Test
    void settingsOfTheCallersClient_areKept() throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .header("User-Agent", "erp/1")
                        .build()))
                .build();
        answer(200, "{}");

        Gen1.connect(server.url("/").toString(), KEY, http)
                .upload(new Gen1DevicesRequest())
                .execute();

        assertThat(server.takeRequest().getHeaders().get("User-Agent")).isEqualTo("erp/1");
    }

    @Test
    void key_isInNothingThatACallerPrints() throws Exception {
        answer(401, "{}");
        Call<Gen1Receipt> call = api.upload(request());

        Response<Gen1Receipt> response = call.execute();

        assertThat(List.of(
                        api.toString(),
                        call.toString(),
                        call.request().toString(),
                        response.toString(),
                        response.raw().request().toString()))
                .noneMatch(text -> text.contains(KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim-gen1-key\n", "sim gen1", "schlüssel"})
    void keyThatNoHeaderCarries_isRefusedWithoutShowingIt(String key) {
        assertThatThrownBy(() -> Gen1.connect("https://kdp.internal", key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key has a space, a line break or another character that no key has");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://kdp.internal?a=b", "https://kdp.internal#a", "https://user:pass@kdp.internal"})
    void baseUrlWithMoreThanAPath_isRefused(String url) {
        assertThatThrownBy(() -> Gen1.connect(url, KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the base URL must have no query, fragment or user: https://kdp.internal/...");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"code\":2000000}                                   | ",
                "200 | {\"code\":\"2000000\"}                               | ",
                "201 | {\"code\":2000000}                                   | Gen1Error[201 2000000 null]",
                "200 | {\"code\":4092101,\"message\":\"DUPLICATE\"}         | Gen1Error[200 4092101 DUPLICATE]",
                "200 | {}                                                   | Gen1Error[200 null null]",
                "204 |                                                      | Gen1Error[204 null null]",
                "400 | {\"code\":4002101,\"message\":\"RESELLER_ID_MISSING\"} | Gen1Error[400 4002101 RESELLER_ID_MISSING]",
                "400 | {\"code\":\"KDP-17\",\"message\":{\"en\":\"no\"}}    | Gen1Error[400 KDP-17 {\"en\":\"no\"}]",
                "400 | {\"code\":40000044000000000001}                      | Gen1Error[400 40000044000000000001 null]",
                "409 | {\"code\":1,\"message\":\"351800000000702 exists\"} | Gen1Error[409 1 ***********0702 exists]",
                "502 | <html>Oops</html>                                    | Gen1Error[502 null null]",
                "500 | []                                                   | Gen1Error[500 null null]",
                "500 | null                                                 | Gen1Error[500 null null]",
                "500 | {\"code\":                                           | Gen1Error[500 null null]",
                "503 |                                                      | Gen1Error[503 null null]"
            })
    void answerToAnUpload_isJudgedAsOldClientsDo(int status, String body, String error) throws Exception {
        answer(status, body == null ? "" : body);

        Response<Gen1Receipt> response = upload();

        assertThat(Gen1.isSuccess(response)).isEqualTo(error == null);
        assertThat(Gen1.error(response).map(Gen1Error::toString).orElse(null)).isEqualTo(error);
    }

    @Test
    void errorBody_canBeReadAgain() throws Exception {
        answer(400, "{\"code\":1,\"data\":\"why\",\"errorId\":\"x1\"}");
        Response<Gen1Receipt> response = upload();

        Gen1Error error = Gen1.error(response).orElseThrow();

        assertThat(error.getData()).isEqualTo("why");
        assertThat(error.getUnknownFields()).containsExactly(Map.entry("errorId", "\"x1\""));
        assertThat(Gen1.error(response).orElseThrow().getData()).isEqualTo("why");
        assertThat(response.errorBody().string()).contains("\"why\"");
        assertThat(Gen1.error(response).orElseThrow()).hasToString("Gen1Error[400 null null]");
    }

    @Test
    void status_isReadLeniently() throws Exception {
        answer(200, """
                {"transactions":[{"devices":[{"imei":351800000000702,"code":"4092100","data":["a",1]},
                 {"wlanMac":1.50,"code":2000000}],"transactionId":244303,"orderNo":"PO-7"}],
                 "totalPage":null,"totalCount":"1","more":{"a":[1,{}]}}""");

        Gen1Status status = api.status("4680000925", "244303").execute().body();

        assertThat(status.getTotalCount()).isEqualTo(1);
        assertThat(status.getTotalPage()).isNull();
        assertThat(status.getUnknownFields()).containsExactly(Map.entry("more", "{\"a\":[1,{}]}"));
        Gen1Transaction transaction = status.getTransactions().get(0);
        assertThat(transaction.getTransactionId()).isEqualTo("244303");
        assertThat(transaction.getUnknownFields()).containsExactly(Map.entry("orderNo", "\"PO-7\""));
        Gen1Device failed = transaction.getDevices().get(0);
        assertThat(failed.getImei()).isEqualTo("351800000000702");
        assertThat(failed.getData()).isEqualTo("[\"a\",1]");
        assertThat(failed.isFailed()).isTrue();
        Gen1Device succeeded = transaction.getDevices().get(1);
        assertThat(succeeded.isFailed()).isFalse();
        assertThat(succeeded.getUnknownFields()).containsExactly(Map.entry("wlanMac", "1.50"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                         | $ is not an object",
                "null                                       | $ is not an object",
                "{\"totalCount\":351800000000702.5}         | $.totalCount is not a whole number",
                "{\"transactions\":{}}                      | $.transactions is not an array",
                "{\"transactions\":[{\"devices\":[\"351800000000702\"]}]} | $.transactions[0].devices[0] is not an object"
            })
    void answerOfAnotherShape_isAnIoExceptionThatQuotesNothing(String body, String complaint) {
        answer(200, body);

        assertThatThrownBy(() -> api.status("4680000925", "244303").execute())
                .isInstanceOf(IOException.class)
                .hasNoCause()
                .hasMessage("the answer is not one of generation 1: " + complaint);
    }

    @Test
    void pageOfAProxy_isAnIoException() {
        answer(200, "<html>Welcome</html>");

        assertThatThrownBy(this::upload).isInstanceOf(IOException.class);
    }

    @Test
    void texts_showNoDevice() throws Exception {
        answer(200, """
                {"pageNum":0,"totalCount":1,"transactions":[{"transactionId":"244303","state":"Complete","devices":[
                 {"imei":"351800000000702","code":4092100,"data":"351800000000702 exists"}]}]}""");
        Gen1Status status = api.status("4680000925", "244303").execute().body();
        Gen1ListRequest list = new Gen1ListRequest();
        list.setResellerId("4680000925");
        list.setPageNum(3);

        assertThat(List.of(
                        request(),
                        request().getDevices(),
                        status,
                        status.getTransactions().get(0),
                        status.getTransactions().get(0).getDevices().get(0),
                        new Gen1Device(),
                        list))
                .extracting(Object::toString)
                .containsExactly(
                        "Gen1DevicesRequest[244303, 1 device]",
                        "Gen1Devices[1 IMEI]",
                        "Gen1Status[page 0, 1 of 1]",
                        "Gen1Transaction[244303 Complete, 1 device]",
                        "Gen1Device[4092100]",
                        "Gen1Device[no code]",
                        "Gen1ListRequest[4680000925, page 3]");
    }
}
