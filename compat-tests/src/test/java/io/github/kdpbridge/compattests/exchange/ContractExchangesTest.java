package io.github.kdpbridge.compattests.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testfixtures.ContractExchange;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each exchange of the contract from end to end: the request of generation 1 goes to the gateway, the one that the contract
 * pairs with it reaches the service, which answers as the contract says, and the caller gets the contract's answer of
 * generation 1.
 */
@ExpectedLog("status [^ ]+ got an answer that cannot be understood: .*")
@ExpectedLog("(status|upload) [^ ]+ was refused: .*")
@ExpectedLog(
        "the service is otherwise than assumed \\((device-limit|error-names|transaction-error|unknown-transaction|wrong-customer)\\): .*")
@Tag("one-jdk")
class ContractExchangesTest {
    private static final String KEY = "static-key-made-up";
    private static final String RESELLER = "1000000001";
    private static final String DEVICES = "/bulkenroll/v1/reseller/devices";
    private static final List<ContractExchange> ALL = ContractExchange.all();

    /** What the gateway refuses by itself. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("auth-gen1-wrong-key", "upload-no-reseller-g1", "status-no-reseller-g1");

    /** A gateway takes its time to end, because it waits for its callers. */
    private static final ExecutorService CLOSERS = Executors.newCachedThreadPool();

    private final ScriptedService service = new ScriptedService();
    private final Gateway gateway = Gateway.start(GatewayConfig.builder()
            .account(new Gen2Account(
                    ResellerId.of(RESELLER),
                    Set.of(Gen1Key.of(KEY)),
                    new Gen2Service(
                            service.url(),
                            context -> new Token(
                                    "Authorization",
                                    "Bearer token-made-up",
                                    Instant.now(),
                                    Instant.now().plus(Duration.ofHours(1))),
                            Resilience.builder().attempts(1).build(),
                            Gen2Profile.standard())))
            .build());
    private final Peer caller = Peer.at(gateway.url());

    @AfterEach
    void close() {
        CLOSERS.execute(() -> {
            gateway.close();
            service.close();
        });
    }

    @AfterAll
    static void awaitClosed() throws InterruptedException {
        CLOSERS.shutdown();
        assertThat(CLOSERS.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    /** What the callers of the statuses had submitted: generation 1 names all of it, generation 2 what failed. */
    @BeforeEach
    void submit() {
        submit("", "New", "t-109", "350000000000006", "350000000000022");
        submit("/delete", "Delete", "t-110", "350000000000006", "350000000000014");
        submit("", "New", "t-111", "350000000000006", "350000000000014");
        submit("", "New", "t-112", "350000000000006", "350000000000022");
        submit("", "New", "t-113", "350000000000006");
    }

    private void submit(String path, String transactionType, String transaction, String... imeis) {
        Answer answer = send(
                "PUT",
                DEVICES + path,
                "{\"transactionId\":\"%s\",\"resellerId\":\"%s\",\"customerId\":\"2000000002\",\"transactionType\":\"%s\","
                                .formatted(transaction, RESELLER, transactionType)
                        + "\"devices\":{\"type\":\"IMEI\",\"list\":[\"" + String.join("\",\"", imeis) + "\"]}}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private Answer send(String method, String target, String body) {
        return caller.send(new SessionRequest(
                target,
                1,
                method,
                target,
                List.of(new Header("X-WSM-API-TOKEN", KEY), new Header("Content-Type", "application/json")),
                body.isEmpty() ? null : body,
                null,
                List.of()));
    }

    static Stream<Arguments> pairs() {
        return ALL.stream()
                .filter(ContractExchange::isOfGeneration1)
                .filter(gen1 -> !NOT_PASSED_ON.contains(gen1.id()))
                .flatMap(gen1 -> gen1.translations().stream().map(gen2 -> Arguments.of(gen1, gen2)));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("pairs")
    void pair_isTranslatedBothWays(ContractExchange gen1, ContractExchange gen2) throws IOException {
        if (gen1.path().endsWith("/status")) {
            submit("", "New", "t-101", "350000000000006", "350000000000014", "350000000000022");
        }
        if (gen1.id().startsWith("delete-foreign-")) {
            submit("/delete", "Delete", "t-201", "350000000000006", "350000000000014");
        }
        service.follow(gen2);

        Answer answer = caller.send(request(gen1));

        assertSame(gen1, answer);
        assertThat(service.requests()).hasSize(1);
        assertAsked(gen2, service.requests().get(0));
    }

    private static SessionRequest request(ContractExchange gen1) {
        return new SessionRequest(
                gen1.id(),
                1,
                gen1.method(),
                gen1.pathAndQuery(),
                gen1.headers().entrySet().stream()
                        .map(header -> new Header(header.getKey(), header.getValue()))
                        .toList(),
                gen1.body().isEmpty() ? null : gen1.body(),
                null,
                List.of());
    }

    private static void assertSame(ContractExchange gen1, Answer answer) {
        assertThat(Comparison.strict()
                        .compare(new Answer(gen1.status(), List.of(), gen1.answer(), Duration.ZERO), answer))
                .filteredOn(difference -> !isMoreOfADevice(difference))
                .as("%s, the contract on the left: %s", gen1, answer.body())
                .isEmpty();
    }

    /** The bridge passes on what generation 2 says of a device beside its identifier. */
    private static boolean isMoreOfADevice(Difference difference) {
        return difference.path().startsWith("$.devices[") && difference.left().equals(Difference.ABSENT);
    }

    private static void assertAsked(ContractExchange gen2, RecordedRequest request) throws IOException {
        assertThat(request.getMethod()).isEqualTo(gen2.method());
        assertThat(request.getUrl().encodedPath()).isEqualTo(gen2.path());
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token-made-up");
        for (Map.Entry<String, String> parameter : gen2.query().entrySet()) {
            assertThat(request.getUrl().queryParameter(parameter.getKey()))
                    .as(parameter.getKey())
                    .isEqualTo(parameter.getValue());
        }
        if (!gen2.body().isEmpty()) {
            JsonMapper json = new JsonMapper();
            assertThat(json.readTree(ScriptedService.body(request))).isEqualTo(json.readTree(gen2.body()));
        }
    }

    static Stream<ContractExchange> notPassedOn() {
        return ALL.stream().filter(each -> NOT_PASSED_ON.contains(each.id()));
    }

    @ParameterizedTest
    @MethodSource("notPassedOn")
    void requestThatTheGatewayRefuses_reachesNoService(ContractExchange gen1) {
        service.follow(gen1);

        assertSame(gen1, caller.send(request(gen1)));
        assertThat(service.requests()).isEmpty();
    }

    /** An exchange that is added to the contract has to be sent. */
    @Test
    void everyExchangeOfGeneration1_isSent() {
        assertThat(Stream.concat(
                        pairs().map(pair -> ((ContractExchange) pair.get()[0]).id())
                                .distinct(),
                        NOT_PASSED_ON.stream()))
                .containsExactlyInAnyOrderElementsOf(ALL.stream()
                        .filter(ContractExchange::isOfGeneration1)
                        .map(ContractExchange::id)
                        .toList())
                .isNotEmpty();
    }

    /** Answers of generation 2 that the contract pairs with none, and what its tables make of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        auth-expired-oauth          | 503 | "code":5000000,"message":"INTERNAL_SERVER_ERROR"
        auth-bad-legacy-token       | 503 | "code":5000000,"message":"INTERNAL_SERVER_ERROR"
        auth-expired-403            | 503 | "code":5000000,"message":"INTERNAL_SERVER_ERROR"
        auth-clock-arrays           | 503 | "code":5000000,"message":"INTERNAL_SERVER_ERROR"
        upload-alias-g2             | 200 | "state":"Progress","code":2000000,"message":"SUCCESS"
        upload-sn-g2                | 200 | "state":"Progress","code":2000000,"message":"SUCCESS"
        upload-too-many-g2          | 400 | "state":"Rejected","code":4000019,"message":"TOO_MANY_DEVICES"
        upload-vendor-unknown-g2    | 404 | "state":"Rejected","code":4040003,"message":"VENDOR_NOT_FOUND"
        upload-forbidden-g2         | 403 | "state":"Rejected","code":4030000,"message":"AUTHORIZATION_FAIL"
        upload-server-error-g2      | 500 | "transactionId":"t-108","code":5000000,"message":"INTERNAL_SERVER_ERROR"
        status-progress-g2          | 200 | "state":"Progress","type":"Put","devices":[]
        status-misprint-g2          | 200 | {"imei":"350000000000022","code":4000000,"message":"RESOURCE_INVALID_PARAM"
        status-bare-g2              | 200 | {"imei":"350000000000006","code":4000000,"message":"RESOURCE_INVALID_PARAM"
        status-transaction-error-g2 | 200 | {"imei":"350000000000006","code":4042104,"message":"CUSTOMER_NOT_FOUND"
        delete-both-g2              | 400 | "state":"Rejected","code":4000001,"message":"RESOURCE_DUPLICATE_PARAM"
        devices-no-serial-g2        | 200 | "totalCount":1,"totalPage":1,"pageNum":0,"devices":[{"imei":"350000000000006"
        devices-empty-g2            | 200 | {"totalCount":0,"totalPage":0,"pageNum":0,"devices":[]}
        customers-empty-g2          | 200 | {"totalCount":0,"pageNum":0,"customers":[]}
        customers-bad-reseller-g2   | 404 | "state":"Rejected","code":4042100,"message":"RESELLER_NOT_FOUND"
        reseller-unknown-g2         | 404 | "state":"Rejected","code":4042100,"message":"RESELLER_NOT_FOUND"
        """)
    void answerOfGeneration2Alone_isToldAsTheTablesSay(String id, int status, String said) {
        ContractExchange gen2 =
                ALL.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        service.follow(gen2);

        Answer answer = ask(gen2);

        assertThat(answer.body()).contains(said);
        assertThat(answer.status()).isEqualTo(status);
    }

    /** The request of generation 1 that comes to a request of generation 2. */
    private Answer ask(ContractExchange gen2) {
        String path = gen2.path().substring("/kcs/v1/rp".length());
        return switch (path) {
            case "/devices/upload" -> send("PUT", DEVICES, written(gen2));
            case "/devices/delete" -> send("PUT", DEVICES + "/delete", written(gen2));
            case "/devices/status" ->
                send(
                        "GET",
                        DEVICES + "/status?resellerId=" + RESELLER + "&transactionId="
                                + gen2.query().getOrDefault("transactionId", "t-109"),
                        "");
            case "/devices" -> send("GET", DEVICES + "?resellerId=" + RESELLER, "");
            case "/customers/list" ->
                send("POST", "/bulkenroll/v1/reseller/customers", "{\"resellerId\":\"" + RESELLER + "\"}");
            default -> throw new IllegalArgumentException("generation 1 has no request for " + path);
        };
    }

    /** The body in the shape of generation 1: the devices and their type in an object of their own. */
    private static String written(ContractExchange gen2) {
        return gen2.body()
                .replaceAll("\"type\":(\"[A-Z]+\"),\"devices\":(\\[[^]]*])", "\"devices\":{\"type\":$1,\"list\":$2}");
    }
}
