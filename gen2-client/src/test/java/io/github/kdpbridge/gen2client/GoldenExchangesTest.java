package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testfixtures.ContractExchange;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each documented or assumed answer of the contract, and what the client makes of it. */
@ExpectedLog(".*: the answer was lost; .*")
@ExpectedLog("the service is otherwise than assumed .*")
class GoldenExchangesTest {
    private static final String NO_TRANSACTIONS =
            "{\"devices\":{\"totalCount\":0,\"totalPage\":0,\"transactions\":[]}}";

    /** What comes of each exchange, in words. */
    private static final Map<String, String> OUTCOMES = Map.ofEntries(
            Map.entry("auth-oauth-ok", "0 transactions"),
            Map.entry("auth-oauth-short", "0 transactions"),
            Map.entry("auth-oauth-bad-client", "held back: CREDENTIALS"),
            Map.entry("auth-legacy-ok", "0 transactions"),
            Map.entry("auth-legacy-reused-jwt", "0 transactions"),
            Map.entry("auth-expired-oauth", "0 transactions"),
            Map.entry("auth-bad-legacy-token", "0 transactions"),
            Map.entry("auth-expired-403", "0 transactions"),
            Map.entry("auth-clock-arrays", "0 transactions"),
            Map.entry("upload-ok-g2", "receipt t-101 Progress"),
            Map.entry("upload-alias-g2", "receipt t-102 Progress"),
            Map.entry("upload-sn-g2", "receipt TID20261125ST Progress"),
            Map.entry("upload-no-reseller-g2", "refused: RESELLER_ID_MISSING 400"),
            Map.entry("upload-wrong-customer-g2", "refused: CUSTOMER_ID_INVALID 400"),
            Map.entry("upload-repeat-id-g2", "refused: TRANSACTION_ID_DUPLICATE 400"),
            Map.entry("upload-too-many-g2", "refused: DEVICE_COUNT_EXCEEDED 400"),
            Map.entry("upload-vendor-unknown-g2", "refused: VENDOR_NOT_FOUND 404"),
            Map.entry("upload-forbidden-g2", "refused: FORBIDDEN 403"),
            Map.entry("upload-server-error-g2", "receipt t-108 Progress"),
            Map.entry("status-all-well-g2", "Put t-101 Complete"),
            Map.entry("status-progress-g2", "Put t-101 Progress"),
            Map.entry("status-duplicate-g2", "Put t-101 Complete, IMEI 350000000000014 DEVICE_DUPLICATE"),
            Map.entry("status-invalid-g2", "Put t-109 Complete, IMEI 350000000000022 DEVICE_INVALID"),
            Map.entry("status-misprint-g2", "Put t-109 Complete, IMEI 350000000000022 DEVICE_INVALID"),
            Map.entry("status-bare-g2", "Delete t-110 Complete, IMEI 350000000000006 DEVICE_INVALID"),
            Map.entry("status-list-g2", "2 transactions"),
            Map.entry("status-unknown-empty-g2", "refused: TRANSACTION_NOT_FOUND 200"),
            Map.entry("status-unknown-code-g2", "refused: TRANSACTION_NOT_FOUND 400"),
            Map.entry("status-transaction-error-g2", "Put t-113 Complete CUSTOMER_NOT_FOUND"),
            Map.entry("delete-ok-g2", "receipt t-201 Progress"),
            Map.entry("delete-upload-g2", "receipt t-202 Progress"),
            Map.entry("delete-both-g2", "refused: RESOURCE_DUPLICATE_PARAM 400"),
            Map.entry(
                    "delete-foreign-status-g2",
                    "Delete t-201 Complete, IMEI 350000000000014 RESELLER_CUSTOMER_DEVICE_NOT_FOUND"),
            Map.entry(
                    "devices-g2",
                    "1 of 1: [IMEI 350000000000006, MEID 089000000000000001, SERIAL_NUMBER R50A00000XY] Verified"),
            Map.entry("devices-no-serial-g2", "1 of 1: [IMEI 350000000000006, MEID 089000000000000001] Verified"),
            Map.entry("devices-empty-g2", "0 of 0: "),
            Map.entry("devices-page-out-g2", "0 of 0: "),
            Map.entry("customers-g2", "1 of 1: 2000000002 Demo-Customer"),
            Map.entry("customers-empty-g2", "0 of 0: "),
            Map.entry("customers-bad-reseller-g2", "refused: RESELLER_ID_INVALID 400"),
            Map.entry("reseller-unknown-g2", "refused: RESELLER_NOT_FOUND 404"),
            Map.entry("aliases-g2", "alias_a=profile-made-up"));

    /** Requests that the client cannot be made to send, because they are wrong. */
    private static final Set<String> WRONG_REQUESTS = Set.of("upload-no-reseller-g2", "delete-both-g2");

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static List<ContractExchange> all() {
        return ContractExchange.all().stream()
                .filter(exchange -> !exchange.isOfGeneration1())
                .toList();
    }

    @Test
    void eachExchange_isExercised() {
        assertThat(all())
                .extracting(ContractExchange::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(OUTCOMES.keySet());
    }

    @ParameterizedTest
    @MethodSource("all")
    void exchange_comesOutAsTheContractSays(ContractExchange exchange) throws Exception {
        answer(exchange.status(), exchange.answer());
        boolean token = exchange.path().startsWith("/ams/");
        if (exchange.id().equals("auth-legacy-reused-jwt")) {
            answer(200, "{\"accessToken\":\"another-made-up\"}");
        }
        if (exchange.id().equals("upload-server-error-g2")) {
            answer(
                    200,
                    NO_TRANSACTIONS.replace(
                            "[]", "[{\"transactionId\":\"t-108\",\"state\":\"Progress\",\"type\":\"Put\"}]"));
        }
        answer(200, NO_TRANSACTIONS);
        try (Gen2Client client = client(exchange)) {
            assertThat(outcome(exchange, client)).isEqualTo(OUTCOMES.get(exchange.id()));
        }

        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getMethod()).isEqualTo(exchange.method());
        HttpUrl url = Objects.requireNonNull(sent.getUrl());
        assertThat(url.encodedPath()).isEqualTo(exchange.path());
        exchange.query()
                .forEach((name, value) -> assertThat(url.queryParameter(name)).isEqualTo(value));
        if (!token && !fields(exchange).isEmpty() && !WRONG_REQUESTS.contains(exchange.id())) {
            assertThat(object(sent.getBody().utf8())).isEqualTo(fields(exchange));
        }
        boolean renewed = exchange.id().startsWith("auth-") && !token;
        assertThat(server.getRequestCount()).isEqualTo(renewed ? 2 : requests(exchange.id()));
    }

    private static int requests(String id) {
        return switch (id) {
            case "auth-oauth-ok", "auth-oauth-short", "auth-legacy-ok" -> 2;
            case "auth-legacy-reused-jwt" -> 3;
            case "upload-forbidden-g2", "upload-server-error-g2" -> 2;
            default -> 1;
        };
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private Gen2Client client(ContractExchange exchange) {
        String reseller = exchange.query().getOrDefault("resellerId", "1000000001");
        TokenSource tokens = switch (exchange.path()) {
            case "/ams/v1/oauth2/token" -> OAuthTokenSource.of("client-made-up", "secret-made-up");
            case "/ams/v1/users/accesstoken" -> TokenSource.signedToken("identifier", Keys.SIGNING);
            default ->
                context -> new Token(
                        "Authorization",
                        "Bearer made-up",
                        Instant.now(),
                        Instant.now().plusSeconds(599));
        };
        return TestedClient.builder(ResellerId.of(reseller))
                .baseUrl(server.url("/kcs/v1/rp").toString())
                .tokens(tokens)
                .deviceCheck(DeviceCheck.none())
                .resilience(Resilience.builder()
                        .attempts(2)
                        .firstPause(Duration.ofMillis(1))
                        .build())
                .build();
    }

    private static String outcome(ContractExchange exchange, Gen2Client client) {
        try {
            return answer(exchange, client);
        } catch (RefusedException e) {
            return "refused: " + e.condition() + " " + e.httpStatus();
        } catch (RefusedLocallyException e) {
            return "held back: " + e.reason();
        } catch (KdpException e) {
            return e.getMessage();
        }
    }

    private static String answer(ContractExchange exchange, Gen2Client client) {
        String transaction = exchange.query().get("transactionId");
        PageRequest page = new PageRequest(
                Long.parseLong(exchange.query().getOrDefault("pageNum", "0")),
                Integer.valueOf(exchange.query().getOrDefault("pageSize", "100")));
        return switch (exchange.path()) {
            case "/kcs/v1/rp/devices/upload" -> text(client.upload(upload(exchange)));
            case "/kcs/v1/rp/devices/delete" -> text(delete(exchange, client));
            case "/kcs/v1/rp/devices" -> {
                var devices = client.devices(DeviceQuery.all(), page);
                yield devices.items().size() + " of " + devices.totalCount() + ": "
                        + devices.items().stream()
                                .map(device -> device.ids() + " " + device.state())
                                .collect(Collectors.joining());
            }
            case "/kcs/v1/rp/customers/list" -> {
                var customers = client.customers(CustomerQuery.all(), page);
                yield customers.items().size() + " of " + customers.totalCount() + ": "
                        + customers.items().stream()
                                .map(customer -> customer.id() + " " + customer.name())
                                .collect(Collectors.joining());
            }
            case "/kcs/v1/rp/profilealias/kme" ->
                client.kmeProfiles(CustomerId.of("2000000002")).stream()
                        .map(profile -> profile.alias() + "=" + profile.profileId())
                        .collect(Collectors.joining());
            default ->
                transaction == null
                        ? client.transactions(TransactionsQuery.all(), page)
                                        .items()
                                        .size()
                                + " transactions"
                        : text(client.status(StatusRequest.of(TransactionId.of(transaction))));
        };
    }

    private static String text(Receipt receipt) {
        return "receipt " + receipt.transaction() + " " + receipt.state();
    }

    private static String text(TransactionStatus status) {
        return "%s %s %s%s%s"
                .formatted(
                        status.type(),
                        status.transaction(),
                        status.state(),
                        status.error() == null ? "" : " " + status.error().condition(),
                        status.devices().stream().map(GoldenExchangesTest::text).collect(Collectors.joining()));
    }

    private static String text(DeviceOutcome device) {
        return ", " + device.id() + " "
                + (device.error() == null ? "done" : device.error().condition());
    }

    private static Receipt delete(ContractExchange exchange, Gen2Client client) {
        TransactionId transaction = TransactionId.of(field(exchange, "transactionId"));
        CustomerId customer = CustomerId.of(field(exchange, "customerId"));
        String removed = field(exchange, "removeTransactionId");
        return removed == null
                ? client.delete(new DeleteRequest(transaction, customer, null, devices(exchange)))
                : client.remove(new RemovalRequest(transaction, customer, null, TransactionId.of(removed)));
    }

    /** Returns the fields of the JSON that is sent; none for a form. */
    private static Map<String, Object> fields(ContractExchange exchange) {
        return object(exchange.request().getOrDefault("body", "{}"));
    }

    private static @Nullable String field(ContractExchange exchange, String name) {
        return fields(exchange).get(name) instanceof String text ? text : null;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String json) {
        try {
            return (Map<String, Object>) Objects.requireNonNull(
                    JsonReader.of(new Buffer().writeUtf8(json)).readJsonValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UploadRequest upload(ContractExchange exchange) {
        String vendor = field(exchange, "vendorId");
        Object orderTime = fields(exchange).get("orderTime");
        return new UploadRequest(
                TransactionId.of(field(exchange, "transactionId")),
                CustomerId.of(field(exchange, "customerId")),
                vendor == null ? null : VendorId.of(vendor),
                devices(exchange),
                field(exchange, "orderNo"),
                orderTime instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null,
                field(exchange, "targetService"),
                fields(exchange).containsKey("profileAliases")
                        ? List.of(new ProfileAlias("service-id-made-up", "alias_a"))
                        : List.of());
    }

    @SuppressWarnings("unchecked")
    private static Devices devices(ContractExchange exchange) {
        String type = String.valueOf(field(exchange, "type"));
        DeviceType known = type.equals(Gen2Profile.standard().typeName(DeviceType.SERIAL_NUMBER))
                ? DeviceType.SERIAL_NUMBER
                : new DeviceType(type);
        return new Devices(known, (List<String>) fields(exchange).get("devices"));
    }
}
