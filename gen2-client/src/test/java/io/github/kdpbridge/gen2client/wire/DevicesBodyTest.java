package io.github.kdpbridge.gen2client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.Identifiers;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesBodyTest {
    private static final JsonAdapter<DevicesDto> ADAPTER = new Moshi.Builder()
            .add(Identifiers.class, new IdentifiersAdapter())
            .build()
            .adapter(DevicesDto.class);

    private static DevicesDto upload(List<String> identifiers) {
        return new DevicesDto(
                "T-\u00e91",
                "4680000925",
                "5680000925",
                null,
                "IMEI",
                Identifiers.copyOf(identifiers),
                null,
                "o\"1",
                1L,
                null,
                null);
    }

    private static List<String> identifiers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "%015d".formatted(i)).toList();
    }

    /** Identifiers that need escapes. */
    private static List<String> odd(int count) {
        return identifiers(count).stream().map(id -> "\"" + id + "\u2028\u00e9").toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 56, 57, 58, 454, 455, 456, 1_000, 100_000})
    void identifiers_areSentAsMoshiWritesThem_withTheLengthAnnounced(int count) throws IOException {
        for (List<String> identifiers : List.of(identifiers(count), odd(count))) {
            RequestBody body = DevicesBody.of(ADAPTER, upload(identifiers));
            Buffer sent = new Buffer();
            body.writeTo(sent);

            assertThat(body.contentLength()).isEqualTo(sent.size());
            assertThat(sent.readUtf8())
                    .isEqualTo("{\"transactionId\":\"T-\u00e91\",\"resellerId\":\"4680000925\","
                            + "\"customerId\":\"5680000925\",\"type\":\"IMEI\",\"devices\":"
                            + new Moshi.Builder().build().adapter(List.class).toJson(identifiers)
                            + ",\"orderNo\":\"o\\\"1\",\"orderTime\":1}");
            assertThat(body.contentType()).hasToString("application/json; charset=UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void body_canBeSentAgain(int count) throws IOException {
        RequestBody body = DevicesBody.of(ADAPTER, upload(identifiers(count)));
        Buffer first = new Buffer();
        Buffer second = new Buffer();

        body.writeTo(first);
        body.writeTo(second);

        assertThat(second).isEqualTo(first);
    }
}
