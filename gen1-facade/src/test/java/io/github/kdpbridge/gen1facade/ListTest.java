package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ResellerQuery;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen1facade.wire.Gen1ListField;
import io.github.kdpbridge.gen1facade.wire.Gen1ListProfile;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three lists of generation 1 (contract, sections 2 and 6). */
class ListTest {
    private static final String DEVICES = "/bulkenroll/v1/reseller/devices";
    private static final String CUSTOMERS = "/bulkenroll/v1/reseller/customers";
    private static final String RESELLERS = "/bulkenroll/v1/reseller/resellers";
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");

    private final FakeProgram program = new FakeProgram("4680000925");
    private Gen1Handler handler = Gen1Handler.of(program);

    private Gen1Response devices(String query) {
        return send("GET", DEVICES, query, "");
    }

    private Gen1Response post(String path, String body) {
        return send("POST", path, null, body);
    }

    private Gen1Response send(String method, String path, String query, String body) {
        return handler.handle(new Gen1Request(
                method, path, query, Map.of("X-WSM-API-TOKEN", "sim-gen1-key"), ByteString.encodeUtf8(body)));
    }

    private static void assertAnswer(Gen1Response response, int status, String body) {
        assertThat(response.body().utf8()).isEqualTo(body);
        assertThat(response.status()).isEqualTo(status);
    }

    private static void assertRefused(Gen1Response response, int status, int code, String message, String data) {
        assertAnswer(
                response,
                status,
                "{\"state\":\"Rejected\",\"code\":%d,\"message\":\"%s\",\"data\":\"%s\"}"
                        .formatted(code, message, data));
    }

    private static ListedDevice device(String id, Map<String, String> more) {
        return new ListedDevice(List.of(DeviceId.imei(id)), null, null, null, null, UnknownFields.of(more));
    }

    @Test
    void devices_haveTheirIdentifiersAndWhatHasNoName() {
        program.devices.add(device("351800000000701", Map.of()));
        program.devices.add(ListedDevice.of(DeviceId.meid("A10000000000AF")));
        program.devices.add(ListedDevice.of(DeviceId.serialNumber("R58M1234567")));
        program.devices.add(device("351800000001188", Map.of("size", "1.50")));

        assertAnswer(
                devices("resellerId=4680000925&pageSize=3"),
                200,
                "{\"totalCount\":4,\"totalPage\":2,\"pageNum\":0,\"devices\":[{\"imei\":\"351800000000701\"},"
                        + "{\"meid\":\"A10000000000AF\"},{\"serialNumber\":\"R58M1234567\"},"
                        + "{\"imei\":\"351800000001188\",\"size\":1.50}]}");
        assertThat(program.asked).containsExactly(DeviceQuery.all().on(PageRequest.of(3)));
    }

    private static ListedDevice detailed() {
        return new ListedDevice(
                List.of(
                        DeviceId.serialNumber("R50A00000XY"),
                        DeviceId.imei("350000000000006"),
                        DeviceId.meid("089000000000000001")),
                "0123456789abcdef01234567",
                Instant.ofEpochMilli(1_757_550_709_832L),
                CUSTOMER,
                "Verified",
                UnknownFields.of(ImmutableMap.of("customerName", "\"Demo\"", "model", "\"SM-X000\"", "state", "1")));
    }

    /** The first identifier is the one that generation 1 knows the device by; no name stands twice. */
    @Test
    void detailsOfADevice_followItsFirstIdentifier() {
        program.devices.add(detailed());

        assertAnswer(
                devices("resellerId=4680000925"),
                200,
                "{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"devices\":[{\"serialNumber\":\"R50A00000XY\","
                        + "\"imei\":\"350000000000006\",\"meid\":\"089000000000000001\","
                        + "\"id\":\"0123456789abcdef01234567\",\"createTime\":1757550709832,"
                        + "\"customerId\":\"1200000321\",\"state\":\"Verified\","
                        + "\"customerName\":\"Demo\",\"model\":\"SM-X000\"}]}");
    }

    @Test
    void identifierAlone_canBeAskedFor() {
        program.devices.add(detailed());
        program.devices.add(device("351800000001188", Map.of("size", "1.50")));
        handler = Gen1Handler.builder()
                .anyKey(program)
                .profile(Gen1Profile.builder()
                        .lists(Gen1ListProfile.builder().deviceDetails(false).build())
                        .build())
                .build();

        assertAnswer(
                devices("resellerId=4680000925"),
                200,
                "{\"totalCount\":2,\"totalPage\":1,\"pageNum\":0,"
                        + "\"devices\":[{\"serialNumber\":\"R50A00000XY\"},{\"imei\":\"351800000001188\"}]}");
    }

    /** Generation 2 refuses it (documented), whatever its reading of the page is. */
    @Test
    void pageBehindTheEnd_isEmpty() {
        program.failure = new RefusedException(
                "devices page 7",
                new ServiceError(Condition.PAGE_OUT_OF_BOUNDS, "40000002", "PAGE_OUT_OF_BOUNDS", "out of bounds"),
                400,
                null,
                false);

        assertAnswer(
                devices("resellerId=4680000925&pageNum=7"),
                200,
                "{\"totalCount\":0,\"totalPage\":0,\"pageNum\":7,\"devices\":[]}");
        assertAnswer(
                post(CUSTOMERS, "{\"resellerId\":\"4680000925\",\"pageNum\":7}"),
                200,
                "{\"totalCount\":0,\"pageNum\":7,\"customers\":[]}");
        assertAnswer(
                post(RESELLERS, "{\"resellerId\":\"4680000925\",\"pageNum\":7}"),
                200,
                "{\"totalCount\":0,\"pageNum\":7,\"resellers\":[]}");
    }

    @Test
    void refusedList_namesTheCustomerThatItWasAbout() {
        program.failure = new RefusedException(
                "customers page 0",
                new ServiceError(Condition.CUSTOMER_NOT_FOUND, "40400002", "CUSTOMER_NOT_FOUND", "no such customer"),
                404,
                null,
                false);

        assertRefused(
                post(CUSTOMERS, "{\"resellerId\":\"4680000925\",\"customerId\":\"9\"}"),
                404,
                4042104,
                "CUSTOMER_NOT_FOUND",
                "customer not found. (customer id : [9])");
    }

    @Test
    void noDevices_areNoPages() {
        assertAnswer(
                devices("resellerId=4680000925"),
                200,
                "{\"totalCount\":0,\"totalPage\":0,\"pageNum\":0,\"devices\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void everyParameter_isPassedOn(String version) {
        send(
                "GET",
                "/bulkenroll/" + version + "/reseller/devices",
                "resellerId=4680000925&customerId=1200000321&vendorId=7850000063&pageNum=2&pageSize=10",
                "");

        assertThat(program.asked)
                .containsExactly(new DeviceQuery(CUSTOMER, VendorId.of("7850000063")).on(new PageRequest(2, 10)));
    }

    @Test
    void emptyParameter_isAbsent() {
        devices("resellerId=4680000925&customerId=&vendorId=&pageNum=&pageSize=");

        assertThat(program.asked).containsExactly(DeviceQuery.all().on(PageRequest.of(100)));
    }

    @Test
    void customers_keepWhatHasNoName() {
        program.customers = new Page<>(
                List.of(
                        new Customer(CUSTOMER, "One", UnknownFields.of(Map.of("vip", "{\"a\":[1]}"))),
                        new Customer(CustomerId.of("1200000322"), null, UnknownFields.none())),
                7L,
                3);

        assertAnswer(
                post(
                        CUSTOMERS,
                        "{\"resellerId\":4680000925,\"customerId\":null,\"pageNum\":3,\"pageSize\":\"2\",\"x\":[]}"),
                200,
                "{\"totalCount\":7,\"pageNum\":3,\"customers\":["
                        + "{\"name\":\"One\",\"customerId\":\"1200000321\",\"vip\":{\"a\":[1]}},{\"customerId\":\"1200000322\"}]}");
        assertThat(program.asked).containsExactly(CustomerQuery.all().on(new PageRequest(3, 2)));
    }

    @Test
    void oneCustomer_canBeAskedFor() {
        post(CUSTOMERS, "{\"resellerId\":\"4680000925\",\"customerId\":\"1200000321\"}");

        assertThat(program.asked).containsExactly(CustomerQuery.of(CUSTOMER).on(PageRequest.of(100)));
    }

    @Test
    void pageBehindTheEndOfTheBridgesOwnResellers_isAsEmptyAsOneOfTheService() {
        program.resellers = Page.of(List.of(new Reseller(ResellerId.of("4680000925"), "Main")), new PageRequest(1, 2));

        assertAnswer(
                post(RESELLERS, "{\"resellerId\":\"4680000925\",\"pageNum\":1,\"pageSize\":2}"),
                200,
                "{\"totalCount\":0,\"pageNum\":1,\"resellers\":[]}");
    }

    @Test
    void resellers_lookLikeCustomers() {
        program.resellers = new Page<>(
                List.of(
                        new Reseller(ResellerId.of("4680000925"), "Main"),
                        new Reseller(ResellerId.of("7850000063"), null)),
                2L,
                0);

        assertAnswer(
                post(RESELLERS, "{\"resellerId\":\"4680000925\"}"),
                200,
                "{\"totalCount\":2,\"pageNum\":0,\"resellers\":[{\"name\":\"Main\",\"resellerId\":\"4680000925\"},"
                        + "{\"resellerId\":\"7850000063\"}]}");
        assertThat(program.asked).containsExactly(new ResellerQuery(PageRequest.of(100)));
    }

    @Test
    void countThatTheServiceDoesNotTell_isNotInvented() {
        program.customers = new Page<>(List.of(), null, 0);

        assertAnswer(post(CUSTOMERS, "{\"resellerId\":\"4680000925\"}"), 200, "{\"pageNum\":0,\"customers\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                | 400 | 4002101 | RESELLER_ID_MISSING    | reseller id is missing
            resellerId=&pageNum=x             | 400 | 4002101 | RESELLER_ID_MISSING    | reseller id is missing
            resellerId=4680000926&pageNum=x   | 400 | 4000000 | RESOURCE_INVALID_PARAM | pageNum must be a whole number from 0
            resellerId=4680000926&pageNum=-1  | 400 | 4000000 | RESOURCE_INVALID_PARAM | pageNum must be a whole number from 0
            resellerId=4680000926&pageSize=0  | 400 | 4000000 | RESOURCE_INVALID_PARAM | pageSize must be a whole number from 1 to 1000
            resellerId=4680000926&pageSize=1001 | 400 | 4000000 | RESOURCE_INVALID_PARAM | pageSize must be a whole number from 1 to 1000
            resellerId=4680000926             | 403 | 4030000 | AUTHORIZATION_FAIL     | resellerId 4680000926 is not the account of the caller
            """)
    void wrongQuery_isRefused(String query, int status, int code, String message, String data) {
        assertRefused(devices(query), status, code, message, data);
        assertThat(program.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                              | 400 | 4002101 | RESELLER_ID_MISSING    | reseller id is missing
            {"resellerId":"4680000926"}                     | 403 | 4030000 | AUTHORIZATION_FAIL     | resellerId 4680000926 is not the account of the caller
            {"resellerId":["4680000925"]}                   | 400 | 4000000 | RESOURCE_INVALID_PARAM | resellerId must be a string
            {"resellerId":"4680000925","pageNum":1.5}       | 400 | 4000000 | RESOURCE_INVALID_PARAM | pageNum must be a whole number from 0
            {"resellerId":"4680000925","pageNum":{"a":1}}   | 400 | 4000000 | RESOURCE_INVALID_PARAM | pageNum must be a whole number from 0
            {"resellerId":"4680000925","pageSize":true}     | 400 | 4000000 | RESOURCE_INVALID_PARAM | pageSize must be a whole number from 1 to 1000
            []                                              | 400 | 4000000 | RESOURCE_INVALID_PARAM | the body must be an object
            ''                                              | 400 | 4000000 | RESOURCE_INVALID_PARAM | the body is not valid JSON: it is empty or ends too early
            """)
    void wrongBody_isRefused(String body, int status, int code, String message, String data) {
        assertRefused(post(CUSTOMERS, body), status, code, message, data);
        assertRefused(post(RESELLERS, body), status, code, message, data);
        assertThat(program.asked).isEmpty();
    }

    @Test
    void largestPage_isGiven() {
        assertThat(devices("resellerId=4680000925&pageSize=1000").status()).isEqualTo(200);
    }

    @Test
    void bodyWithMoreBehindItsEnd_isRefused() {
        assertThat(post(CUSTOMERS, "{\"resellerId\":\"4680000925\"}{}").status())
                .isEqualTo(400);
        assertThat(program.asked).isEmpty();
    }

    @Test
    void packedBody_isNotRead() {
        Gen1Response response = handler.handle(new Gen1Request(
                "POST",
                CUSTOMERS,
                null,
                Map.of("X-WSM-API-TOKEN", "sim-gen1-key", "Content-Encoding", "gzip"),
                ByteString.encodeUtf8("{\"resellerId\":\"4680000925\"}")));

        assertRefused(
                response,
                415,
                4000000,
                "RESOURCE_INVALID_PARAM",
                "Content-Encoding gzip is not supported; send the body as it is");
    }

    @Test
    void profile_mendsWhatIsAssumed() {
        Gen1ListProfile lists = Gen1ListProfile.builder()
                .devicesPaths(Set.of("/list"))
                .customersPaths(Set.of("/who"))
                .pageSize(5)
                .pageSizeLimit(6)
                .names(Map.of(
                        Gen1ListField.RESELLER_PARAMETER, "r",
                        Gen1ListField.PAGE_SIZE_PARAMETER, "n",
                        Gen1ListField.CUSTOMER_ID, "id"))
                .build();
        handler = Gen1Handler.builder()
                .anyKey(program)
                .profile(Gen1Profile.builder().lists(lists).build())
                .build();
        program.customers = new Page<>(List.of(new Customer(CUSTOMER, null, UnknownFields.none())), 1L, 0);

        assertThat(send("GET", "/list", "r=4680000925", "").status()).isEqualTo(200);
        assertRefused(
                send("GET", "/list", "r=4680000925&n=7", ""),
                400,
                4000000,
                "RESOURCE_INVALID_PARAM",
                "n must be a whole number from 1 to 6");
        assertAnswer(
                post("/who", "{\"r\":\"4680000925\",\"n\":6}"),
                200,
                "{\"totalCount\":1,\"pageNum\":0,\"customers\":[{\"id\":\"1200000321\"}]}");
        assertThat(program.asked)
                .containsExactly(
                        DeviceQuery.all().on(PageRequest.of(5)),
                        CustomerQuery.all().on(PageRequest.of(6)));
    }

    @Test
    void subject_namesOperationAndReseller() {
        assertThat(devices("resellerId=4680000925").subject())
                .isEqualTo(new Gen1Subject("devices", ResellerId.of("4680000925"), null));
        assertThat(post(CUSTOMERS, "{}").subject().operation()).isEqualTo("customers");
        assertThat(post(RESELLERS, "{}").subject().operation()).isEqualTo("resellers");
    }
}
