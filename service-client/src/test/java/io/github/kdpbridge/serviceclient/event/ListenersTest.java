package io.github.kdpbridge.serviceclient.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenersTest {
    @Test
    @ExpectedLog("a listener failed")
    void listenerThatThrowsAnError_harmsNeitherTheCallNorTheOthers() {
        List<String> seen = new ArrayList<>();
        ClientListener broken = new ClientListener() {
            @Override
            public void breaker(String state) {
                throw new NoClassDefFoundError("a class of the listener");
            }
        };
        ClientListener good = new ClientListener() {
            @Override
            public void breaker(String state) {
                seen.add(state);
            }
        };

        new Listeners(List.of(broken, good)).breaker("OPEN");

        assertThat(seen).containsExactly("OPEN");
    }
}
