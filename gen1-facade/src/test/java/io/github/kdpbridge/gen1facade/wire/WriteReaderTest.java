package io.github.kdpbridge.gen1facade.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void identifierOfHalfTheBody_isReadLikeAnyOther() {
        String others = ",\"351800000000701\"".repeat(20_000);
        String body = "{\"devices\":{\"list\":[\"" + "1".repeat(400_000) + "\"" + others + "]}}";

        assertThat(read(body).devices()).hasSize(20_001).element(0).asString().hasSize(400_000);
    }

    /** Bytes are judged many at once; the last of them alone. */
    @Test
    void byteThatIsNoUtf8_isFoundWhereverItStands() {
        String before = "{\"orderNo\":\"";
        for (int at = 0; at < 70; at++) {
            byte[] body = (before + "x".repeat(70) + "\"}").getBytes(StandardCharsets.UTF_8);
            body[before.length() + at] = (byte) 0xFC;

            assertThatThrownBy(() -> WriteReader.read(ByteString.of(body), Gen1Profile.standard()))
                    .as("byte %d", at)
                    .isInstanceOf(Gen1Refusal.class)
                    .hasMessage("the body is not in UTF-8");
        }
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
                .hasToString("WriteDto[7, 1 device]");
        assertThat(read("{\"transactionId\":\"7\"}")).hasToString("WriteDto[7, 0 devices]");
    }

    private static List<String> list(String json) {
        return read("{\"devices\":{\"list\":" + json + "},\"orderNo\":\"7\"}").devices();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    ["1","2","3"]                       | 1;2;3
                    [ "1" , "2"  ,"3" ]                 | 1;2;3
                    ["1",2,"3",4.5,"6"]                 | 1;2;3;4.5;6
                    ["1","a\\u0041b","2","\\"","3"]     | 1;aAb;2;";3
                    ["1","\u00e9\u4e2d","2","3"]         | 1;\u00e9\u4e2d;2;3
                    ["1","","2"]                        | 1;;2
                    ["1","a,b","[2]","]"]               | 1;a,b;[2];]
                    """)
    void listOfDevices_isReadAsItIsWritten(String json, String devices) {
        assertThat(list(json)).containsExactly(devices.split(";", -1));
    }

    @Test
    void longListOfDevices_isReadWholeAndInOrder() {
        List<String> devices = IntStream.range(0, 5_000)
                .mapToObj(i -> "3518" + i + "x".repeat(i % 40))
                .toList();

        assertThat(list("[\"" + String.join("\", \n\t\"", devices) + "\"]")).isEqualTo(devices);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    ["1","2",]          | the body is not valid JSON at path $.devices.list[2]
                    ["1" "2"]           | the body is not valid JSON at path $.devices.list[1]
                    ["1","2";"3"]       | the body is not valid JSON at path $.devices.list[2]
                    ["1","2","3\\x"]    | the body is not valid JSON at path $.devices.list[2]
                    ["1","2",null]      | devices.list must be an array of strings
                    ["1","2",["3"]]     | devices.list must be an array of strings
                    ["1","2",true]      | devices.list must be an array of strings
                    """)
    void listWithAMistakeBehindItsBeginning_isRefused(String json, String complaint) {
        assertThatThrownBy(() -> list(json)).isInstanceOf(Gen1Refusal.class).hasMessage(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"1\",\"2\"", "[\"1\","})
    void listThatEndsTooEarly_isRefused(String json) {
        assertThatThrownBy(() -> read("{\"devices\":{\"list\":" + json))
                .isInstanceOf(Gen1Refusal.class)
                .hasMessage("the body is not valid JSON: it is empty or ends too early");
    }
}
