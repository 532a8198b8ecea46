package io.github.kdpbridge.gen1facade.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerQuery;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beans of generation 1 as requests of the port; the names on the wire are those of the contract, sections 3 to 6. */
class Gen1RequestsTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final String RESELLER = "4680000925";

    private static Gen1DevicesRequest bean() {
        Gen1DevicesRequest bean = new Gen1DevicesRequest();
        bean.setTransactionId("PO-7");
        bean.setResellerId(RESELLER);
        bean.setCustomerId("1200000321");
        bean.setDevices(new Gen1Devices(Gen1Devices.IMEI, List.of("351800000000702", "351800000001188")));
        return bean;
    }

    private static Gen1DevicesRequest with(Consumer<Gen1DevicesRequest> change) {
        Gen1DevicesRequest bean = bean();
        change.accept(bean);
        return bean;
    }

    @Test
    @SuppressWarnings("NullAway") // the mistake under test
    void beanThatIsNull_isNamed() {
        Stream.<ThrowingCallable>of(
                        () -> Gen1Requests.upload(null),
                        () -> Gen1Requests.deletion(null),
                        () -> Gen1Requests.delete(null),
                        () -> Gen1Requests.removal(null),
                        () -> Gen1Requests.customers(null),
                        () -> Gen1Requests.resellers(null))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage("bean"));
    }

    @Test
    void upload_hasAllFieldsOfTheBean() {
        Gen1DevicesRequest bean = bean();
        bean.setTransactionType(Gen1DevicesRequest.NEW);
        bean.setVendorId("7850000063");
        bean.setOrderNo("4711");
        bean.setOrderTime(1_600_000_000L);
        bean.setTargetService("KME");
        bean.setProfileAliases(List.of(new Gen1ProfileAlias("KME", "standard")));

        assertThat(Gen1Requests.upload(bean))
                .isEqualTo(new UploadRequest(
                        TransactionId.of("PO-7"),
                        CUSTOMER,
                        VendorId.of("7850000063"),
                        Devices.imeis(List.of("351800000000702", "351800000001188")),
                        "4711",
                        Instant.ofEpochSecond(1_600_000_000),
                        "KME",
                        List.of(new ProfileAlias("KME", "standard"))));
    }

    @Test
    void emptyVendor_isNone() {
        assertThat(Gen1Requests.upload(with(bean -> bean.setVendorId(""))).vendor())
                .isNull();
        assertThat(Gen1Requests.status(RESELLER, "PO-7", "").vendor()).isNull();
    }

    @Test
    void deletion_isOfDevicesOrOfAnUpload() {
        Gen1DevicesRequest removal = with(bean -> bean.setRemoveTransactionId("PO-1"));
        removal.setDevices(null);
        DeleteRequest ofDevices = DeleteRequest.of(
                CUSTOMER, TransactionId.of("PO-7"), Devices.imeis(List.of("351800000000702", "351800000001188")));
        RemovalRequest ofUpload =
                new RemovalRequest(TransactionId.of("PO-7"), CUSTOMER, null, TransactionId.of("PO-1"));

        assertThat(Gen1Requests.delete(bean())).isEqualTo(ofDevices);
        assertThat(Gen1Requests.deletion(bean())).isEqualTo(ofDevices);
        assertThat(Gen1Requests.removal(removal)).isEqualTo(ofUpload);
        assertThat(Gen1Requests.deletion(removal)).isEqualTo(ofUpload);
    }

    @Test
    void deletionOfTheOtherKind_isRefusedAndNamesTheRightMethod() {
        Gen1DevicesRequest removal = with(bean -> bean.setRemoveTransactionId("PO-1"));
        removal.setDevices(null);

        assertThatThrownBy(() -> Gen1Requests.delete(removal))
                .isInstanceOf(Gen1RequestException.class)
                .hasMessage("Gen1DevicesRequest[PO-7, 0 devices]: removeTransactionId is set: use Gen1Requests.removal,"
                        + " or deletion for both kinds");
        assertThatThrownBy(() -> Gen1Requests.removal(bean()))
                .isInstanceOf(Gen1RequestException.class)
                .hasMessage("Gen1DevicesRequest[PO-7, 2 devices]: removeTransactionId is missing: use"
                        + " Gen1Requests.delete, or deletion for both kinds");
    }

    @Test
    void status_namesTransactionAndVendor() {
        assertThat(Gen1Requests.status(RESELLER, "PO 7/ä&b=c", "7850000063"))
                .isEqualTo(new StatusRequest(TransactionId.of("PO 7/ä&b=c"), VendorId.of("7850000063")));
    }

    @Test
    void statusOfNoTransaction_isRefused() {
        assertThatThrownBy(() -> Gen1Requests.status(RESELLER, "", null))
                .isInstanceOf(Gen1RequestException.class)
                .hasMessage("status of transaction : transactionId is missing");
    }

    /** A page has 100 items unless the caller says otherwise (assumed). */
    @Test
    void lists_haveFiltersAndPage() {
        Gen1ListRequest bean = new Gen1ListRequest();
        bean.setResellerId(RESELLER);
        PageRequest first = PageRequest.of(100);
        assertThat(Gen1Requests.customers(bean)).isEqualTo(new CustomerQuery(null, first));
        assertThat(Gen1Requests.resellers(bean)).isEqualTo(new ResellerQuery(first));
        assertThat(Gen1Requests.devices(RESELLER, null, null, null, null))
                .isEqualTo(new DeviceQuery(null, null, first));
        assertThat(Gen1Requests.transactions(RESELLER, null, null, null, null))
                .isEqualTo(new TransactionsQuery(null, null, first));

        bean.setCustomerId("1200000321");
        bean.setPageNum(3);
        bean.setPageSize(50);
        PageRequest page = new PageRequest(3, 50);
        VendorId vendor = VendorId.of("7850000063");
        assertThat(Gen1Requests.customers(bean)).isEqualTo(new CustomerQuery(CUSTOMER, page));
        assertThat(Gen1Requests.resellers(bean)).isEqualTo(new ResellerQuery(page));
        assertThat(Gen1Requests.devices(RESELLER, "1200000321", "7850000063", 3, 50))
                .isEqualTo(new DeviceQuery(CUSTOMER, vendor, page));
        assertThat(Gen1Requests.transactions(RESELLER, "1200000321", "7850000063", 3, 50))
                .isEqualTo(new TransactionsQuery(CUSTOMER, vendor, page));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                bean("reseller id is missing", bean -> bean.setResellerId(null)),
                bean("transactionId is missing", bean -> bean.setTransactionId("")),
                bean("customerId is missing", bean -> bean.setCustomerId(null)),
                bean("devices.type is missing", bean -> bean.setDevices(null)),
                bean("devices.list is missing", bean -> bean.setDevices(new Gen1Devices("IMEI", null))),
                bean(
                        "devices.list must be an array of strings",
                        bean -> bean.setDevices(new Gen1Devices("IMEI", Arrays.asList("351800000000702", null)))),
                bean("transactionType must be New", bean -> bean.setTransactionType(Gen1DevicesRequest.DELETE)),
                bean("orderTime must be a number of seconds", bean -> bean.setOrderTime(Long.MAX_VALUE)),
                bean(
                        "profileAliases[0].profileAlias is missing",
                        bean -> bean.setProfileAliases(List.of(new Gen1ProfileAlias("KME", "")))));
    }

    private static Arguments bean(String complaint, Consumer<Gen1DevicesRequest> change) {
        return Arguments.of(complaint, with(change));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedBean_isRefusedByTheNameOfTheField(String complaint, Gen1DevicesRequest bean) {
        assertThatThrownBy(() -> Gen1Requests.upload(bean))
                .isInstanceOf(Gen1RequestException.class)
                .hasMessage(bean + ": " + complaint);
    }

    @Test
    void error_isThatOfGeneration1() {
        Gen1DevicesRequest bean = with(each -> each.setCustomerId(null));

        Gen1RequestException refused =
                catchThrowableOfType(Gen1RequestException.class, () -> Gen1Requests.upload(bean));

        Gen1Error error = refused.error();
        assertThat(error.getHttpStatus()).isEqualTo(400);
        assertThat(error.getTransactionId()).isEqualTo("PO-7");
        assertThat(error.getState()).isEqualTo("Rejected");
        assertThat(error.getCode()).isEqualTo("4000000");
        assertThat(error.getMessage()).isEqualTo("RESOURCE_INVALID_PARAM");
        assertThat(error.getData()).isEqualTo("customerId is missing");
    }

    @Test
    void numberOutOfRange_isRefused() {
        assertThatThrownBy(() -> Gen1Requests.devices(RESELLER, null, null, -1, null))
                .isInstanceOf(Gen1RequestException.class)
                .hasMessage("list of devices: pageNum must be a whole number from 0");
        assertThatThrownBy(() -> Gen1Requests.transactions(RESELLER, null, null, 0, 1001))
                .isInstanceOf(Gen1RequestException.class)
                .hasMessage("list of transactions: pageSize must be a whole number from 1 to 1000");
    }
}
