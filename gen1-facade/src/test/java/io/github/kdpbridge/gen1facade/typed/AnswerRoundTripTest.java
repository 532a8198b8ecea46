package io.github.kdpbridge.gen1facade.typed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.ServiceError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random answers to beans and back: a part comes back as it was, or its loss is in the list. */
class AnswerRoundTripTest {
    private static final int ANSWERS = 10_000;
    private static final List<Condition> CONDITIONS = List.of(
            Condition.DEVICE_INVALID, Condition.DEVICE_DUPLICATE, Condition.CUSTOMER_NOT_FOUND, Condition.UNKNOWN);

    /** What generation 1 says of them (contract, section 8). */
    private static final Map<Condition, String> WORDS = Map.of(
            Condition.DEVICE_INVALID, "4000000 RESOURCE_INVALID_PARAM",
            Condition.DEVICE_DUPLICATE, "4092100 RESELLER_DEVICE_ALREADY_EXISTS",
            Condition.CUSTOMER_NOT_FOUND, "4042104 CUSTOMER_NOT_FOUND",
            Condition.UNKNOWN, "99900000 UNKNOWN");

    /** These name the device in their text. */
    private static final Set<Condition> OF_A_DEVICE = Set.of(Condition.DEVICE_INVALID, Condition.DEVICE_DUPLICATE);

    /** The only differences that there may be; each is met by some answer. */
    private enum Loss {
        /** No UTF-8 has half a character; a question mark stands for it. */
        HALF_A_CHARACTER,
        /** Generation 1 has two states: a rejected transaction is complete, and one in an unknown state in progress. */
        STATE,
        /** A receipt and a status have the fields of generation 1 alone. */
        UNKNOWN_FIELDS,
        /** A status of generation 1 names no order. */
        ORDER_NUMBER,
        /** It does not say whether it names all devices. */
        COVERAGE,
        /** A transaction in progress shows no devices. */
        DEVICES_IN_PROGRESS,
        /** Code and text become those of generation 1. */
        WORDS_OF_AN_ERROR,
        /** An error of the whole is repeated in each device without its own. */
        ERROR_OF_THE_WHOLE,
        /** A rejection without a reason gets one, also in its devices. */
        REASON_OF_A_REJECTION,
        /** A time is in milliseconds. */
        FRACTION_OF_A_MILLISECOND,
        /** A page of customers has no number of pages. */
        NUMBER_OF_PAGES,
        /** A page has no fields but its own. */
        FIELDS_OF_A_PAGE
    }

    private final RandomText random = new RandomText(20_261_128);
    private final Set<Loss> met = EnumSet.noneOf(Loss.class);
    private TransactionStatus status;

    @Test
    void answersComeBack_butForTheListedLosses() {
        for (int count = 0; count < ANSWERS; count++) {
            status = null;
            switch (count % 6) {
                case 0 -> receipt();
                case 1, 2 -> status();
                case 3 -> devices();
                case 4 -> customers();
                default -> resellers();
            }
        }

        assertThat(met).isEqualTo(EnumSet.allOf(Loss.class));
    }

    private void receipt() {
        Receipt receipt = new Receipt(TransactionId.of(random.filled()), TransactionState.PROGRESS, unknown());
        Gen1Receipt bean = Gen1Answers.receipt(receipt);
        compare(
                fields(
                        "transaction",
                        receipt.transaction().value(),
                        "state",
                        receipt.state().name(),
                        "unknown",
                        receipt.unknown().json()),
                fields(
                        "transaction",
                        bean.getTransactionId(),
                        "state",
                        bean.getState(),
                        "unknown",
                        bean.getUnknownFields()));
    }

    private void status() {
        List<DeviceOutcome> outcomes = new ArrayList<>();
        for (int rest = random.below(4); rest > 0; rest--) {
            DeviceId id = new DeviceId(
                    random.one(List.of(DeviceType.IMEI, DeviceType.SERIAL_NUMBER, DeviceType.MEID)), random.text());
            outcomes.add(new DeviceOutcome(id, random.orNull(2, this::error), unknown()));
        }
        status = new TransactionStatus(
                TransactionId.of(random.filled()),
                random.one(List.of(
                        TransactionState.COMPLETE,
                        TransactionState.COMPLETE,
                        TransactionState.PROGRESS,
                        TransactionState.REJECTED,
                        new TransactionState("Queued"))),
                random.one(List.of(TransactionType.UPLOAD, TransactionType.DELETE, new TransactionType("Move"))),
                outcomes,
                random.one(List.of(DeviceCoverage.ALL, DeviceCoverage.FAILED_ONLY)),
                random.chance(3) ? error() : null,
                random.chance(3) ? random.text() : null,
                unknown());
        Gen1Transaction bean = transaction();
        Map<String, Object> before = fields(
                "transaction",
                status.transaction().value(),
                "state",
                status.state().name(),
                "type",
                status.type().name(),
                "error",
                text(status.error()),
                "orderNo",
                status.orderNo(),
                "coverage",
                status.coverage(),
                "unknown",
                status.unknown().json());
        Map<String, Object> after = fields(
                "transaction",
                bean.getTransactionId(),
                "state",
                bean.getState(),
                "type",
                bean.getType(),
                "error",
                bean.getCode() == null ? null : bean.getCode() + " " + bean.getMessage() + ": " + bean.getData(),
                "orderNo",
                null,
                "coverage",
                null,
                "unknown",
                bean.getUnknownFields());
        before.put("words", words(status.error()));
        after.put("words", bean.getCode() == null ? null : bean.getCode() + " " + bean.getMessage());
        before.put("devices", outcomes.size());
        after.put("devices", bean.getDevices().size());
        if (outcomes.size() == bean.getDevices().size()) {
            for (int at = 0; at < outcomes.size(); at++) {
                DeviceOutcome outcome = outcomes.get(at);
                Gen1Device device = bean.getDevices().get(at);
                before.put("device " + at, outcome.id().value());
                after.put("device " + at, identifier(device, outcome.id().type()));
                before.put("error of device " + at, text(outcome.error()));
                after.put(
                        "error of device " + at,
                        device.getCode() == null
                                ? null
                                : device.getCode() + " " + device.getMessage() + ": " + device.getData());
                ServiceError error = outcome.error() == null ? status.error() : outcome.error();
                before.put("words of device " + at, words(error));
                after.put(
                        "words of device " + at,
                        device.getCode() == null ? null : device.getCode() + " " + device.getMessage());
                if (error != null) {
                    boolean named = OF_A_DEVICE.contains(error.condition());
                    before.put("data of device " + at, named ? true : error.data());
                    after.put(
                            "data of device " + at,
                            named
                                    ? device.getData()
                                            .contains(identifier(
                                                    device, outcome.id().type()))
                                    : device.getData());
                }
                before.put("unknown of device " + at, outcome.unknown().json());
                after.put("unknown of device " + at, device.getUnknownFields());
                assertThat(device.isFailed())
                        .as("a device is failed, as it was, or as the whole is")
                        .isEqualTo(outcome.error() != null
                                || status.error() != null
                                || status.state().equals(TransactionState.REJECTED));
            }
        }
        compare(before, after);
    }

    /** Returns the status, alone or at a random place of a page. */
    private Gen1Transaction transaction() {
        if (random.chance(2)) {
            return Gen1Answers.status(status).getTransactions().get(0);
        }
        TransactionStatus other = new TransactionStatus(
                TransactionId.of("other"), TransactionState.PROGRESS, TransactionType.UPLOAD, List.of());
        List<TransactionStatus> statuses = new ArrayList<>(Collections.nCopies(3, other));
        int at = random.below(3);
        statuses.set(at, status);
        Page<TransactionStatus> page = page(statuses);
        Gen1Status bean = Gen1Answers.transactions(page, PageRequest.of(2));
        Map<String, Object> before = page(page, page.totalPages());
        before.put("totalCount", Objects.requireNonNullElse(page.totalCount(), 3L)); // the page's own stands for it
        before.put("pages", pages(page, (Long) before.get("totalCount"), 2));
        compare(before, page(bean));
        assertThat(bean.getTotalPage()).isEqualTo(before.get("pages"));
        assertThat(bean.getTransactions()).hasSize(3);
        return bean.getTransactions().get(at);
    }

    /** What generation 1 says of the number of pages: as given, or as the size of a page makes it. */
    private static Long pages(Page<?> page, Long items, int size) {
        if (page.totalPages() != null || items == null) {
            return page.totalPages();
        }
        return (items + size - 1) / size;
    }

    private static String identifier(Gen1Device device, DeviceType type) {
        if (type.equals(DeviceType.IMEI)) {
            return device.getImei();
        }
        return type.equals(DeviceType.MEID) ? device.getMeid() : device.getSerialNumber();
    }

    private ServiceError error() {
        Condition condition = random.one(CONDITIONS);
        String code = condition == Condition.UNKNOWN
                ? "99900000"
                : ErrorCatalogue.standard().code(Generation.GEN2, condition);
        return new ServiceError(condition, code, condition.name(), random.orNull(2, random::text));
    }

    /** Code and name of an error in generation 1; a rejection has some without one, and what succeeded has none. */
    private String words(ServiceError error) {
        if (error != null) {
            return WORDS.get(error.condition());
        }
        return status.state().equals(TransactionState.REJECTED) ? "5000000 INTERNAL_SERVER_ERROR" : null;
    }

    private static String text(ServiceError error) {
        return error == null ? null : error.code() + " " + error.message() + ": " + error.data();
    }

    private void devices() {
        Page<ListedDevice> page = page(some(this::device));
        boolean asked = random.chance(2);
        Gen1DeviceList list = asked ? Gen1Answers.devices(page, PageRequest.of(7)) : Gen1Answers.devices(page);
        Map<String, Object> before = page(page, asked ? pages(page, page.totalCount(), 7) : page.totalPages());
        Map<String, Object> after = page(list);
        assertThat(list.getTotalPage()).isEqualTo(before.get("pages"));
        assertThat(list.getDevices()).hasSameSizeAs(page.items());
        for (int at = 0; at < page.items().size(); at++) {
            ListedDevice device = page.items().get(at);
            Gen1Device bean = list.getDevices().get(at);
            before.put("imei " + at, device.ids().get(0).value());
            after.put("imei " + at, bean.getImei());
            before.put(
                    "serialNumber " + at,
                    device.ids().size() == 1 ? null : device.ids().get(1).value());
            after.put("serialNumber " + at, bean.getSerialNumber());
            before.put("recordId " + at, device.recordId());
            after.put("recordId " + at, bean.getId());
            before.put("time " + at, device.createTime());
            after.put(
                    "time " + at,
                    bean.getCreateTime() == null ? null : Instant.ofEpochMilli(Long.parseLong(bean.getCreateTime())));
            before.put(
                    "customer " + at,
                    device.customer() == null ? null : device.customer().value());
            after.put("customer " + at, bean.getCustomerId());
            before.put("state " + at, device.state());
            after.put("state " + at, bean.getState());
            before.put("unknown " + at, device.unknown().json());
            after.put("unknown " + at, bean.getUnknownFields());
        }
        compare(before, after);
    }

    private ListedDevice device() {
        List<DeviceId> ids = new ArrayList<>();
        ids.add(DeviceId.imei(random.text()));
        if (random.chance(2)) {
            ids.add(DeviceId.serialNumber(random.text()));
        }
        return new ListedDevice(
                ids,
                random.orNull(2, random::text),
                random.orNull(2, () -> Instant.ofEpochSecond(random.below(2_000_000_000), random.below(1_000_000_000))),
                random.orNull(2, () -> CustomerId.of(random.filled())),
                random.orNull(2, random::text),
                unknown());
    }

    private void customers() {
        Page<Customer> page = page(
                some(() -> new Customer(CustomerId.of(random.filled()), random.orNull(3, random::text), unknown())));
        Gen1CustomerList list = Gen1Answers.customers(page);
        Map<String, Object> before = page(page, page.totalPages());
        Map<String, Object> after = page(list);
        assertThat(list.getCustomers()).hasSameSizeAs(page.items());
        for (int at = 0; at < page.items().size(); at++) {
            Customer customer = page.items().get(at);
            Gen1Customer bean = list.getCustomers().get(at);
            before.put("customer " + at, customer.id().value());
            after.put("customer " + at, bean.getCustomerId());
            before.put("name " + at, customer.name());
            after.put("name " + at, bean.getName());
            before.put("unknown " + at, customer.unknown().json());
            after.put("unknown " + at, bean.getUnknownFields());
        }
        compare(before, after);
    }

    private void resellers() {
        Page<Reseller> page =
                page(some(() -> new Reseller(ResellerId.of(random.filled()), random.orNull(3, random::text))));
        Gen1ResellerList list = Gen1Answers.resellers(page);
        Map<String, Object> before = page(page, page.totalPages());
        Map<String, Object> after = page(list);
        assertThat(list.getResellers()).hasSameSizeAs(page.items());
        for (int at = 0; at < page.items().size(); at++) {
            before.put("reseller " + at, page.items().get(at).id().value());
            after.put("reseller " + at, list.getResellers().get(at).getResellerId());
            before.put("name " + at, page.items().get(at).name());
            after.put("name " + at, list.getResellers().get(at).getName());
        }
        compare(before, after);
    }

    private <T> List<T> some(Supplier<T> item) {
        return Stream.generate(item).limit(random.below(4)).toList();
    }

    private <T> Page<T> page(List<T> items) {
        return new Page<>(
                items,
                random.orNull(3, () -> (long) random.below(100)),
                random.below(10),
                random.orNull(3, () -> (long) random.below(100)),
                unknown());
    }

    private static Map<String, Object> page(Page<?> page, Long pages) {
        return fields(
                "totalCount",
                page.totalCount(),
                "number",
                page.number(),
                "pages",
                pages,
                "fields of the page",
                page.unknown().json());
    }

    private static Map<String, Object> page(Gen1Page page) {
        return fields(
                "totalCount",
                page.getTotalCount(),
                "number",
                page.getPageNum(),
                "pages",
                page.getTotalPage(),
                "fields of the page",
                page.getUnknownFields());
    }

    private UnknownFields unknown() {
        return random.chance(3) ? UnknownFields.of(Map.of("color", "\"blue\"")) : UnknownFields.none();
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            fields.put((String) namesAndValues[at], namesAndValues[at + 1]);
        }
        return fields;
    }

    private void compare(Map<String, Object> before, Map<String, Object> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Object given = before.get(name);
            Object back = after.get(name);
            if (!Objects.equals(given, back)) {
                Optional<Loss> loss = loss(name, given, back);
                assertThat(loss)
                        .as("%s: '%s' came back as '%s'", name, given, back)
                        .isPresent();
                met.add(loss.orElseThrow());
            }
        }
    }

    private Optional<Loss> loss(String name, Object given, Object back) {
        return Optional.ofNullable(
                switch (name.replaceAll(" \\d+", "")) {
                    case "state" -> status == null ? halfACharacter(given, back) : state(given, back);
                    case "orderNo" -> Loss.ORDER_NUMBER;
                    case "coverage" -> Loss.COVERAGE;
                    case "devices" -> !status.complete() && back.equals(0) ? Loss.DEVICES_IN_PROGRESS : null;
                    case "error", "error of device" -> error(given, back);
                    case "time" ->
                        ((Instant) given).toEpochMilli() == ((Instant) back).toEpochMilli()
                                ? Loss.FRACTION_OF_A_MILLISECOND
                                : null;
                    case "pages" -> back == null ? Loss.NUMBER_OF_PAGES : null;
                    case "fields of the page" -> Loss.FIELDS_OF_A_PAGE;
                    case "unknown", "unknown of device" -> Map.of().equals(back) ? Loss.UNKNOWN_FIELDS : null;
                    default -> halfACharacter(given, back);
                });
    }

    private static Loss state(Object given, Object back) {
        return back.equals(given.equals("Rejected") ? "Complete" : "Progress") ? Loss.STATE : null;
    }

    private Loss error(Object given, Object back) {
        if (back == null) {
            return null; // a failure became a success
        }
        if (given != null) {
            return Loss.WORDS_OF_AN_ERROR;
        }
        if (status.error() != null) {
            return Loss.ERROR_OF_THE_WHOLE;
        }
        return status.state().equals(TransactionState.REJECTED) ? Loss.REASON_OF_A_REJECTION : null;
    }

    private static Loss halfACharacter(Object given, Object back) {
        return String.valueOf(given).replace("a\uD83Db", "a?b").equals(String.valueOf(back))
                ? Loss.HALF_A_CHARACTER
                : null;
    }
}
