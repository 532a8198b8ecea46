package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.world.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of KME profiles, which only generation 2 has. */
final class ProfileListTest {
    private static final String PATH = "/kcs/v1/rp/profilealias/kme";
    private static final World WORLD = new World(
            World.Settings.standard(),
            List.of(new World.Reseller(
                    Caller.RESELLER,
                    Caller.KEY,
                    List.of(),
                    List.of(new World.OAuthClient("sim-client", "sim-secret")),
                    List.of(
                            new World.Customer("1", List.of("stores", "drivers")),
                            new World.Customer("2", List.of("drivers")),
                            new World.Customer("3", List.of())),
                    List.of(),
                    List.of(),
                    World.Details.none())));

    @RegisterExtension
    static final KdpSimulator KNOX =
            KdpSimulator.create(TestWorlds.still().world(WORLD).build());

    @Test
    void profiles_areInTheOrderOfTheWorld_withIdsOfTheirOwn() throws IOException {
        List<Map<String, Object>> first = profiles("1");
        List<Map<String, Object>> second = profiles("2");

        assertThat(first).extracting(it -> it.get("profileAlias")).containsExactly("stores", "drivers");
        assertThat(second).extracting(it -> it.get("profileAlias")).containsExactly("drivers");
        assertThat(List.of(first.get(0), first.get(1), second.get(0)).stream()
                        .map(it -> String.valueOf(it.get("profileId")))
                        .collect(Collectors.toSet()))
                .hasSize(3)
                .allSatisfy(id -> assertThat(id).matches("[0-9a-f]{24}"));
        assertThat(profiles("1")).isEqualTo(first);
        assertThat(ask(Map.of("RESELLERID", Caller.RESELLER, "customerid", "3")).body())
                .isEqualTo("{\"totalCount\":0,\"profileAliases\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            customerId=1                       | 40000000 | 400 | The specified request parameters are not valid. {resellerId}
            resellerId=                        | 40000000 | 400 | The specified request parameters are not valid. {resellerId}
            resellerId=1                       | 40000000 | 400 | The specified request parameters are not valid. {customerId}
            resellerId=1&customerId=x          | 40000010 | 400 | The specified reseller ID is not valid.
            resellerId=4680000925&customerId=9 | 40400002 | 404 | The specified customer does not exist.
            """)
    void wrongHeaders_areRefused(String headers, int code, int status, String data) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : headers.split("&", -1)) {
            int equals = pair.indexOf('=');
            fields.put(pair.substring(0, equals), pair.substring(equals + 1));
        }

        HttpResponse<String> answer = ask(fields);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Trees.object(answer.body()))
                .containsEntry("code", (double) code)
                .containsEntry("data", data)
                .containsKey("errorId");
    }

    @ParameterizedTest
    @CsvSource({"resellerId", "customerId"})
    void parametersOfTheQuery_areNotHeaders(String missing) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("resellerId", Caller.RESELLER, "customerId", "1"));
        headers.remove(missing);

        HttpResponse<String> answer =
                Caller.gen2(KNOX.simulator()).get(PATH + "?resellerId=4680000925&customerId=1", headers);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Trees.object(answer.body()))
                .containsEntry("code", 40000000.0)
                .containsEntry("message", "RESOURCE_INVALID_PARAM")
                .containsEntry("data", "The specified request parameters are not valid. {" + missing + "}");
    }

    @Test
    void gen1_hasNoProfiles_andAWrongTokenIsRefusedFirst() throws IOException {
        assertThat(Caller.gen1(KNOX.simulator(), Caller.KEY)
                        .get("/bulkenroll/v1/reseller/profilealias/kme")
                        .statusCode())
                .isEqualTo(404);
        assertThat(Caller.gen1(KNOX.simulator(), Caller.KEY).get(PATH).statusCode())
                .isEqualTo(401);
    }

    @Test
    void requests_areRecorded() throws IOException {
        ask(Map.of("resellerId", Caller.RESELLER, "customerId", "1"));

        List<RecordedRequest> requests = KNOX.simulator().requests();
        assertThat(requests.get(requests.size() - 1))
                .isEqualTo(new RecordedRequest("gen2", "GET", PATH, null, 200, TestWorlds.START));
    }

    private static List<Map<String, Object>> profiles(String customer) throws IOException {
        HttpResponse<String> answer = ask(Map.of("resellerId", Caller.RESELLER, "customerId", customer));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Trees.list(Trees.object(answer.body()), "profileAliases");
    }

    private static HttpResponse<String> ask(Map<String, String> headers) throws IOException {
        return Caller.gen2(KNOX.simulator()).get(PATH, headers);
    }
}
