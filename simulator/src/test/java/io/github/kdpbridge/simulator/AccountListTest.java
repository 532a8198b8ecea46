package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.world.World;
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

/** The list of customers in both generations, and that of resellers in generation 1. */
final class AccountListTest {
    private static final String OLD = "/bulkenroll/v1/reseller/";
    private static final String FRESH = "/kcs/v1/rp/customers/list";
    private static final World WORLD = new World(
            World.Settings.standard().withPageSizeLimit(50),
            List.of(
                    new World.Reseller(
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
                            new World.Details("Me", "DE", Map.of("tier", "gold"))),
                    new World.Reseller(
                            "2",
                            null,
                            List.of(),
                            List.of(),
                            List.of(new World.Customer("4", List.of())),
                            List.of(),
                            List.of(),
                            World.Details.none())));

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
            ''                       | 3 | 0 | 1,2,3
            customerId=2             | 1 | 0 | 2
            pageSize=2               | 3 | 0 | 1,2
            pageSize=2&pageNum=1     | 3 | 1 | 3
            customerId=&pageSize=&pageNum= | 3 | 0 | 1,2,3
            """)
    void customers_areInTheOrderOfTheWorld(String query, int totalCount, int pageNum, String numbers)
            throws IOException {
        HttpResponse<String> old = gen1.post(OLD + "customers", body("resellerId=4680000925&" + text(query)));
        HttpResponse<String> fresh = gen2.get(FRESH + "?resellerId=4680000925&" + text(query));

        assertThat(old.statusCode()).as(old.body()).isEqualTo(200);
        assertThat(fresh.body()).isEqualTo(old.body());
        assertPage(old, "customers", "customerId", totalCount, pageNum, text(numbers));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                       | 3 | 0 | 4680000925,8,7
            customerId=999           | 3 | 0 | 4680000925,8,7
            pageSize=2               | 3 | 0 | 4680000925,8
            pageSize=2&pageNum=1     | 3 | 1 | 7
            pageSize=50&pageNum=999999999 | 0 | 999999999 |
            """)
    void resellers_areTheAccountAndItsVendors(String query, int totalCount, int pageNum, String numbers)
            throws IOException {
        HttpResponse<String> answer = gen1.post(OLD + "resellers", body("resellerId=4680000925&" + text(query)));

        assertPage(answer, "resellers", "resellerId", totalCount, pageNum, text(numbers));
    }

    @Test
    void pageBeyondTheEnd_isEmptyForGen1_andAnErrorForGen2() throws IOException {
        assertThat(gen1.post(OLD + "customers", body("resellerId=4680000925&pageSize=2&pageNum=2"))
                        .body())
                .isEqualTo("{\"totalCount\":0,\"pageNum\":2,\"customers\":[]}");
        HttpResponse<String> fresh = gen2.get(FRESH + "?resellerId=4680000925&pageSize=2&pageNum=2");
        assertThat(fresh.statusCode()).isEqualTo(400);
        assertThat(Trees.object(fresh.body()))
                .containsEntry("code", 40000002.0)
                .containsEntry("data", "The requested page is not valid or is out of bounds.");
    }

    @Test
    void itemsAreANameAndANumber_andWhatElseTheWorldSays() throws IOException {
        assertThat(gen2.get(FRESH + "?resellerId=4680000925").body())
                .isEqualTo("{\"totalCount\":3,\"pageNum\":0,\"customers\":["
                        + "{\"name\":\"One\",\"customerId\":\"1\",\"state\":\"Blocked\",\"zone\":\"9\",\"area\":\"B\"},"
                        + "{\"customerId\":\"2\"},"
                        + "{\"name\":\"Three\",\"customerId\":\"3\"}]}");
        assertThat(gen1.post(OLD + "resellers", "{\"resellerId\":\"4680000925\"}")
                        .body())
                .isEqualTo("{\"totalCount\":3,\"pageNum\":0,\"resellers\":["
                        + "{\"name\":\"Me\",\"resellerId\":\"4680000925\",\"tier\":\"gold\"},"
                        + "{\"resellerId\":\"8\"},"
                        + "{\"resellerId\":\"7\",\"city\":\"Lyon\"}]}");
    }

    @ParameterizedTest
    @CsvSource({"/kcs/v1/rp/customers", "/kcs/v1/rp/resellers"})
    void gen2_hasNoSuchList(String path) throws IOException {
        assertThat(gen2.get(path + "?resellerId=4680000925").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                       | 400 4002101 | 400 40000000 | reseller id is missing | The specified request parameters are not valid. {resellerId}
            resellerId=1&pageNum=x              | 400 4000000 | 400 40000000 | pageNum must be a whole number from 0 | The specified request parameters are not valid. {pageNum}
            resellerId=1&pageSize=51            | 400 4000000 | 400 40000000 | pageSize must be a whole number from 1 to 50 | The specified request parameters are not valid. {pageSize}
            resellerId=1&customerId=x           | 403 4030000 | 400 40000010 | resellerId 1 is not the account of the caller | The specified reseller ID is not valid.
            resellerId=2&customerId=x           | 403 4030000 | 403 40300000 | resellerId 2 is not the account of the caller | The current user is unauthorized to use this service.
            resellerId=4680000925&customerId=1x | 404 4042104 | 404 40400002 | customer not found. (customer id : [1x]) | The specified customer does not exist.
            resellerId=4680000925&customerId=9  | 404 4042104 | 404 40400002 | customer not found. (customer id : [9]) | The specified customer does not exist.
            resellerId=4680000925&customerId=4  | 404 4040004 | 404 40400004 | The specified association does not exist. | The specified association does not exist.
            """)
    void wrongQuestion_isRefused(String query, String gen1Code, String gen2Code, String oldData, String data)
            throws IOException {
        HttpResponse<String> old = gen1.post(OLD + "customers", body(text(query)));
        HttpResponse<String> fresh = gen2.get(FRESH + "?" + text(query));

        assertThat(summary(old)).isEqualTo(gen1Code + " " + oldData);
        assertThat(Trees.object(old.body())).containsEntry("state", "Rejected").hasSize(4);
        assertThat(summary(fresh)).isEqualTo(gen2Code + " " + data);
        assertThat(Trees.object(fresh.body())).containsKey("errorId").hasSize(4);
    }

    @Test
    void resellersOfAnotherAccount_areRefused() throws IOException {
        assertThat(summary(gen1.post(OLD + "resellers", "{\"resellerId\":1}")))
                .isEqualTo("403 4030000 resellerId 1 is not the account of the caller");
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
                .isEqualTo("{\"code\":4010000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"Invalid Api Key\"}");
        assertThat(Caller.gen2(KNOX.simulator(), "nonsense").get(FRESH).statusCode())
                .isEqualTo(401);
        assertThat(gen1.get(OLD + "customers").statusCode()).isEqualTo(405);
        assertThat(gen2.post(FRESH, "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void requests_areRecorded() throws IOException {
        KNOX.simulator().clearRequests();
        gen1.post(OLD + "customers", "{}");
        gen1.post(OLD + "resellers", "{\"resellerId\":4680000925}");
        gen2.get(FRESH + "?resellerId=4680000925");

        assertThat(KNOX.simulator().requests())
                .containsExactly(
                        new RecordedRequest("gen1", "POST", OLD + "customers", null, 400, TestWorlds.START),
                        new RecordedRequest("gen1", "POST", OLD + "resellers", null, 200, TestWorlds.START),
                        new RecordedRequest("gen2", "GET", FRESH, "resellerId=4680000925", 200, TestWorlds.START));
    }

    private static void assertPage(
            HttpResponse<String> answer, String list, String field, int totalCount, int pageNum, String numbers)
            throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Map<String, Object> page = Trees.object(answer.body());
        assertThat(page)
                .containsEntry("totalCount", (double) totalCount)
                .containsEntry("pageNum", (double) pageNum)
                .hasSize(3);
        assertThat(String.join(
                        ",",
                        Trees.list(page, list).stream()
                                .map(it -> String.valueOf(it.get(field)))
                                .toList()))
                .isEqualTo(numbers);
    }

    private static String summary(HttpResponse<String> answer) throws IOException {
        Map<String, Object> error = Trees.object(answer.body());
        return answer.statusCode() + " " + ((Double) error.get("code")).intValue() + " " + error.get("data");
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

    /** Fields that no page names, not in the order of the alphabet. */
    private static Map<String, String> more() {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("state", "Blocked");
        more.put("zone", "9");
        more.put("area", "B");
        return more;
    }
}
