package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of customers and of resellers in both generations. */
final class AccountListTest {
    private static final String OLD = "/bulkenroll/v1/reseller/";
    private static final String FRESH = "/kcs/v1/rp/";
    private static final World WORLD = new World(
            World.Settings.standard().withPageSizeLimit(50),
            List.of(new World.Reseller(
                    Caller.RESELLER,
                    Caller.KEY,
                    List.of(),
                    List.of(new World.OAuthClient("sim-client", "sim-secret")),
                    List.of(
                            new World.Customer("1", List.of(), new World.Details("One", null, more())),
                            new World.Customer("2", List.of()),
                            new World.Customer("3", List.of(), World.Details.of("Three", "KR"))),
                    List.of(
                            new World.Vendor("8", World.Details.none()),
                            new World.Vendor("7", new World.Details(null, "FR", Map.of("city", "Lyon")))),
                    List.of(),
                    new World.Details("Me", "DE", Map.of("tier", "gold")))));

    @RegisterExtension
    static final KdpSimulator KNOX =
            KdpSimulator.create(TestWorlds.still().world(WORLD).build());

    private Caller gen1;
    private Caller gen2;

    @BeforeEach
    void callers(Simulator simulator) throws IOException {
        gen1 = Caller.gen1(simulator, Caller.KEY);
        gen2 = Caller.gen2(simulator);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            customers |                          | 3 | 0 | 1,2,3
            customers | customerId=2             | 1 | 0 | 2
            customers | customerId=2&pageNum=1   | 1 | 1 |
            customers | pageSize=2               | 3 | 0 | 1,2
            customers | pageSize=2&pageNum=1     | 3 | 1 | 3
            customers | pageSize=2&pageNum=2     | 3 | 2 |
            customers | customerId=&pageSize=&pageNum= | 3 | 0 | 1,2,3
            resellers |                          | 3 | 0 | 4680000925,8,7
            resellers | customerId=999           | 3 | 0 | 4680000925,8,7
            resellers | pageSize=2               | 3 | 0 | 4680000925,8
            resellers | pageSize=2&pageNum=1     | 3 | 1 | 7
            resellers | pageSize=50&pageNum=999999999 | 3 | 999999999 |
            """)
    void pages_areInTheOrderOfTheWorld(String list, String query, int totalCount, int pageNum, String numbers)
            throws IOException {
        HttpResponse<String> old = gen1.post(OLD + list, body("resellerId=4680000925&" + text(query)));
        HttpResponse<String> fresh = gen2.get(FRESH + list + "?resellerId=4680000925&" + text(query));

        assertThat(old.statusCode()).as(old.body()).isEqualTo(200);
        assertThat(fresh.body()).isEqualTo(old.body());
        Map<String, Object> page = Trees.object(old.body());
        assertThat(page)
                .containsEntry("totalCount", (double) totalCount)
                .containsEntry("pageNum", (double) pageNum)
                .hasSize(3);
        String field = list.equals("customers") ? "customerId" : "resellerId";
        assertThat(String.join(
                        ",",
                        Trees.list(page, list).stream()
                                .map(it -> String.valueOf(it.get(field)))
                                .toList()))
                .isEqualTo(text(numbers));
    }

    @Test
    void whatTheWorldKnows_isPassedOn() throws IOException {
        assertThat(gen2.get(FRESH + "customers?resellerId=4680000925").body())
                .isEqualTo(
                        "{\"totalCount\":3,\"pageNum\":0,\"customers\":["
                                + "{\"customerId\":\"1\",\"customerName\":\"One\",\"state\":\"Blocked\",\"zone\":\"9\",\"area\":\"B\"},"
                                + "{\"customerId\":\"2\",\"state\":\"Active\"},"
                                + "{\"customerId\":\"3\",\"customerName\":\"Three\",\"country\":\"KR\",\"state\":\"Active\"}]}");
        assertThat(gen2.get(FRESH + "resellers?resellerId=4680000925").body())
                .isEqualTo("{\"totalCount\":3,\"pageNum\":0,\"resellers\":["
                        + "{\"resellerId\":\"4680000925\",\"resellerName\":\"Me\",\"country\":\"DE\",\"tier\":\"gold\"},"
                        + "{\"resellerId\":\"8\"},"
                        + "{\"resellerId\":\"7\",\"country\":\"FR\",\"city\":\"Lyon\"}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            customers |                                     | 4002101 | 40000000 | 400 | resellerId is missing
            resellers | resellerId=&pageNum=x               | 4002101 | 40000000 | 400 | resellerId is missing
            customers | resellerId=1&pageNum=x              | 4000000 | 40000000 | 400 | pageNum must be a whole number from 0
            resellers | resellerId=1&pageSize=51            | 4000000 | 40000000 | 400 | pageSize must be a whole number from 1 to 50
            customers | resellerId=1&customerId=x           | 4030000 | 40300000 | 403 | resellerId 1 is not the account of the caller
            resellers | resellerId=1                        | 4030000 | 40300000 | 403 | resellerId 1 is not the account of the caller
            customers | resellerId=4680000925&customerId=1x | 4002104 | 40000011 | 400 | customerId must be digits, not 1x
            customers | resellerId=4680000925&customerId=9  | 4042104 | 40400004 | 404 | customerId 9 is not a customer of resellerId 4680000925
            """)
    void wrongQuestion_isRefusedAlike(String list, String query, int gen1Code, int gen2Code, int status, String data)
            throws IOException {
        HttpResponse<String> old = gen1.post(OLD + list, body(text(query)));
        HttpResponse<String> fresh = gen2.get(FRESH + list + "?" + text(query));

        assertThat(old.statusCode()).as(old.body()).isEqualTo(status);
        assertThat(Trees.object(old.body()))
                .containsEntry("state", "Rejected")
                .containsEntry("code", (double) gen1Code)
                .containsEntry("data", data);
        assertThat(fresh.statusCode()).as(fresh.body()).isEqualTo(status);
        assertThat(Trees.object(fresh.body()))
                .containsEntry("code", (double) gen2Code)
                .containsEntry("data", data)
                .containsKey("errorId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''                                        | the body is not valid JSON: it is empty
            {"resellerId":{},"customerId":[]}         | resellerId must be a string
            {"resellerId":1,"customerId":[]}          | customerId must be a string
            {"resellerId":1,"vendorId":true}          | vendorId must be a string
            {"resellerId":1,"pageNum":{}}             | pageNum must be a whole number from 0
            {"resellerId":1,"pageNum":0.5}            | pageNum must be a whole number from 0
            {"resellerId":1,"pageSize":[]}            | pageSize must be a whole number from 1 to 50
            """)
    void gen1BodyThatCannotBeRead_isExplained(String body, String data) throws IOException {
        HttpResponse<String> answer = gen1.post(OLD + "customers", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Trees.text(answer.body(), "data")).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resellerId\":4680000925,\"pageNum\":1,\"pageSize\":2}",
                "{\"resellerId\":\"4680000925\",\"pageNum\":\"1\",\"pageSize\":\"2\",\"customerId\":null}"
            })
    void gen1Numbers_mayBeStrings(String body) throws IOException {
        assertThat(Trees.object(gen1.post(OLD + "customers", body).body()))
                .containsEntry("totalCount", 3.0)
                .containsEntry("pageNum", 1.0);
    }

    @Test
    void wrongCredentialsAndMethods_areRefusedFirst() throws IOException {
        assertThat(Caller.gen1(KNOX.simulator(), "nonsense")
                        .post(OLD + "customers", "{\"transactionId\":\"7\"}")
                        .body())
                .isEqualTo("{\"transactionId\":\"7\",\"state\":\"Rejected\",\"code\":4012250,"
                        + "\"message\":\"ACCESS_TOKEN_BAD_REQUEST\",\"data\":\"X-WSM-API-TOKEN is not known\"}");
        assertThat(Caller.gen2(KNOX.simulator(), "nonsense")
                        .get(FRESH + "resellers")
                        .statusCode())
                .isEqualTo(401);
        assertThat(gen1.get(OLD + "customers").statusCode()).isEqualTo(405);
        assertThat(gen2.post(FRESH + "resellers", "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void requests_areRecorded() throws IOException {
        KNOX.simulator().clearRequests();
        gen1.post(OLD + "customers", "{}");
        gen1.post(OLD + "resellers", "{\"resellerId\":4680000925}");
        gen2.get(FRESH + "customers/list?resellerId=4680000925");
        gen2.get(FRESH + "resellers");

        assertThat(KNOX.simulator().requests())
                .containsExactly(
                        new RecordedRequest("gen1", "POST", OLD + "customers", null, 400, TestWorlds.START),
                        new RecordedRequest("gen1", "POST", OLD + "resellers", null, 200, TestWorlds.START),
                        new RecordedRequest(
                                "gen2",
                                "GET",
                                FRESH + "customers/list",
                                "resellerId=4680000925",
                                200,
                                TestWorlds.START),
                        new RecordedRequest("gen2", "GET", FRESH + "resellers", null, 400, TestWorlds.START));
    }

    /** A query's parameters as a JSON object of strings. */
    private static String body(String query) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return "{"
                + String.join(
                        ",",
                        fields.entrySet().stream()
                                .map(it -> "\"" + it.getKey() + "\":\"" + it.getValue() + "\"")
                                .toList())
                + "}";
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    /** One field that the service has itself, and two that nobody knows, not in the order of the alphabet. */
    private static Map<String, String> more() {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("state", "Blocked");
        more.put("zone", "9");
        more.put("area", "B");
        return more;
    }
}
