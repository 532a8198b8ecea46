package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Corrections of the wire in a configuration, against a service that speaks another language than the assumed one. */
@ExpectedLog("the service is otherwise than assumed \\(error-names\\): .*")
class WireConfigTest {
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
        answers.put("POST /tokens/oauth", "200 {\"access_token\":\"t\",\"expires_in\":599,\"token_type\":\"Bearer\"}");
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    /** Answers by method and path what the test wrote down: a status, a blank, a body. */
    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String line =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery();
        requests.add(line + (query == null ? "" : "?" + query) + (body.isEmpty() ? "" : " " + body));
        String answer = answers.getOrDefault(line, "404 {\"code\":1}");
        byte[] bytes = answer.substring(4).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static GatewayConfig config(String base, String wire) {
        return GatewayConfig.parse(text(base, wire), "test");
    }

    private static String text(String base, String wire) {
        return """
                gateway { listen = "127.0.0.1:0", admin { listen = off }, ledger { file = off }, tokensAtStart = false }
                wire { %s }
                resellers = [{
                  resellerId = "4680000925"
                  gen1Key = "sim-gen1-key"
                  gen2 { baseUrl = "%s", auth { scheme = oauth2, clientId = sim-client, clientSecret = sim-secret } }
                }]
                """.formatted(wire, base);
    }

    private Gateway gateway(String wire) {
        String base = "http://127.0.0.1:" + service.getAddress().getPort() + "/rp";
        return Gateway.start(config(base, "gen2 { oauthPath = /tokens/oauth }, " + wire));
    }

    private HttpResponse<String> send(Gateway gateway, String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(gateway.url() + path))
                        .header("X-WSM-API-TOKEN", "sim-gen1-key")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void upload_takesTheCorrectedPathsAndNames() throws Exception {
        answers.put("PUT /rp/devices/register", "200 {\"transactionId\":\"1\",\"state\":\"Progress\",\"code\":77}");
        try (Gateway gateway = gateway("""
                gen1 { uploadPaths = [/old/upload], typeNames { meid = Meid }, aliasServiceField = svc, aliasNameField = al }
                gen2 { uploadPath = devices/register, typeNames { meid = M }, aliasServiceField = s, aliasNameField = a }
                errors { SUCCESS { gen2 = 77 } }
                """)) {
            HttpResponse<String> response = send(gateway, "PUT", "/old/upload", """
                    {"transactionId":"1","resellerId":"4680000925","customerId":"1200000321","transactionType":"New",
                     "devices":{"type":"Meid","list":["A0000000000001"]},
                     "profileAliases":[{"svc":"KME","al":"default-profile"}]}""");

            assertThat(response.body())
                    .isEqualTo("{\"transactionId\":\"1\",\"state\":\"Progress\",\"code\":2000000,"
                            + "\"message\":\"SUCCESS\"}");
            assertThat(requests)
                    .containsExactly(
                            "POST /tokens/oauth grant_type=client_credentials&client_id=sim-client"
                                    + "&client_secret=sim-secret&scope=kdp",
                            "PUT /rp/devices/register {\"transactionId\":\"1\",\"resellerId\":\"4680000925\","
                                    + "\"customerId\":\"1200000321\",\"type\":\"M\",\"devices\":[\"A0000000000001\"],"
                                    + "\"profileAliases\":[{\"s\":\"KME\",\"a\":\"default-profile\"}]}");
            assertThat(send(gateway, "PUT", "/bulkenroll/v1/reseller/devices", "{}")
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scheme = oauth2                              | &scope=kdp",
                "scheme = oauth2, scope = \"kdp.devices:view\" | &scope=kdp.devices%3Aview",
                "scheme = oauth2, scope = \"\"                | ''",
            })
    @ExpectedLog("devices page 0: the service sent code 1 , which the error catalogue does not know; 1 in this answer")
    void scope_isThatOfTheWholeProgramUnlessSet(String scheme, String field) throws Exception {
        String base = "http://127.0.0.1:" + service.getAddress().getPort() + "/rp";
        String text = text(base, "gen2 { oauthPath = /tokens/oauth }").replace("scheme = oauth2", scheme);
        try (Gateway gateway = Gateway.start(GatewayConfig.parse(text, "test"))) {
            send(gateway, "GET", "/bulkenroll/v1/reseller/devices?resellerId=4680000925", "");

            assertThat(requests)
                    .first()
                    .isEqualTo("POST /tokens/oauth grant_type=client_credentials&client_id=sim-client"
                            + "&client_secret=sim-secret" + field);
        }
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(device-fields\\): .*")
    void status_takesTheCorrectedFields() throws Exception {
        answers.put(
                "GET /rp/state",
                "200 {\"transactionId\":\"1\",\"state\":\"Complete\",\"type\":\"Put\","
                        + "\"devices\":[{\"meidHex\":\"A0000000000001\",\"code\":555}]}");
        try (Gateway gateway = gateway("""
                gen1 { statusPaths = /old/state, deviceFields { meid = MEID } }
                gen2 {
                  statusPath = state, deviceFields { meid = meidHex }
                  lists { names { resellerParameter = rid, vendorParameter = vid } }
                }
                errors { DEVICE_INVALID { gen1 = 666, gen2 = 555 } }
                """)) {
            assertThat(send(gateway, "GET", "/old/state?resellerId=4680000925&vendorId=7850000063&transactionId=1", "")
                            .body())
                    .isEqualTo(
                            "{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":"
                                    + "[{\"transactionId\":\"1\",\"state\":\"Complete\",\"type\":\"Put\",\"devices\":"
                                    + "[{\"MEID\":\"A0000000000001\",\"code\":666,\"message\":\"RESOURCE_INVALID_PARAM\",\"data\":\"This device [A0000000000001] invalid\"}]}]}");
            assertThat(requests).last().isEqualTo("GET /rp/state?rid=4680000925&transactionId=1&vid=7850000063");
        }
    }

    @Test
    void refusal_takesTheCorrectedCodeAndStatus() throws Exception {
        answers.put("PUT /rp/devices/delete", "409 {\"code\":\"123\",\"message\":\"X\",\"data\":\"gone\"}");
        try (Gateway gateway = gateway("errors { CUSTOMER_NOT_FOUND { gen1 = 321, gen2 = 123, httpStatus = 410 } }")) {
            HttpResponse<String> response = send(gateway, "PUT", "/bulkenroll/v1/reseller/devices/delete", """
                    {"transactionId":"1","resellerId":"4680000925","customerId":"1200000321",
                     "devices":{"type":"IMEI","list":["351800000000702"]}}""");

            assertThat(response.statusCode()).isEqualTo(410);
            assertThat(response.body())
                    .isEqualTo(
                            "{\"transactionId\":\"1\",\"state\":\"Rejected\",\"code\":321,"
                                    + "\"message\":\"CUSTOMER_NOT_FOUND\",\"data\":\"customer not found. (customer id : [1200000321])\"}");
        }
    }

    @Test
    void lists_takeTheCorrectedPathsNamesAndPages() throws Exception {
        answers.put(
                "GET /rp/buyers",
                "200 {\"n\":1,\"buyers\":[{\"buyerId\":\"1200000321\",\"buyerName\":\"Example Logistics\"}]}");
        try (Gateway gateway = gateway("""
                gen1 { lists {
                  customersPaths = [/old/customers], pageSize = 7
                  names { customerName = buyer, pageParameter = page }
                } }
                gen2 { lists {
                  customersPath = buyers, firstPage = 1
                  names {
                    resellerParameter = rid, pageParameter = p, pageSizeParameter = ps, totalCount = n
                    customers = buyers, customerId = buyerId, customerName = buyerName
                  }
                } }
                """)) {
            String answer = send(gateway, "POST", "/old/customers", "{\"resellerId\":\"4680000925\",\"page\":0}")
                    .body();

            assertThat(requests).last().isEqualTo("GET /rp/buyers?rid=4680000925&p=1&ps=7");
            assertThat(answer)
                    .startsWith("{\"totalCount\":1,")
                    .contains("\"customers\":[{\"buyer\":\"Example Logistics\",\"customerId\":\"1200000321\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gen1 { uploadPaths = [upload] }          | gen1.uploadPaths: must be paths from the first slash on, such as /bulkenroll/…, not upload",
                "gen1 { uploadPaths = [] }                | gen1.uploadPaths: is empty",
                "gen1 { uploadPaths = [\"/a\"], deletePaths = [\"/a\"] } | gen1.deletePaths: /a is one of uploadPaths too",
                "gen1 { lists { devicesPaths = \"/bulkenroll/v1/reseller/devices/status\" } } | gen1.lists.devicesPaths: /bulkenroll/v1/reseller/devices/status is one of statusPaths too",
                "gen1 { lists { pageSize = 1001 } }       | gen1.lists.pageSize: is more than pageSizeLimit, 1000",
                "gen1 { typeNames { meid = SN } }         | gen1.typeNames.meid: SN is the name for serialNumber too",
                "gen1 { typeNames { tac = TAC } }         | gen1.typeNames.tac: there is no such setting; known here: imei, meid, serialNumber",
                "gen1 { aliasNameField = \"\" }           | gen1.aliasNameField: is empty",
                "gen2 { uploadPath = /devices/upload }    | gen2.uploadPath: must be a path below baseUrl, without a slash before it, not /devices/upload",
                "gen2 { statusPath = \"status?a=b\" }     | gen2.statusPath: must be a path below baseUrl, without a slash before it, not status?a=b",
                "gen2 { tokenPath = ams }                 | gen2.tokenPath: must be a path from the first slash on, such as /ams/v1/users/accesstoken, not ams",
                "gen2 { deviceFields { meid = imei } }    | gen2.deviceFields.meid: imei is the name for imei too",
                "gen2 { lists { firstPage = -1 } }        | gen2.lists.firstPage: must be at least 0",
                "gen2 { lists { pageSize = 0 } }          | gen2.lists.pageSize: must be at least 1",
                "errors { SUCCESS { gen1 = 1 } }          | errors.SUCCESS.gen1: there is no such setting; known here: gen2",
                "errors { DEVICE_INVALID { gen1 = x1 } }  | errors.DEVICE_INVALID.gen1: must be a number of 1 to 18 digits, not x1",
                "errors { DEVICE_INVALID { httpStatus = 200 } } | errors.DEVICE_INVALID.httpStatus: must be from 400 to 599, not 200",
                "errors { TRANSACTION_NOT_FOUND { gen2 = 1 } } | errors.TRANSACTION_NOT_FOUND.gen2: there is no such setting; known here: gen1, httpStatus",
                "gen1 { progressDevices = perhaps }       | gen1.progressDevices: must be true or false",
                "gen2 { deviceLimit = 0 }                 | gen2.deviceLimit: must be at least 1",
                "gen2 { statusLag = 0s }                  | gen2.statusLag: must be at least 1ms",
                "gen2 { lists { resellersPath = x } }     | gen2.lists.resellersPath: there is no such setting; known here: customersPath, devicesPath, firstPage, kmeProfilesPath, names, pageSize",
                "errors { RESOURCE_INVALID_PARAM { gen2 = 40000004 } } | errors.RESOURCE_INVALID_PARAM.gen2: 40000004 is the code of both RESOURCE_INVALID_PARAM and DEVICE_INVALID",
                "colour = red                             | colour: there is no such setting; known here: errors, gen1, gen2",
            })
    void mistake_isNamedByKey(String wire, String message) {
        assertThatThrownBy(() -> config("http://127.0.0.1/rp", wire))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("test: wire." + message);
    }

    /** Several conditions of generation 1 have one number already. */
    @Test
    void codeOfGeneration1_mayBeThatOfAnotherCondition() {
        GatewayConfig config = config("http://127.0.0.1/rp", "errors { DEVICE_DUPLICATE { gen1 = 4000000 } }");

        assertThat(config.profile().errors().code(Generation.GEN1, Condition.DEVICE_DUPLICATE))
                .isEqualTo("4000000");
    }

    @Test
    void fieldsOfIdentifiers_canBeSeveral() {
        Map<String, DeviceType> fields = gen2("deviceFields { imei = [imei, handset], byForm = [deviceId, device] }")
                .deviceFields();

        assertThat(fields)
                .containsEntry("imei", DeviceType.IMEI)
                .containsEntry("handset", DeviceType.IMEI)
                .containsEntry("serialNumber", DeviceType.SERIAL_NUMBER)
                .containsEntry("device", Gen2Profile.KIND_BY_FORM)
                .doesNotContainKey("mei");
    }

    @Test
    void whatIsNotPublished_isASetting() {
        assertThat(gen2("").deviceLimit()).isEmpty();
        assertThat(gen2("").statusLag()).isEqualTo(Duration.ofSeconds(60));
        assertThat(gen2("deviceLimit = 7").deviceLimit()).hasValue(7);
        assertThat(gen2("statusLag = 3m").statusLag()).isEqualTo(Duration.ofMinutes(3));
        assertThat(config("http://127.0.0.1/rp", "gen1 { progressDevices = true, lists { deviceDetails = false } }")
                        .profile())
                .matches(Gen1Profile::progressDevices)
                .matches(profile -> !profile.lists().deviceDetails());
    }

    private static Gen2Profile gen2(String settings) {
        GatewayConfig config = config("http://127.0.0.1/rp", "gen2 { " + settings + " }");
        return ((Gen2Account) config.accounts().get(0)).service().profile();
    }

    @Test
    void unknownCondition_isAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> config("http://127.0.0.1/rp", "errors { DEVICE_BROKEN { gen1 = 1 } }"))
                .hasMessageStartingWith("test: wire.errors.DEVICE_BROKEN: there is no such setting; known here:"
                        + " ACCESS_TOKEN_BAD_REQUEST, ACCESS_TOKEN_EXPIRED,")
                .hasMessageEndingWith(
                        ", TRANSACTION_ID_INVALID, TRANSACTION_NOT_FOUND, UNAUTHENTICATED," + " VENDOR_NOT_FOUND");
    }
}
