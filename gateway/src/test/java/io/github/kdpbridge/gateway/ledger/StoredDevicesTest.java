package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.BaseEncoding;
import io.github.kdpbridge.core.Identifiers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StoredDevicesTest {
    private static Stream<Arguments> identifiers() {
        return Stream.of(
                Arguments.of(1, List.of()),
                Arguments.of(1 + 7, List.of("351800000000701")),
                Arguments.of(1 + 3 * 7, List.of("000000000000000", "999999999999999", "000000000000001")),
                Arguments.of(2 + 2 * 14, List.of("A0000000101A3F", "35180000000070")),
                Arguments.of(2 + 15, List.of("35180000000070x")),
                Arguments.of(2 + 15, List.of("3518000000007-1")),
                Arguments.of(3 + 200, List.of("7".repeat(200))),
                Arguments.of(1 + 16 + 15, List.of("351800000000701", "35180000000118")),
                Arguments.of(1 + 1 + 1 + 3, List.of("", "é\u0000")),
                Arguments.of(1 + 1, List.of("")),
                Arguments.of(1 + 3 * 5, List.of("\uD83D\uDE00", "\uD83D\uDE00", "\uD83D\uDE00")));
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void identifiers_areReadAsTheyWereWritten(int bytes, List<String> identifiers) {
        byte[] packed = StoredDevices.write(Identifiers.copyOf(identifiers));

        assertThat(packed).hasSize(bytes);
        assertThat(StoredDevices.read(packed)).isEqualTo(identifiers);
    }

    /** What a file holds stays readable: the bytes of each way of packing, reckoned by hand. */
    @ParameterizedTest
    @CsvSource({
        "01 01 3F F5 D2 08 32 BD, 351800000000701",
        "02 0E 41 30 30 30 30 30 30 30 31 30 31 41 33 46, A0000000101A3F",
        "03 05 C3 A9 2D 37 37 01 78, é-77 x",
    })
    void fileOfToday_isReadByLaterVersions(String hex, String identifiers) {
        byte[] file = BaseEncoding.base16().decode(hex.replace(" ", ""));

        assertThat(StoredDevices.read(file)).containsExactly(identifiers.split(" "));
        assertThat(StoredDevices.write(Identifiers.copyOf(List.of(identifiers.split(" ")))))
                .isEqualTo(file);
    }

    @Test
    void imeisThatWereRead_takeNoStringEach() {
        Identifiers imeis = Identifiers.copyOf(List.of("351800000000701", "351800000001188"));

        assertThat(StoredDevices.read(StoredDevices.write(imeis)).memory()).isEqualTo(36);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''          | the ledger holds nothing where devices should be",
                "9           | the ledger holds devices that are packed in an unknown way: 9",
                "1,1         | the ledger holds devices that end in the middle of one",
                "2           | the ledger holds devices that end in the middle of one",
                "2,3,65      | the ledger holds devices that end in the middle of one",
                "2,-1,-1,-1,-1,-1,1 | the ledger holds devices that end in the middle of one",
                "2,-1,-1,-1,-1,15,1 | the ledger holds devices that end in the middle of one",
                "2,0,65      | the ledger holds devices that end in the middle of one",
                "3,2,65      | the ledger holds devices that end in the middle of one",
            })
    void brokenBytes_areRefused(String bytes, String message) {
        byte[] packed = new byte[bytes.isEmpty() ? 0 : bytes.split(",", -1).length];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = Byte.parseByte(bytes.split(",", -1)[i]);
        }

        assertThatThrownBy(() -> StoredDevices.read(packed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
