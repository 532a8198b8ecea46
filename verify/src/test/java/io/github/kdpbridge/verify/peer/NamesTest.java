package io.github.kdpbridge.verify.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    private static final String RUN = "3590736000000";

    private final Names names = new Names(
            Map.of(
                    "sim-gen1-key",
                    "k3y$1",
                    "sim-gen1-key-2",
                    "other",
                    "1200000321",
                    "1200000322",
                    "1200000322",
                    "1200000321"),
            RUN);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sim-gen1-key | k3y$1",
                "sim-gen1-key-2 | other",
                "sim-gen1-key-3 | sim-gen1-key-3",
                "xsim-gen1-key | xsim-gen1-key",
                "{\"customerId\":1200000321,\"o\":\"1200000322\"} | {\"customerId\":1200000322,\"o\":\"1200000321\"}",
                "11200000321 | 11200000321",
                "PO-19070605040&x | PO-13590736000000&x",
                "2443039070605040 | 2443033590736000000",
            })
    void names_areReplacedWhereTheyStandAloneAndComeBack(String ours, String theirs) {
        assertThat(names.outgoing(ours)).isEqualTo(theirs);
        assertThat(names.incoming(theirs)).isEqualTo(ours);
    }

    @Test
    void noNames_leaveAllButTheRunAsItIs() {
        Names none = new Names(Map.of(), RUN);

        assertThat(none.outgoing("sim-gen1-key PO-1" + RunMark.DIGITS)).isEqualTo("sim-gen1-key PO-1" + RUN);
    }
}
