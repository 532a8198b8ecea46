package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceKeyTest {
    @ParameterizedTest
    @CsvSource({
        "350000000000014, 350000000000014",
        "' 35-0000 00000_0014', 350000000000014",
        "a10000000000af, A10000000000AF",
        "270113177600000175, A10000000000AF",
        // no MEID: its last eight digits are more than 24 bits
        "270113177699999999, 270113177699999999",
        "r58 m123, R58M123",
        "'', ''",
    })
    void spellingsOfOneIdentifier_haveOneKey(String identifier, String key) {
        assertThat(DeviceKey.of(identifier)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"350000000000014, 35000000000001", "35000000000001, 35000000000001", "A10000000000AF1, A10000000000AF1"
    })
    void checkDigit_isOneOfAnImeiOnly(String key, String without) {
        assertThat(DeviceKey.withoutCheckDigit(key)).isEqualTo(without);
    }
}
