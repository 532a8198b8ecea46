package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of devices in both generations. */
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
            ''                                     | 4002101 | 40000000 | 400 | resellerId is missing
            resellerId=&pageNum=x                  | 4002101 | 40000000 | 400 | resellerId is missing
            resellerId=4680000926&pageNum=x        | 4000000 | 40000000 | 400 | pageNum must be a whole number from 0
            resellerId=4680000926&pageNum=-1       | 4000000 | 40000000 | 400 | pageNum must be a whole number from 0
            resellerId=4680000926&pageNum=1.0      | 4000000 | 40000000 | 400 | pageNum must be a whole number from 0
            resellerId=4680000926&pageNum=9999999999 | 4000000 | 40000000 | 400 | pageNum must be a whole number from 0
            resellerId=4680000926&pageSize=x       | 4000000 | 40000000 | 400 | pageSize must be a whole number from 1 to 1000
            resellerId=4680000926&pageSize=0       | 4000000 | 40000000 | 400 | pageSize must be a whole number from 1 to 1000
            resellerId=4680000926&pageSize=1001    | 4000000 | 40000000 | 400 | pageSize must be a whole number from 1 to 1000
            resellerId=4680000926&customerId=x     | 4030000 | 40300000 | 403 | resellerId 4680000926 is not the account of the caller
            resellerId=4680000925&customerId=12x   | 4002104 | 40000011 | 400 | customerId must be digits, not 12x
            resellerId=4680000925&customerId=1200000323&vendorId=1 | 4042104 | 40400004 | 404 | customerId 1200000323 is not a customer of resellerId 4680000925
            resellerId=4680000925&vendorId=1       | 4042101 | 40400001 | 404 | vendorId 1 is not a vendor of resellerId 4680000925
            """)
    void wrongQuery_isRefusedAlike(String query, int gen1Code, int gen2Code, int status, String data)
            throws IOException {
        HttpResponse<String> old = gen1.get(OLD + query);
        HttpResponse<String> fresh = gen2.get(FRESH + query);

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

    @Test
    void wrongCredentials_areRefusedFirst() throws IOException {
        assertThat(Caller.gen1(KNOX.simulator(), "nonsense")
                        .get(OLD + "transactionId=7")
                        .body())
                .isEqualTo("{\"transactionId\":\"7\",\"state\":\"Rejected\",\"code\":4012250,"
                        + "\"message\":\"ACCESS_TOKEN_BAD_REQUEST\",\"data\":\"X-WSM-API-TOKEN is not known\"}");
        assertThat(Caller.gen2(KNOX.simulator(), "nonsense").get(FRESH).statusCode())
                .isEqualTo(401);
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
            pageSize=2&pageNum=3   | 3 | 2   | 3 | ''
            pageNum=999999999&pageSize=1000 | 999999999 | 1000 | 1 | ''
            """)
    void pages_areInTheOrderOfRegistration(String query, int pageNum, int pageSize, int totalPages, String expected)
            throws IOException {
        seed(Caller.CUSTOMER, "1", "2", "3", "4", "5");

        Map<String, Object> old =
                Trees.object(gen1.get(OLD + MINE + "&" + query).body());
        Map<String, Object> fresh =
                Trees.object(gen2.get(FRESH + MINE + "&" + query).body());

        List<String> imeis = expected.isEmpty() ? List.of() : imeis(expected.split(","));
        assertThat(old)
                .containsEntry("totalCount", 5.0)
                .containsEntry("totalPage", (double) totalPages)
                .containsEntry("pageNum", (double) pageNum);
        assertThat(imeis(old)).isEqualTo(imeis);
        assertThat(fresh)
                .containsEntry("totalCount", 5.0)
                .containsEntry("totalPages", (double) totalPages)
                .containsEntry("pageNum", (double) pageNum)
                .containsEntry("pageSize", (double) pageSize)
                .containsEntry("size", (double) imeis.size());
        assertThat(imeis(fresh)).isEqualTo(imeis);
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
    void everyIdentifier_isUnderTheNameOfItsType() throws IOException {
        KNOX.simulator().seed(Caller.RESELLER, Caller.CUSTOMER, DeviceType.MEID, Stream.of("A10000000000AF"));
        KNOX.simulator().seed(Caller.RESELLER, Caller.CUSTOMER, DeviceType.SN, Stream.of("R58M1234567"));

        assertThat(gen1.get(OLD + MINE).body())
                .endsWith("\"devices\":[{\"meid\":\"A10000000000AF\"},{\"serialNumber\":\"R58M1234567\"}]}");
        List<Map<String, Object>> devices =
                Trees.list(Trees.object(gen2.get(FRESH + MINE).body()), "devices");
        assertThat(devices.get(0)).containsEntry("meid", "A10000000000AF").hasSize(7);
        assertThat(devices.get(1)).containsEntry("serialNumber", "R58M1234567").hasSize(7);
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

        assertThat(before).extracting(it -> it.get("state")).containsExactly("Complete", "Complete", "Progress");
        assertThat(after).extracting(it -> it.get("state")).containsExactly("Complete", "Complete", "Complete");
        assertThat(Set.copyOf(texts(before, "id")))
                .hasSize(3)
                .allSatisfy(id -> assertThat(id).matches("[0-9a-f]{24}"));
        assertThat(texts(after, "id")).isEqualTo(texts(before, "id"));
        assertThat(texts(after, "transactionId")).containsExactly("seed", "seed", "t");
        double start = TestWorlds.START.toEpochMilli();
        assertThat(after).extracting(it -> it.get("createTime")).containsExactly(start, start, start + 1000);
        assertThat(after).extracting(it -> it.get("modifyTime")).containsExactly(start, start, start + 1000);
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
        assertThat(imeis(Trees.object(gen2.get(FRESH + MINE + query).body()))).isEqualTo(old);
        return old;
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
