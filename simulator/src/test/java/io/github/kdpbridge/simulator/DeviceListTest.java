package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of devices in both generations. */
@Tag("one-jdk")
final class DeviceListTest {
    private static final String OLD = "/bulkenroll/v1/reseller/devices?";
    private static final String FRESH = "/kcs/v1/rp/devices?";
    private static final String MINE = "resellerId=" + Caller.RESELLER;

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.still().build());

    private Caller gen1;
    private Caller gen2;

    @BeforeEach
    void callers(Simulator simulator) throws IOException {
        gen1 = Caller.gen1(simulator, Caller.KEY);
        gen2 = Caller.gen2(simulator);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''                                     | 400 4002101 | 400 40000000 | reseller id is missing | The specified request parameters are not valid. {resellerId}
            resellerId=&pageNum=x                  | 400 4002101 | 400 40000000 | reseller id is missing | The specified request parameters are not valid. {resellerId}
            resellerId=4680000926&pageNum=x        | 400 4000000 | 400 40000000 | pageNum must be a whole number from 0 | The specified request parameters are not valid. {pageNum}
            resellerId=4680000926&pageNum=-1       | 400 4000000 | 400 40000000 | pageNum must be a whole number from 0 | The specified request parameters are not valid. {pageNum}
            resellerId=4680000926&pageNum=1.0      | 400 4000000 | 400 40000000 | pageNum must be a whole number from 0 | The specified request parameters are not valid. {pageNum}
            resellerId=4680000926&pageNum=9999999999 | 400 4000000 | 400 40000000 | pageNum must be a whole number from 0 | The specified request parameters are not valid. {pageNum}
            resellerId=4680000926&pageSize=x       | 400 4000000 | 400 40000000 | pageSize must be a whole number from 1 to 1000 | The specified request parameters are not valid. {pageSize}
            resellerId=4680000926&pageSize=0       | 400 4000000 | 400 40000000 | pageSize must be a whole number from 1 to 1000 | The specified request parameters are not valid. {pageSize}
            resellerId=4680000926&pageSize=1001    | 400 4000000 | 400 40000000 | pageSize must be a whole number from 1 to 1000 | The specified request parameters are not valid. {pageSize}
            resellerId=4680000926&customerId=x     | 403 4030000 | 403 40300000 | resellerId 4680000926 is not the account of the caller | The current user is unauthorized to use this service.
            resellerId=9                           | 403 4030000 | 404 40400001 | resellerId 9 is not the account of the caller | The specified reseller does not exist.
            resellerId=4680000925&customerId=12x   | 404 4042104 | 404 40400002 | customer not found. (customer id : [12x]) | The specified customer does not exist.
            resellerId=4680000925&customerId=1200000323&vendorId=1 | 404 4040004 | 404 40400004 | The specified association does not exist. | The specified association does not exist.
            resellerId=4680000925&vendorId=1       | 404 4040003 | 404 40400003 | The specified vendor does not exist. | The specified vendor does not exist.
            """)
    void wrongQuery_isRefused(String query, String gen1Code, String gen2Code, String oldData, String data)
            throws IOException {
        HttpResponse<String> old = gen1.get(OLD + query);
        HttpResponse<String> fresh = gen2.get(FRESH + query);

        assertThat(summary(old)).isEqualTo(gen1Code + " " + oldData);
        assertThat(Trees.object(old.body())).containsEntry("state", "Rejected");
        assertThat(summary(fresh)).isEqualTo(gen2Code + " " + data);
        assertThat(Trees.object(fresh.body())).containsKey("errorId").hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                     | 0 | 100 | 1 | 1,2,3,4,5
            pageNum=&pageSize=     | 0 | 100 | 1 | 1,2,3,4,5
            pageSize=1000          | 0 | 1000 | 1 | 1,2,3,4,5
            pageSize=5             | 0 | 5   | 1 | 1,2,3,4,5
            pageSize=2             | 0 | 2   | 3 | 1,2
            pageSize=2&pageNum=1   | 1 | 2   | 3 | 3,4
            pageSize=2&pageNum=2   | 2 | 2   | 3 | 5
            """)
    void pages_areInTheOrderOfRegistration(String query, int pageNum, int pageSize, int totalPages, String expected)
            throws IOException {
        seed(Caller.CUSTOMER, "1", "2", "3", "4", "5");

        Map<String, Object> old =
                Trees.object(gen1.get(OLD + MINE + "&" + query).body());
        Map<String, Object> fresh =
                Trees.object(gen2.get(FRESH + MINE + "&" + query).body());

        List<String> imeis = imeis(expected.split(","));
        assertThat(old)
                .containsEntry("totalCount", 5.0)
                .containsEntry("totalPage", (double) totalPages)
                .containsEntry("pageNum", (double) pageNum);
        assertThat(texts(Trees.list(old, "devices"), "imei")).isEqualTo(imeis);
        assertThat(fresh)
                .containsEntry("totalCount", 5.0)
                .containsEntry("totalPages", (double) totalPages)
                .containsEntry("pageNum", (double) pageNum)
                .containsEntry("pageSize", (double) pageSize)
                .containsEntry("size", (double) imeis.size());
        assertThat(texts(Trees.list(fresh, "devices"), "mei")).isEqualTo(imeis);
    }

    @ParameterizedTest
    @CsvSource({"pageSize=2&pageNum=3, 3", "pageNum=999999999&pageSize=1000, 999999999"})
    void pageBeyondTheEnd_isEmptyForGen1_andAnErrorForGen2(String query, int pageNum) throws IOException {
        seed(Caller.CUSTOMER, "1", "2", "3", "4", "5", "6");

        assertThat(gen1.get(OLD + MINE + "&" + query).body())
                .isEqualTo("{\"totalCount\":0,\"totalPage\":0,\"pageNum\":" + pageNum + ",\"devices\":[]}");
        assertThat(summary(gen2.get(FRESH + MINE + "&" + query)))
                .isEqualTo("400 40000002 The requested page is not valid or is out of bounds.");
    }

    @Test
    void noDevices_areNoPages() throws IOException {
        assertThat(gen1.get(OLD + MINE).body())
                .isEqualTo("{\"totalCount\":0,\"totalPage\":0,\"pageNum\":0,\"devices\":[]}");
        assertThat(gen2.get(FRESH + MINE).body())
                .isEqualTo("{\"code\":\"2000000\",\"message\":\"SUCCESS\",\"pageNum\":0,\"pageSize\":100,"
                        + "\"totalCount\":0,\"totalPages\":0,\"size\":0,\"devices\":[]}");
    }

    @Test
    void customerAndVendor_narrowTheList_andOthersDevicesAreNeverInIt() throws IOException {
        KNOX.simulator().seed("4680000926", "1200000323", DeviceType.IMEI, imeis("9").stream());
        seed(Caller.CUSTOMER, "1");
        seed("1200000322", "2");
        gen2.put(
                "/kcs/v1/rp/devices/upload",
                Draft.of("t", imeis("3").get(0))
                        .with("vendorId", "\"7850000063\"")
                        .gen2());

        assertThat(listed("")).isEqualTo(imeis("1", "2", "3"));
        assertThat(listed("&customerId=&vendorId=")).isEqualTo(imeis("1", "2", "3"));
        assertThat(listed("&customerId=1200000321")).isEqualTo(imeis("1", "3"));
        assertThat(listed("&customerId=1200000322")).isEqualTo(imeis("2"));
        assertThat(listed("&vendorId=7850000063")).isEqualTo(imeis("3"));
        assertThat(listed("&customerId=1200000322&vendorId=7850000063")).isEmpty();
    }

    @Test
    void list_followsUploadsAndDeletes() throws IOException {
        seed(Caller.CUSTOMER, "1", "2", "3");
        assertThat(listed("")).isEqualTo(imeis("1", "2", "3"));
        assertThat(listed("&customerId=1200000322")).isEmpty();

        gen1.put(
                "/bulkenroll/v1/reseller/devices",
                Draft.of("a", imeis("4").get(0)).gen1());
        assertThat(listed("")).isEqualTo(imeis("1", "2", "3", "4"));
        assertThat(listed("&customerId=1200000322")).isEmpty();

        gen1.put(
                "/bulkenroll/v1/reseller/devices/delete",
                Draft.of("b", imeis("2").get(0)).gen1());
        assertThat(listed("")).isEqualTo(imeis("1", "3", "4"));

        gen1.put(
                "/bulkenroll/v1/reseller/devices",
                Draft.of("c", imeis("2").get(0)).gen1());
        assertThat(listed("")).isEqualTo(imeis("1", "3", "4", "2"));

        KNOX.simulator().reset();
        callers(KNOX.simulator());
        assertThat(listed("")).isEmpty();
    }

    @Test
    void gen1Identifier_isUnderTheNameOfItsType() throws IOException {
        KNOX.simulator().seed(Caller.RESELLER, Caller.CUSTOMER, DeviceType.MEID, Stream.of("A10000000000AF"));
        KNOX.simulator().seed(Caller.RESELLER, Caller.CUSTOMER, DeviceType.SN, Stream.of("R58M1234567"));

        assertThat(gen1.get(OLD + MINE).body())
                .endsWith("\"devices\":[{\"meid\":\"A10000000000AF\"},{\"serialNumber\":\"R58M1234567\"}]}");
    }

    @Test
    void gen2Device_hasAnIdOfItsOwn_andTheStateOfItsUpload() throws IOException {
        seed(Caller.CUSTOMER, "1", "2");
        KNOX.simulator().advanceClock(Duration.ofSeconds(1));
        gen2.put("/kcs/v1/rp/devices/upload", Draft.of("t", imeis("3").get(0)).gen2());

        List<Map<String, Object>> before =
                Trees.list(Trees.object(gen2.get(FRESH + MINE).body()), "devices");
        KNOX.simulator().advanceClock(Duration.ofMillis(200));
        List<Map<String, Object>> after =
                Trees.list(Trees.object(gen2.get(FRESH + MINE).body()), "devices");

        assertThat(before).extracting(it -> it.get("state")).containsExactly("Verified", "Verified", "Pending");
        assertThat(after).extracting(it -> it.get("state")).containsExactly("Verified", "Verified", "Verified");
        assertThat(Set.copyOf(texts(before, "id")))
                .hasSize(3)
                .allSatisfy(id -> assertThat(id).matches("[0-9a-f]{24}"));
        assertThat(texts(after, "id")).isEqualTo(texts(before, "id"));
        assertThat(texts(after, "uploadId"))
                .allSatisfy(it -> assertThat(it).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
        assertThat(texts(after, "uploadId").get(1))
                .isEqualTo(texts(after, "uploadId").get(0))
                .isNotEqualTo(texts(after, "uploadId").get(2));
        assertThat(texts(after, "customerName")).containsOnly("Example Logistics");
        assertThat(after.get(0).keySet())
                .containsExactly(
                        "id",
                        "createTime",
                        "mei",
                        "customerName",
                        "customerId",
                        "serialNumber",
                        "meid",
                        "model",
                        "state",
                        "uploadId");
        double start = TestWorlds.START.toEpochMilli();
        assertThat(after).extracting(it -> it.get("createTime")).containsExactly(start, start, start + 1000);
    }

    @Test
    void requests_areRecorded() throws IOException {
        KNOX.simulator().clearRequests();
        gen1.get(OLD + MINE);
        gen2.get(FRESH + "pageSize=0");

        assertThat(KNOX.simulator().requests())
                .containsExactly(
                        new RecordedRequest(
                                "gen1", "GET", "/bulkenroll/v1/reseller/devices", MINE, 200, TestWorlds.START),
                        new RecordedRequest("gen2", "GET", "/kcs/v1/rp/devices", "pageSize=0", 400, TestWorlds.START));
    }

    @Test
    void hundredThousandDevices_areEachOnOnePage() throws IOException {
        List<String> ids =
                IntStream.range(0, 100_000).mapToObj("35%013d"::formatted).toList();
        KNOX.simulator().seed(Caller.RESELLER, Caller.CUSTOMER, DeviceType.IMEI, ids.stream());

        List<String> listed = new ArrayList<>();
        for (int pageNum = 0; pageNum < 100; pageNum++) {
            listed.addAll(imeis(Trees.object(
                    gen1.get(OLD + MINE + "&pageSize=1000&pageNum=" + pageNum).body())));
        }

        assertThat(listed).isEqualTo(ids);
    }

    @Test
    void pageSizeLimit_isAMatterOfTheWorld() throws IOException {
        World world = World.standard().withSettings(World.Settings.standard().withPageSizeLimit(2));
        try (Simulator simulator =
                Simulator.start(TestWorlds.still().world(world).build())) {
            simulator.seed(Caller.RESELLER, Caller.CUSTOMER, DeviceType.IMEI, imeis("1", "2", "3").stream());
            Caller caller = Caller.gen1(simulator, Caller.KEY);

            assertThat(imeis(Trees.object(caller.get(OLD + MINE).body()))).isEqualTo(imeis("1", "2"));
            assertThat(Trees.text(caller.get(OLD + MINE + "&pageSize=3").body(), "data"))
                    .isEqualTo("pageSize must be a whole number from 1 to 2");
        }
    }

    /** The identifiers that both generations list. */
    private List<String> listed(String query) throws IOException {
        List<String> old = imeis(Trees.object(gen1.get(OLD + MINE + query).body()));
        Map<String, Object> fresh = Trees.object(gen2.get(FRESH + MINE + query).body());
        assertThat(texts(Trees.list(fresh, "devices"), "mei")).isEqualTo(old);
        return old;
    }

    private static String summary(HttpResponse<String> answer) throws IOException {
        Map<String, Object> error = Trees.object(answer.body());
        return answer.statusCode() + " " + ((Double) error.get("code")).intValue() + " " + error.get("data");
    }

    private static void seed(String customer, String... numbers) {
        KNOX.simulator().seed(Caller.RESELLER, customer, DeviceType.IMEI, imeis(numbers).stream());
    }

    private static List<String> imeis(String... numbers) {
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> "35180000000000" + numbers[i])
                .toList();
    }

    private static List<String> imeis(Map<String, Object> page) {
        return texts(Trees.list(page, "devices"), "imei");
    }

    private static List<String> texts(List<Map<String, Object>> objects, String field) {
        return objects.stream().map(it -> String.valueOf(it.get(field))).toList();
    }
}
