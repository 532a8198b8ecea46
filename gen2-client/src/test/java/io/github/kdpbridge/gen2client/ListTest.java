package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Profile;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.wire.Gen2ListProfile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.gen2client.wire.ListField;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");

    private final MockWebServer server = new MockWebServer();
    private Gen2Client client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = client(Gen2Profile.standard());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private Gen2Client client(Gen2Profile profile) {
        return TestedClient.builder(RESELLER)
                .baseUrl(server.url("/kcs/v1/rp").toString())
                .profile(profile)
                .tokens(context -> new Token(
                        "x-knox-apitoken", "token", Instant.now(), Instant.now().plusSeconds(1800)))
                .build();
    }

    private void lists(Gen2ListProfile lists) {
        client.close();
        client = client(Gen2Profile.standard().toBuilder().lists(lists).build());
    }

    private static String contract(String name) throws IOException {
        try (InputStream in = ListTest.class.getResourceAsStream("/contract/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private RecordedRequest onlyRequest() throws InterruptedException {
        assertThat(server.getRequestCount()).isEqualTo(1);
        return server.takeRequest();
    }

    private Page<ListedDevice> devices() {
        return client.devices(DeviceQuery.all(), PageRequest.first());
    }

    @Test
    void devices_areReadWithAllTheirDetails() throws Exception {
        answer(200, contract("devices.json"));

        Page<ListedDevice> page = devices();

        assertThat(page.items())
                .containsExactly(
                        new ListedDevice(
                                List.of(
                                        DeviceId.imei("351800000000702"),
                                        DeviceId.meid("089000000000000001"),
                                        DeviceId.serialNumber("R58N1234ABC")),
                                "5c7d1f0a9b3e4d2c1a0f8e7d",
                                Instant.ofEpochMilli(1_551_440_000_123L),
                                CUSTOMER,
                                "Verified",
                                UnknownFields.of(Map.of(
                                        "customerName",
                                        "\"Example GmbH\"",
                                        "model",
                                        "\"SM-X000\"",
                                        "weight",
                                        "1.50",
                                        "serial",
                                        "9007199254740993",
                                        "labels",
                                        "[\"a\",{\"b\":null}]"))),
                        new ListedDevice(
                                List.of(DeviceId.serialNumber("R58N1234ABD")),
                                "5c7d1f0a9b3e4d2c1a0f8e7e",
                                Instant.ofEpochMilli(1_551_440_000_124L),
                                null,
                                null,
                                UnknownFields.none()),
                        new ListedDevice(
                                List.of(DeviceId.meid("A0000000000001")),
                                "5c7d1f0a9b3e4d2c1a0f8e7f",
                                Instant.ofEpochMilli(1_551_440_000_125L),
                                null,
                                null,
                                UnknownFields.none()));
        assertThat(page.number()).isZero();
        assertThat(page.totalCount()).isEqualTo(3);
        assertThat(page.totalPages()).isEqualTo(1);
        assertThat(page.unknown().json()).isEqualTo(Map.of("pageNum", "0", "pageSize", "1000", "size", "3"));
    }

    @Test
    void devices_areAskedForByQuery() throws Exception {
        answer(200, contract("devices.json"));

        client.devices(new DeviceQuery(CUSTOMER, VendorId.of("7850000063")), new PageRequest(7, 50));

        RecordedRequest request = onlyRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getTarget())
                .isEqualTo("/kcs/v1/rp/devices?resellerId=4680000925&customerId=1200000321&vendorId=7850000063"
                        + "&pageNum=7&pageSize=50");
        assertThat(request.getHeaders().get("x-knox-apitoken")).isEqualTo("token");
    }

    @Test
    void devicesOfAll_areAskedForInPagesOf1000() throws Exception {
        answer(200, contract("devices.json"));

        devices();

        assertThat(onlyRequest().getTarget())
                .isEqualTo("/kcs/v1/rp/devices?resellerId=4680000925&pageNum=0&pageSize=1000");
    }

    @Test
    void customers_areReadAndAskedForByQuery() throws Exception {
        answer(200, contract("customers.json"));

        Page<Customer> page = client.customers(CustomerQuery.of(CUSTOMER), PageRequest.of(20));

        assertThat(page.items())
                .containsExactly(
                        new Customer(CUSTOMER, "Example GmbH", UnknownFields.of(Map.of("tier", "1"))),
                        new Customer(CustomerId.of("1200000322"), null, UnknownFields.none()));
        assertThat(page.totalCount()).isEqualTo(2);
        assertThat(page.totalPages()).isNull();
        RecordedRequest request = onlyRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getTarget())
                .isEqualTo(
                        "/kcs/v1/rp/customers/list?resellerId=4680000925&customerId=1200000321&pageNum=0&pageSize=20");
    }

    @Test
    void resellers_areTheAccountAndItsVendorsWithoutARequest() {
        Reseller vendor = new Reseller(ResellerId.of("7850000063"), "Vendor");
        try (Gen2Client named = TestedClient.builder(RESELLER)
                .baseUrl(server.url("/kcs/v1/rp").toString())
                .tokens(context -> {
                    throw new IllegalStateException("no token is needed");
                })
                .name("Example Telecom")
                .vendors(List.of(vendor))
                .build()) {
            assertThat(named.resellers(PageRequest.first()).items())
                    .containsExactly(new Reseller(RESELLER, "Example Telecom"), vendor);
            assertThat(named.resellers(new PageRequest(1, 1)).items()).containsExactly(vendor);
        }
        assertThat(client.resellers(PageRequest.first()).items()).containsExactly(new Reseller(RESELLER, null));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void customerIdThatNoHeaderCanCarry_isRefusedHere() {
        assertThatThrownBy(() -> client.kmeProfiles(CustomerId.of("K\u00fcche")))
                .isInstanceOfSatisfying(
                        RefusedLocallyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_REQUEST))
                .hasMessage("profiles K\u00fcche was not sent: this list takes the ids of reseller and customer as"
                        + " headers, which carry printable ASCII only");
    }

    @Test
    void kmeProfiles_areAskedForWithTheIdsAsHeaders() throws Exception {
        answer(200, contract("profiles.json"));

        assertThat(client.kmeProfiles(CUSTOMER))
                .containsExactly(
                        new Profile("kiosk", "17", UnknownFields.of(Map.of("os", "\"Android\""))),
                        new Profile("field force", "18", UnknownFields.none()));
        RecordedRequest request = onlyRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getTarget()).isEqualTo("/kcs/v1/rp/profilealias/kme");
        assertThat(request.getHeaders().get("resellerId")).isEqualTo("4680000925");
        assertThat(request.getHeaders().get("customerId")).isEqualTo("1200000321");
        assertThat(request.getHeaders().get("x-knox-apitoken")).isEqualTo("token");
    }

    @Test
    void profile_mendsPathsPagesAndParameters() throws Exception {
        lists(Gen2ListProfile.builder()
                .customersPath("customers")
                .firstPage(1)
                .pageSize(100)
                .names(Map.of(
                        ListField.RESELLER_PARAMETER, "reseller",
                        ListField.CUSTOMER_PARAMETER, "customer",
                        ListField.PAGE_PARAMETER, "page",
                        ListField.PAGE_SIZE_PARAMETER, "limit"))
                .build());
        answer(200, contract("customers.json"));

        Page<Customer> page = client.customers(CustomerQuery.of(CUSTOMER), PageRequest.first());

        assertThat(page.number()).isZero();
        assertThat(onlyRequest().getTarget())
                .isEqualTo("/kcs/v1/rp/customers?reseller=4680000925&customer=1200000321&page=1&limit=100");
    }

    @Test
    void profile_mendsPathsOfTheOtherLists() throws Exception {
        Gen2ListProfile lists =
                Gen2ListProfile.builder().devicesPath("d").kmeProfilesPath("p").build();
        lists(lists.toBuilder().build());
        answer(200, contract("devices.json"));
        answer(200, contract("profiles.json"));

        client.devices(DeviceQuery.all(), PageRequest.first());
        client.kmeProfiles(CUSTOMER);

        assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/kcs/v1/rp/d");
        assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/kcs/v1/rp/p");
    }

    @Test
    void profile_mendsNamesOfAnswers() {
        lists(Gen2ListProfile.builder()
                .names(Map.of(
                        ListField.TOTAL_COUNT, "total",
                        ListField.DEVICES, "items",
                        ListField.DEVICE_RECORD_ID, "_id",
                        ListField.DEVICE_CUSTOMER, "tenant"))
                .build());
        answer(200, "{\"total\":1,\"items\":[{\"_id\":\"a\",\"imei\":\"1\",\"tenant\":\"1200000321\",\"id\":7}]}");

        Page<ListedDevice> page = devices();

        assertThat(page.totalCount()).isEqualTo(1);
        ListedDevice device = page.items().get(0);
        assertThat(device.recordId()).isEqualTo("a");
        assertThat(device.customer()).isEqualTo(CUSTOMER);
        assertThat(device.unknown().json("id")).contains("7");
    }

    /** An empty list would tell the caller that there is nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[null]"})
    void listThatCountsDevicesAndHasNone_isNotUnderstood(String devices) {
        answer(200, "{\"totalCount\":1,\"devices\":" + devices + "}");

        assertThatThrownBy(this::devices)
                .isInstanceOf(AnswerNotUnderstoodException.class)
                .hasMessageContaining("it counts 1 devices and lists none");
    }

    @Test
    void profileThatCannotBe_isRefused() {
        Gen2ListProfile.Builder builder = Gen2ListProfile.builder();

        assertThatThrownBy(() -> builder.devicesPath("/devices"))
                .hasMessage("the path must be relative to the base URL, without a leading slash: /devices");
        assertThatThrownBy(() -> builder.firstPage(-1)).hasMessage("the number of the first page is negative: -1");
        assertThatThrownBy(() -> builder.pageSize(0)).hasMessage("a page must have room for an item: 0");
        assertThatThrownBy(() -> builder.names(Map.of(ListField.DEVICES, "")))
                .hasMessage("the name of DEVICES is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"totalCount\":0,\"devices\":[]}",
                "{\"totalCount\":\"0\",\"devices\":[]}",
                "{\"totalCount\":0,\"devices\":null}",
                "{\"totalCount\":0}",
                "{\"devices\":[]}",
                "{\"devices\":null}",
                "{\"devices\":[null]}",
                "{\"code\":2000000,\"devices\":[],\"totalCount\":null,\"data\":{}}",
            })
    void emptyList_isUnderstoodInAllItsForms(String body) {
        answer(200, body);

        assertThat(devices().items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"null", "-1", "many", "3.5", "true", "[3]"})
    void totalThatIsNoNumber_isNotKnown(String total) {
        String json = total.equals("many") ? "\"many\"" : total;
        answer(200, "{\"totalCount\":" + json + ",\"devices\":[{\"imei\":\"1\"}]}");

        Page<ListedDevice> page = devices();

        assertThat(page.totalCount()).isNull();
        assertThat(page.unknown().json("totalCount").orElse("null")).isEqualTo(json);
        assertThat(page.items()).hasSize(1);
    }

    /** The detail is assumed: a service that means something else by its name must not lose its list. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "createTime | \"2019-03-01T12:00:00Z\"",
                "createTime | 1.5e12",
                "createTime | -1",
                "customerId | {\"id\":\"1200000321\"}",
                "state | [\"A\\u0022\"]",
                "id | true",
                "imei | {}",
            })
    void detailOfAnotherKind_isKeptAsUnknown(String field, String json) {
        answer(200, "{\"devices\":[{\"serialNumber\":\"R58\",\"" + field + "\":" + json + "}]}");

        ListedDevice device = devices().items().get(0);

        assertThat(device)
                .isEqualTo(new ListedDevice(
                        List.of(DeviceId.serialNumber("R58")),
                        null,
                        null,
                        null,
                        null,
                        UnknownFields.of(Map.of(field, json))));
    }

    @Test
    void numbersAndStrings_standForEachOther() {
        answer(
                200,
                "{\"code\":2000000,\"totalCount\":\"1\",\"devices\":[{\"id\":12,\"createTime\":\"1551440000123\","
                        + "\"imei\":351800000000702,\"customerId\":1200000321}]}");

        ListedDevice device = devices().items().get(0);

        assertThat(device.id()).isEqualTo(DeviceId.imei("351800000000702"));
        assertThat(device.recordId()).isEqualTo("12");
        assertThat(device.createTime()).isEqualTo(Instant.ofEpochMilli(1_551_440_000_123L));
        assertThat(device.customer()).isEqualTo(CUSTOMER);
    }

    @Test
    void deviceWithSeveralIdentifiers_hasThemAllAndTheImeiFirst() {
        answer(
                200,
                "{\"devices\":[{\"serialNumber\":\"R58\",\"imei\":\"1\"},{\"imei\":\"\",\"serialNumber\":\"R59\"},"
                        + "{\"imei\":\"2\",\"mei\":\"2\",\"deviceId\":\"351800000000702\"}]}");

        List<ListedDevice> found = devices().items();

        assertThat(found)
                .extracting(ListedDevice::ids)
                .containsExactly(
                        List.of(DeviceId.imei("1"), DeviceId.serialNumber("R58")),
                        List.of(DeviceId.serialNumber("R59")),
                        List.of(DeviceId.imei("2"), DeviceId.imei("351800000000702")));
        assertThat(found)
                .extracting(device -> device.unknown().json())
                .containsExactly(Map.of(), Map.of("imei", "\"\""), Map.of());
    }

    /** The portal has these words; how they are spelled on the wire is assumed, so that any word is kept. */
    @ParameterizedTest
    @ValueSource(strings = {"Verified", "Pending", "MPTS error", "Exchanging", "something new"})
    void stateOfADevice_isTheWordOfTheService(String state) {
        answer(200, "{\"totalCount\":1,\"devices\":[{\"mei\":\"1\",\"state\":\"" + state + "\"}]}");

        assertThat(devices().items()).extracting(ListedDevice::state).containsExactly(state);
    }

    @Test
    void profileOfIdentifiers_holdsForListsToo() {
        client.close();
        client = client(Gen2Profile.builder()
                .deviceFields(Map.of("imeiOrMeid", DeviceType.IMEI))
                .build());
        answer(200, "{\"devices\":[{\"imeiOrMeid\":\"351800000000702\"}]}");

        assertThat(devices().items().get(0).id()).isEqualTo(DeviceId.imei("351800000000702"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | the body is empty or ends too early",
                "<html>                          | the body is not valid JSON",
                "{\"devices\":[                  | the body is empty or ends too early",
                "{}                              | the body has no devices",
                "{\"totalCount\":3}              | the body has no devices",
                "{\"devices\":{}}                | the body is not as expected: Expected BEGIN_ARRAY but was BEGIN_OBJECT at path $.devices",
                "{\"devices\":[1]}               | the body is not as expected: Expected BEGIN_OBJECT but was NUMBER at path $.devices[0]",
                "{\"devices\":[{\"id\":\"5c\"}]} | the body is not as expected: $.devices[0] has none of the fields [mei, imei, meid, serialNumber, deviceId]",
                "{\"code\":{},\"devices\":[]}    | the body is not as expected: $.code is neither a text nor a number",
                "[]                              | the body is not as expected: Expected BEGIN_OBJECT but was BEGIN_ARRAY at path $",
                "null                            | the body is not as expected: is null",
            })
    void unreadableList_saysWhatIsWrong(String body, String why) {
        answer(200, body);

        AnswerNotUnderstoodException e = catchThrowableOfType(AnswerNotUnderstoodException.class, this::devices);

        assertThat(e)
                .hasMessageStartingWith("devices page 0 got an answer that cannot be understood: " + why)
                .hasMessageEndingWith(" [HTTP 200]");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(alias-fields\\): .*")
    void itemWithoutItsName_isNotUnderstood() {
        answer(200, "{\"customers\":[{\"customerName\":\"Example\"}]}");
        answer(200, "{\"profileAliases\":[{\"profileId\":\"17\"}]}");

        assertThatThrownBy(() -> client.customers(CustomerQuery.all(), PageRequest.first()))
                .hasMessage(
                        "customers page 0 got an answer that cannot be understood: "
                                + "the body is not as expected: $.customers[0] has no customerId: {\"customers\":[{\"customerName\":\"Example\"}]} [HTTP 200]");
        assertThatThrownBy(() -> client.kmeProfiles(CUSTOMER))
                .hasMessage(
                        "profiles 1200000321 got an answer that cannot be understood: "
                                + "the body is not as expected: $.profileAliases[0] has no profileAlias: {\"profileAliases\":[{\"profileId\":\"17\"}]} [HTTP 200]");
    }

    @Test
    void goodStatusWithAnErrorCode_isARefusal() {
        answer(200, "{\"code\":\"40400001\",\"message\":\"RESELLER_NOT_FOUND\",\"data\":\"no reseller\"}");

        RefusedException e = catchThrowableOfType(RefusedException.class, this::devices);

        assertThat(e.condition()).isEqualTo(Condition.RESELLER_NOT_FOUND);
        assertThat(e)
                .hasMessage("devices page 0 was refused: RESELLER_NOT_FOUND (code 40400001): no reseller [HTTP 200]");
    }

    @Test
    void allDevices_areReadPageByPage() throws Exception {
        answer(200, "{\"totalCount\":3,\"devices\":[{\"imei\":\"1\"},{\"imei\":\"2\"}]}");
        answer(200, "{\"totalCount\":3,\"devices\":[{\"imei\":\"3\"}]}");

        assertThat(client.allDevices(DeviceQuery.of(CUSTOMER).on(PageRequest.of(2))))
                .extracting(device -> device.id().value())
                .containsExactly("1", "2", "3");
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(server.takeRequest().getTarget())
                .isEqualTo("/kcs/v1/rp/devices?resellerId=4680000925&customerId=1200000321&pageNum=0&pageSize=2");
        assertThat(server.takeRequest().getTarget())
                .isEqualTo("/kcs/v1/rp/devices?resellerId=4680000925&customerId=1200000321&pageNum=1&pageSize=2");
    }

    @Test
    void allCustomers_areReadPageByPage() throws Exception {
        answer(200, contract("customers.json"));

        assertThat(client.allCustomers(CustomerQuery.all())).hasSize(2);
        assertThat(client.allResellers()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(server.takeRequest().getTarget())
                .isEqualTo("/kcs/v1/rp/customers/list?resellerId=4680000925&pageNum=0&pageSize=1000");
    }

    @Test
    void lists_comeAsFuturesToo() throws Exception {
        answer(200, contract("devices.json"));
        assertThat(client.async()
                        .devices(DeviceQuery.all(), PageRequest.first())
                        .join()
                        .items())
                .hasSize(3);
        answer(200, contract("customers.json"));
        assertThat(client.async()
                        .customers(CustomerQuery.all(), PageRequest.first())
                        .join()
                        .items())
                .hasSize(2);
        assertThat(client.async().resellers(PageRequest.first()).join().items()).hasSize(1);
        answer(200, contract("profiles.json"));
        assertThat(client.async().kmeProfiles(CUSTOMER).join()).hasSize(2);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void streamThatEndsEarly_asksForNoMorePages() throws Exception {
        answer(200, contract("devices.json").replace("\"totalCount\":3", "\"totalCount\":3000"));

        try (Stream<ListedDevice> devices = client.allDevices(DeviceQuery.all())) {
            assertThat(devices.limit(3)).hasSize(3);
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** Both generations of the list have an end: the documented error, and a page without items. */
    @Test
    void pageBehindTheEnd_isEmptyAndEndsTheWalk() {
        answer(200, "{\"devices\":[{\"mei\":\"1\"}]}");
        String outOfBounds = "{\"errorId\":\"0A\",\"code\":40000002,\"message\":\"PAGE_OUT_OF_BOUNDS\","
                + "\"data\":\"The requested page is not valid or is out of bounds.\"}";
        answer(400, outOfBounds);
        answer(200, outOfBounds);

        assertThat(client.allDevices(DeviceQuery.all())).hasSize(1);
        assertThat(client.customers(CustomerQuery.all(), new PageRequest(7, 10)))
                .isEqualTo(new Page<>(List.of(), 0L, 7, 0L, UnknownFields.none()));
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void refusalInTheMiddle_comesBehindTheItemsBeforeIt() throws Exception {
        answer(200, contract("devices.json").replace("\"totalCount\":3", "\"totalCount\":3000"));
        answer(400, contract("refusal.json"));
        List<ListedDevice> read = new ArrayList<>();

        RefusedException e = catchThrowableOfType(
                RefusedException.class,
                () -> client.allDevices(DeviceQuery.all()).forEach(read::add));

        assertThat(read).hasSize(3);
        assertThat(e).hasMessageStartingWith("devices page 1 was refused: ");
        assertThat(e.mayHaveTakenEffect()).isFalse();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }
}
