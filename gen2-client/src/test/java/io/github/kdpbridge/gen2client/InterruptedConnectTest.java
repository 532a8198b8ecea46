package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import org.junit.jupiter.api.Test;

@ExpectedLog("MockWebServer\\{port=[0-9]+\\} connection from /127.0.0.1 didn't make a request")
class InterruptedConnectTest {
    /** OkHttp's exception came through as it was, and took the interrupt with it. */
    @Test
    void threadThatIsInterruptedWhileItConnects_staysInterruptedAndHasSentNothing() {
        try (ScriptedService service = new ScriptedService();
                Gen2Client client = service.builder()
                        .resilience(Resilience.builder().attempts(1).build())
                        .build()) {
            client.authenticate();
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> client.upload(ScriptedService.UPLOAD))
                    .isInstanceOfSatisfying(
                            UnreachableException.class,
                            e -> assertThat(e.mayHaveTakenEffect()).isFalse())
                    .hasMessage("upload t-1 got no answer: the thread was interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(service.server.getRequestCount()).isZero();
        }
    }
}
