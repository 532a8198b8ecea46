package io.github.kdpbridge.gen1facade.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.github.kdpbridge.gen1facade.wire.Gen1ListProfile;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.testfixtures.ContractExchange;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden exchanges of the contract: each request of generation 1, with what generation 2 answers to its translation,
 * gets the answer of generation 1 to the letter.
 */
class ContractExchangesTest {
    private static final String KEY = "static-key-made-up";

    /** What the facade refuses by itself. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("auth-gen1-wrong-key", "upload-no-reseller-g1", "status-no-reseller-g1");

    private static final List<ContractExchange> ALL = ContractExchange.all().stream()
            .filter(ContractExchange::isOfGeneration1)
            .toList();

    private final ScriptedGen2 program = new ScriptedGen2();
    private final Gen1Handler handler = Gen1Handler.builder()
            .account(KEY, program)
            .profile(Gen1Profile.builder()
                    // The samples of the vendor show the identifier alone.
                    .lists(Gen1ListProfile.builder().deviceDetails(false).build())
                    .build())
            .build();

    /** What the callers of the exchanges submitted before: the statuses of generation 1 name all of it. */
    @BeforeEach
    void submit() {
        submit("", "t-109", "350000000000006", "350000000000022");
        submit("", "t-111", "350000000000006", "350000000000014");
        submit("", "t-112", "350000000000006", "350000000000022");
    }

    private void submit(String path, String transaction, String... imeis) {
        String list = Arrays.stream(imeis).collect(Collectors.joining("\",\"", "[\"", "\"]"));
        send(new Gen1Request(
                "PUT",
                "/bulkenroll/v1/reseller/devices" + path,
                null,
                Map.of(Gen1Handler.KEY_HEADER, KEY),
                ByteString.encodeUtf8("{\"transactionId\":\"" + transaction
                        + "\",\"resellerId\":\"1000000001\",\"customerId\":\"2000000002\","
                        + "\"devices\":{\"type\":\"IMEI\",\"list\":" + list + "}}")));
    }

    private void send(Gen1Request request) {
        assertThat(handler.handle(request).status()).isEqualTo(200);
    }

    private static Stream<Arguments> translations() {
        return ALL.stream()
                .filter(gen1 -> !NOT_PASSED_ON.contains(gen1.id()))
                .flatMap(gen1 -> gen1.translations().stream().map(gen2 -> Arguments.of(gen1, gen2)));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("translations")
    void request_getsTheAnswerOfGeneration1(ContractExchange gen1, ContractExchange gen2) {
        if (gen1.id().startsWith("status-")) {
            submit("", "t-101", "350000000000006", "350000000000014", "350000000000022");
        }
        if (gen1.id().equals("delete-foreign-status-g1")) {
            submit("/delete", "t-201", "350000000000006", "350000000000014");
        }
        program.follow(gen2);

        assertAnswer(gen1);
        if (!gen2.body().isEmpty()) {
            assertThat(program.sent()).containsAllEntriesOf(asMap(ScriptedGen2.object(gen2.body())));
        }
    }

    private static Stream<ContractExchange> refusals() {
        return ALL.stream().filter(gen1 -> NOT_PASSED_ON.contains(gen1.id()));
    }

    /** A request that needs no answer of generation 2. */
    @ParameterizedTest
    @MethodSource("refusals")
    void requestThatIsNotPassedOn_isRefusedAsByGeneration1(ContractExchange gen1) {
        assertAnswer(gen1);
    }

    private void assertAnswer(ContractExchange gen1) {
        String query = gen1.pathAndQuery().substring(gen1.path().length());
        Gen1Response response = handler.handle(new Gen1Request(
                gen1.method(),
                gen1.path(),
                query.isEmpty() ? null : query.substring(1),
                gen1.headers(),
                ByteString.encodeUtf8(gen1.body())));

        assertThat(response.body().utf8()).isEqualTo(gen1.answer());
        assertThat(response.status()).isEqualTo(gen1.status());
    }

    private static Map<String, Object> asMap(Map<?, ?> body) {
        return body.entrySet().stream()
                .collect(Collectors.toMap(entry -> String.valueOf(entry.getKey()), entry -> entry.getValue()));
    }

    /** An exchange that is added to the contract has to be sent, with all its answers; one that is taken out is missed. */
    @Test
    void everyExchange_isSent() {
        List<String> sent = Stream.concat(
                        translations().flatMap(pair -> Stream.of(pair.get())).map(ContractExchange.class::cast),
                        refusals())
                .map(ContractExchange::id)
                .distinct()
                .toList();

        assertThat(sent).containsAll(ALL.stream().map(ContractExchange::id).toList());
        assertThat(sent)
                .contains(
                        "auth-gen1-wrong-key",
                        "upload-ok-g1",
                        "upload-no-reseller-g1",
                        "upload-wrong-customer-g1",
                        "status-all-well-g1",
                        "status-duplicate-g1",
                        "status-invalid-g1",
                        "status-list-g1",
                        "status-unknown-g1",
                        "status-unknown-code-g2",
                        "status-unknown-empty-g2",
                        "status-no-reseller-g1",
                        "delete-ok-g1",
                        "delete-upload-g1",
                        "delete-foreign-status-g1",
                        "devices-g1",
                        "devices-page-out-g1",
                        "customers-g1");
        assertThat(ALL).extracting(ContractExchange::evidence).isSubsetOf("D", "O", "A");
    }
}
