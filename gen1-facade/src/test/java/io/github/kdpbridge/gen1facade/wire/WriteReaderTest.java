package io.github.kdpbridge.gen1facade.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteReaderTest {
    private static WriteDto read(String body) {
        return WriteReader.read(ByteString.encodeUtf8(body), Gen1Profile.standard());
    }

    @Test
    void unknownFieldsOfTheDevices_areSkipped() {
        WriteDto body = read("{\"devices\":{\"more\":[{}],\"type\":\"IMEI\",\"x\":null,\"list\":[\"1\",2]}}");

        assertThat(body.deviceType()).isEqualTo("IMEI");
        assertThat(body.devices()).containsExactly("1", "2");
    }

    @Test
    void nulls_areAbsent() {
        WriteDto body = read("{\"orderTime\":null,\"profileAliases\":null,\"devices\":{\"list\":null}}");

        assertThat(body.orderTime()).isNull();
        assertThat(body.profileAliases()).isEmpty();
        assertThat(body.devices()).isNull();
    }

    @Test
    void orderTime_isAnySecondThatJavaKnows() {
        long first = Instant.MIN.getEpochSecond();
        long last = Instant.MAX.getEpochSecond();

        assertThat(read("{\"orderTime\":" + first + "}").orderTime()).isEqualTo(first);
        assertThat(read("{\"orderTime\":\"" + last + "\"}").orderTime()).isEqualTo(last);
        assertThatThrownBy(() -> read("{\"orderTime\":" + (first - 1) + "}"))
                .isInstanceOf(Gen1Refusal.class)
                .hasMessage("orderTime must be a number of seconds");
        assertThatThrownBy(() -> read("{\"orderTime\":" + (last + 1) + "}"))
                .isInstanceOf(Gen1Refusal.class)
                .hasMessage("orderTime must be a number of seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"orderTime\":1}{}", "{\"orderTime\":1} x"})
    void whatStandsBehindTheEnd_isRefused(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(Gen1Refusal.class)
                .hasMessageStartingWith("the body is not valid JSON");
    }

    @Test
    void text_hasNoDeviceInIt() {
        assertThat(read("{\"transactionId\":\"7\",\"devices\":{\"list\":[\"351800000000701\"]}}"))
                .hasToString("WriteDto[7, 1 devices]");
        assertThat(read("{\"transactionId\":\"7\"}")).hasToString("WriteDto[7, 0 devices]");
    }
}
