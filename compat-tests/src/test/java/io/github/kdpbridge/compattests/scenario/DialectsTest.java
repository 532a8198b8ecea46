package io.github.kdpbridge.compattests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.world.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialectsTest {
    private static final List<Dialect> DIALECTS = Dialects.pairwise();

    @Test
    void dialects_areAtLeastSixAndLeaveNoSwitchOut() {
        assertThat(DIALECTS).hasSizeGreaterThanOrEqualTo(6).doesNotHaveDuplicates();
        for (Dialect one : Dialects.oneByOne()) {
            String value = one.toString();
            String setting = value.substring(value.indexOf('[') + 1, value.length() - 1);
            assertThat(DIALECTS)
                    .as(setting)
                    .anySatisfy(dialect -> assertThat(dialect.toString()).contains(setting));
        }
    }
}
