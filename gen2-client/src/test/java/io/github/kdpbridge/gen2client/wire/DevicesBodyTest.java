package io.github.kdpbridge.gen2client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import io.github.kdpbridge.core.PackedIdentifiers;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesBodyTest {
    private static final JsonAdapter<DevicesDto> ADAPTER = new Moshi.Builder()
            .add(Types.newParameterizedType(List.class, String.class), new IdentifiersAdapter())
            .build()
            .adapter(DevicesDto.class);

    private static DevicesDto upload(List<String> devices) {
        return new DevicesDto(
                "T-\u00e91", "4680000925", "5680000925", null, "IMEI", devices, null, "o\"1", 1L, null, null);
    }

    private static List<String> identifiers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "%015d".formatted(i)).toList();
    }

    private static List<String> packed(List<String> identifiers) {
        PackedIdentifiers.Builder packed = new PackedIdentifiers.Builder(0);
        identifiers.forEach(packed::add);
        return packed.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 56, 57, 58, 454, 455, 456, 1_000, 100_000})
    void packedIdentifiers_areSentAsOthersAre_withTheLengthAnnounced(int count) throws IOException {
        RequestBody plain = DevicesBody.of(ADAPTER, upload(identifiers(count)));
        RequestBody packed = DevicesBody.of(ADAPTER, upload(packed(identifiers(count))));

        Buffer expected = new Buffer();
        Buffer sent = new Buffer();
        plain.writeTo(expected);
        packed.writeTo(sent);

        assertThat(packed.contentLength()).isEqualTo(sent.size());
        assertThat(sent).isEqualTo(expected);
        assertThat(packed.contentType()).hasToString("application/json; charset=UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void body_canBeSentAgain(int count) throws IOException {
        RequestBody body = DevicesBody.of(ADAPTER, upload(packed(identifiers(count))));
        Buffer first = new Buffer();
        Buffer second = new Buffer();

        body.writeTo(first);
        body.writeTo(second);

        assertThat(second).isEqualTo(first);
    }
}
