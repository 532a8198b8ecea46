package io.github.kdpbridge.compattests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okio.ByteString;

/** Any request of any caller, two accounts behind the handler: a key opens its own reseller, or nothing. */
class HandlerFuzzTest {
    private static final String KEY = "key-one";
    private static final String OTHER_KEY = "key-two";
    private static final String DEVICE = "351800000000701";
    private static final String OTHER_DEVICE = "351800000000800";

    private final ObedientProgram program = new ObedientProgram("4680000925", DEVICE);
    private final ObedientProgram other = new ObedientProgram("4680000926", OTHER_DEVICE);
    private final Gen1Handler handler = Gen1Handler.builder()
            .account(KEY, program)
            .account(OTHER_KEY, other)
            .build();

    @DictionaryFile(resourcePath = "gen1.dict")
    @FuzzTest
    void handle(byte[] input) {
        Message message = Message.of(input);
        String[] target = message.word(1, "/").split("\\?", 2);
        Gen1Request request = new Gen1Request(
                message.word(0, "GET"),
                target[0],
                target.length == 1 ? null : target[1],
                caseless(message.headers()),
                message.body());

        Gen1Response answer = handler.handle(request);

        JsonNode said = Gen1Shape.check(answer);
        List<Object> asked = program.asked();
        List<Object> askedOther = other.asked();
        String key = request.header(Gen1Handler.KEY_HEADER).orElse("");
        assertThat(answer.status()).isIn(200, 400, 401, 403, 404, 405, 415);
        assertThat(answer.status() == 401)
                .isEqualTo(unknown(key) && !List.of(404, 405).contains(answer.status()));
        assertThat(key.equals(KEY) || asked.isEmpty())
                .as("the first reseller is asked")
                .isTrue();
        assertThat(key.equals(OTHER_KEY) || askedOther.isEmpty())
                .as("the second reseller is asked")
                .isTrue();
        assertThat(answer.status() == 200
                        || Stream.concat(asked.stream(), askedOther.stream())
                                .noneMatch(UploadRequest.class::isInstance))
                .isTrue();
        nothingOfTheOther(key, message, answer);
        Stream.concat(asked.stream(), askedOther.stream())
                .filter(StatusRequest.class::isInstance)
                .findFirst()
                .filter(status -> answer.status() == 200 && said.has("transactions"))
                .ifPresent(status -> sameTransaction((StatusRequest) status, said));
    }

    private static boolean unknown(String key) {
        return !key.equals(KEY) && !key.equals(OTHER_KEY);
    }

    private static void nothingOfTheOther(String key, Message message, Gen1Response answer) {
        String text = answer.body().utf8();
        String hidden = key.equals(KEY) ? OTHER_DEVICE : DEVICE;
        String sent = message.firstLine() + message.body().utf8();
        assertThat(text.contains(hidden) && !sent.contains(hidden)).isFalse();
        assertThat(key.length() > 4 && text.contains(key) && !sent.contains(key))
                .isFalse();
    }

    private static void sameTransaction(StatusRequest asked, JsonNode said) {
        assertThat(ByteString.encodeUtf8(asked.transaction().value()).utf8())
                .as("a text that UTF-8 can carry")
                .isEqualTo(asked.transaction().value())
                .doesNotContain("\uFFFD");
        said.get("transactions")
                .forEach(transaction -> assertThat(
                                transaction.get("transactionId").textValue())
                        .isEqualTo(asked.transaction().value()));
    }

    /** No two headers that differ in case alone: the transports see to that. */
    private static Map<String, String> caseless(Map<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        Map.Entry::getValue,
                        (first, again) -> first));
    }
}
