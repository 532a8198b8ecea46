package io.github.kdpbridge.gen1facade.typed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ResellerQuery;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import retrofit2.Response;

/** Random beans to requests and back: a field comes back as it was, or its loss is in the list. */
@SuppressWarnings("deprecation") // deprecated by design
class RequestRoundTripTest {
    private static final int BEANS = 10_000;
    private static final String RESELLER = "4680000925";

    /** The only differences that there may be; each is met by some bean. */
    private enum Loss {
        /** Generation 1 takes an empty text as absent. */
        EMPTY_TEXT,
        /** No UTF-8 has half a character; a question mark stands for it. */
        HALF_A_CHARACTER,
        /** A request goes to the account of the client that sends it. */
        ACCOUNT,
        /** The kind of request says it. */
        TRANSACTION_TYPE,
        /** An upload removes nothing. */
        REMOVED_UPLOAD_OF_AN_UPLOAD,
        /** A deletion has no order, service and profiles. */
        ORDER_OF_A_DELETION,
        /** A removal may repeat that it has no devices. */
        NO_DEVICES_OF_A_REMOVAL,
        /** No profiles are the same as an empty list of them. */
        NO_PROFILES,
        /** The port's own name of a kind is understood, and written as generation 1 writes it. */
        NAME_OF_A_KIND,
        /** The page of a list is always said. */
        DEFAULT_PAGE,
        /** The list of resellers has no filter. */
        FILTER_OF_RESELLERS
    }

    private final RandomText random = new RandomText(20_261_127);
    private final Set<Loss> met = EnumSet.noneOf(Loss.class);

    @Test
    void beansComeBack_butForTheListedLosses() {
        int accepted = 0;
        for (int count = 0; count < BEANS; count++) {
            accepted += roundTrip(count) ? 1 : 0;
        }

        assertThat(met).isEqualTo(EnumSet.allOf(Loss.class));
        assertThat(accepted).isBetween(BEANS / 2, BEANS - BEANS / 20); // both kinds are there
    }

    /** Returns whether the bean made a request; a complaint names one of its fields. */
    private boolean roundTrip(int count) {
        try {
            if (count % 4 == 3) {
                questionRoundTrip(count / 4 % 5);
            } else {
                Gen1DevicesRequest bean = bean();
                boolean upload = count % 2 == 0;
                WriteRequest request = upload ? Gen1Requests.upload(bean) : Gen1Requests.deletion(bean);
                compare(fields(bean), fields(request), request);
            }
            return true;
        } catch (Gen1RequestException refused) {
            assertThat(refused.error().getHttpStatus()).isEqualTo(400);
            assertThat(refused.getMessage())
                    .containsPattern("resellerId|reseller id|transactionId|customerId|devices|removeTransactionId"
                            + "|transactionType|orderTime|profileAliases|pageNum|pageSize");
            return false;
        }
    }

    private void questionRoundTrip(int kind) {
        String reseller = random.orNull(20, () -> RESELLER);
        String customer = random.orNull(2, random::text);
        String vendor = random.orNull(2, random::text);
        Integer number = random.orNull(4, () -> random.below(50) - 1);
        Integer size = random.orNull(4, () -> random.below(1002));
        if (kind == 0) {
            String transaction = random.text();
            StatusRequest asked = Gen1Requests.status(or(reseller, ""), transaction, vendor);
            Map<String, Object> before = new HashMap<>();
            before.put("transactionId", transaction);
            before.put("vendorId", vendor);
            Map<String, Object> after = new HashMap<>();
            after.put("transactionId", asked.transaction().value());
            after.put("vendorId", asked.vendor() == null ? null : asked.vendor().value());
            compare(before, after, asked);
            return;
        }
        Map<String, Object> before = new HashMap<>();
        before.put("customerId", customer);
        before.put("pageNum", number);
        before.put("pageSize", size);
        Gen1ListRequest bean = new Gen1ListRequest();
        bean.setResellerId(reseller);
        bean.setCustomerId(customer);
        bean.setPageNum(number);
        bean.setPageSize(size);
        switch (kind) {
            case 1 -> {
                CustomerQuery asked = Gen1Requests.customers(bean);
                compare(before, fields(asked.customer(), null, asked.page()), asked);
            }
            case 2 -> {
                ResellerQuery asked = Gen1Requests.resellers(bean);
                compare(before, fields(null, null, asked.page()), asked);
            }
            case 3 -> {
                before.put("vendorId", vendor);
                DeviceQuery asked = Gen1Requests.devices(or(reseller, ""), customer, vendor, number, size);
                compare(before, fields(asked.customer(), asked.vendor(), asked.page()), asked);
            }
            default -> {
                before.put("vendorId", vendor);
                TransactionsQuery asked = Gen1Requests.transactions(or(reseller, ""), customer, vendor, number, size);
                compare(before, fields(asked.customer(), asked.vendor(), asked.page()), asked);
            }
        }
    }

    private Gen1DevicesRequest bean() {
        Gen1DevicesRequest bean = new Gen1DevicesRequest();
        bean.setTransactionId(random.orNull(50, random::text));
        bean.setResellerId(random.orNull(50, () -> RESELLER));
        bean.setCustomerId(random.orNull(50, random::text));
        bean.setVendorId(random.orNull(2, random::text));
        bean.setTransactionType(random.orNull(
                2, () -> random.one(List.of(Gen1DevicesRequest.NEW, Gen1DevicesRequest.DELETE, "", "new"))));
        bean.setDevices(random.orNull(8, this::devices));
        bean.setRemoveTransactionId(random.orNull(2, random::text));
        bean.setOrderNo(random.orNull(2, random::text));
        bean.setOrderTime(random.orNull(2, () -> random.chance(20) ? random.number() : random.below(2_000_000_000)));
        bean.setTargetService(random.orNull(2, random::text));
        bean.setProfileAliases(random.orNull(2, this::aliases));
        return bean;
    }

    private Gen1Devices devices() {
        List<String> list = new ArrayList<>();
        for (int rest = random.below(4); rest > 0; rest--) {
            list.add(random.orNull(100, random::text));
        }
        Gen1Devices devices = new Gen1Devices();
        devices.setType(random.orNull(
                30, () -> random.one(List.of("IMEI", "IMEI", "SN", "MEID", "SERIAL_NUMBER", "imei", ""))));
        devices.setList(random.orNull(30, () -> list));
        return devices;
    }

    private List<Gen1ProfileAlias> aliases() {
        List<Gen1ProfileAlias> aliases = new ArrayList<>();
        for (int rest = random.below(3); rest > 0; rest--) {
            aliases.add(new Gen1ProfileAlias(random.filled(), random.chance(20) ? null : random.filled()));
        }
        return aliases;
    }

    private void compare(Map<String, Object> before, Map<String, Object> after, Request<?> request) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Object sent = before.get(name);
            Object back = after.get(name);
            if (!Objects.equals(sent, back)) {
                Optional<Loss> loss = loss(name, sent, back, request);
                assertThat(loss)
                        .as("%s: '%s' came back as '%s' in %s", name, sent, back, request)
                        .isPresent();
                met.add(loss.orElseThrow());
            }
        }
    }

    private static Optional<Loss> loss(String name, Object sent, Object back, Request<?> request) {
        boolean deletion = request instanceof WriteRequest && !(request instanceof UploadRequest);
        if (name.equals("resellerId") && back == null) {
            return Optional.of(Loss.ACCOUNT);
        }
        if (name.equals("transactionType") && back == null) {
            return Optional.of(Loss.TRANSACTION_TYPE);
        }
        if (name.equals("removeTransactionId") && back == null && request instanceof UploadRequest) {
            return Optional.of(Loss.REMOVED_UPLOAD_OF_AN_UPLOAD);
        }
        if (Set.of("orderNo", "orderTime", "targetService", "profileAliases").contains(name) && deletion) {
            return Optional.of(Loss.ORDER_OF_A_DELETION);
        }
        if (Set.of("devices.type", "devices.list").contains(name) && request instanceof RemovalRequest) {
            boolean none = name.equals("devices.type") || List.of().equals(sent);
            return none ? Optional.of(Loss.NO_DEVICES_OF_A_REMOVAL) : Optional.empty();
        }
        if (name.equals("profileAliases") && List.of().equals(sent) && back == null) {
            return Optional.of(Loss.NO_PROFILES);
        }
        if (name.equals("devices.type") && "SERIAL_NUMBER".equals(sent) && "SN".equals(back)) {
            return Optional.of(Loss.NAME_OF_A_KIND);
        }
        if (name.startsWith("page") && sent == null) {
            return Optional.of(Loss.DEFAULT_PAGE).filter(loss -> back.equals(name.equals("pageNum") ? 0 : 100));
        }
        if (name.equals("customerId") && request instanceof ResellerQuery) {
            return Optional.of(Loss.FILTER_OF_RESELLERS);
        }
        if ("".equals(sent) && back == null) {
            return Optional.of(Loss.EMPTY_TEXT);
        }
        return String.valueOf(sent).replace("a\uD83Db", "a?b").equals(String.valueOf(back))
                ? Optional.of(Loss.HALF_A_CHARACTER)
                : Optional.empty();
    }

    private static Map<String, Object> fields(Gen1DevicesRequest bean) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("transactionId", bean.getTransactionId());
        fields.put("resellerId", bean.getResellerId());
        fields.put("customerId", bean.getCustomerId());
        fields.put("vendorId", bean.getVendorId());
        fields.put("transactionType", bean.getTransactionType());
        Gen1Devices devices = bean.getDevices();
        fields.put("devices.type", devices == null ? null : devices.getType());
        fields.put("devices.list", devices == null ? null : devices.getList());
        fields.put("removeTransactionId", bean.getRemoveTransactionId());
        fields.put("orderNo", bean.getOrderNo());
        fields.put("orderTime", bean.getOrderTime());
        fields.put("targetService", bean.getTargetService());
        List<Gen1ProfileAlias> aliases = bean.getProfileAliases();
        fields.put(
                "profileAliases",
                aliases == null
                        ? null
                        : aliases.stream()
                                .map(alias -> alias.getServiceId() + "/" + alias.getProfileAlias())
                                .toList());
        return fields;
    }

    /** The fields of the bean that says the same; the contract, sections 3 and 8, has their names. */
    private static Map<String, Object> fields(WriteRequest request) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("transactionId", request.transaction().value());
        fields.put("customerId", request.customer().value());
        VendorId vendor = request.vendor();
        fields.put("vendorId", vendor == null ? null : vendor.value());
        if (request instanceof DeviceWrite write) {
            DeviceType type = write.devices().type();
            fields.put("devices.type", type.equals(DeviceType.SERIAL_NUMBER) ? "SN" : type.name());
            fields.put("devices.list", new ArrayList<>(write.devices().identifiers()));
        }
        if (request instanceof RemovalRequest removal) {
            fields.put("removeTransactionId", removal.upload().value());
        }
        if (request instanceof UploadRequest upload) {
            fields.put("orderNo", upload.orderNo());
            fields.put(
                    "orderTime",
                    upload.orderTime() == null ? null : upload.orderTime().getEpochSecond());
            fields.put("targetService", upload.targetService());
            List<String> aliases = upload.profileAliases().stream()
                    .map(alias -> alias.serviceId() + "/" + alias.alias())
                    .toList();
            fields.put("profileAliases", aliases.isEmpty() ? null : aliases);
        }
        return fields;
    }

    private static Map<String, Object> fields(CustomerId customer, VendorId vendor, PageRequest page) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("customerId", customer == null ? null : customer.value());
        fields.put("vendorId", vendor == null ? null : vendor.value());
        fields.put("pageNum", Math.toIntExact(page.number()));
        fields.put("pageSize", page.size());
        return fields;
    }

    private static String or(String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    /** Fewer beans, because each is sent twice. */
    @Test
    @ExpectedLog("upload .* got no answer: it is not sent")
    @ExpectedLog("(delete|remove) .* got no answer: it is not sent")
    void beansThatAreSent_areTheSameRequestsAndErrors() throws IOException {
        Noting program = new Noting();
        Gen1ResellerApi gen1 = Gen1.connect(program);
        for (int count = 0; count < BEANS / 20; count++) {
            Gen1DevicesRequest bean = bean();
            boolean upload = count % 2 == 0;
            program.asked = null;
            Response<Gen1Receipt> response = (upload ? gen1.upload(bean) : gen1.delete(bean)).execute();
            try {
                assertThat(upload ? Gen1Requests.upload(bean) : Gen1Requests.deletion(bean))
                        .isEqualTo(program.asked);
            } catch (Gen1RequestException refused) {
                assertThat(program.asked).isNull();
                assertThat(refused.error())
                        .usingRecursiveComparison()
                        .isEqualTo(Gen1.error(response).orElseThrow());
            }
        }
    }

    /** Notes what it is asked, and does nothing. */
    private static final class Noting implements DeploymentProgram {
        private Request<?> asked;

        @Override
        public ResellerId reseller() {
            return ResellerId.of(RESELLER);
        }

        @Override
        public boolean remembersWrites() {
            return true;
        }

        @Override
        public <A> CompletionStage<A> send(Request<A> request) {
            asked = request;
            return Stages.failed(new UnreachableException(request.label(), "it is not sent", null, false));
        }
    }
}
