package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.gateway.Later;
import io.github.kdpbridge.gateway.Stub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.Test;

/** Whenever a connection ends, each body that is awaited on it hears of that: its memory is given back then. */
class ReceiveDeadlinesTest {
    private static final Duration BODY = Duration.ofMinutes(2);

    private final Later later = new Later();
    private final ReceiveDeadlines deadlines = new ReceiveDeadlines(later, Duration.ofSeconds(30), BODY);
    private final Connection connection = Stub.of(Connection.class, Map.of());
    private final ConnectionMetaData about =
            Stub.of(ConnectionMetaData.class, Map.of("getConnection", nothing -> connection));
    private final List<String> failures = new ArrayList<>();
    private final Request request =
            Stub.of(Request.class, Map.of("getConnectionMetaData", nothing -> about, "fail", failure -> {
                failures.add(((Throwable) failure[0]).getMessage());
                return null;
            }));
    private final AtomicInteger gone = new AtomicInteger();

    @Test
    void connectionThatEnds_isToldToTheBodyThatIsAwaited() {
        deadlines.onOpened(connection);
        try (Permit permit = deadlines.awaitBody(request, gone::incrementAndGet)) {
            assertThat(gone).hasValue(0);
            deadlines.onClosed(connection);
            assertThat(permit).isNotNull();
        }

        assertThat(gone).hasValue(1);
        assertThat(later.tasks()).isEmpty();
    }

    @Test
    void connectionThatEndedBefore_isToldAtOnce() {
        deadlines.onOpened(connection);
        deadlines.onClosed(connection);

        deadlines.awaitBody(request, gone::incrementAndGet).close();

        assertThat(gone).hasValue(1);
        assertThat(later.tasks()).isEmpty();
    }

    /** It ends while the body is put among those that will hear of it. */
    @Test
    void connectionThatEndsAtThisVeryMoment_isTold() {
        deadlines.onOpened(connection);
        deadlines
                .awaitBody(request, new Runnable() {
                    @Override
                    public int hashCode() {
                        deadlines.onClosed(connection);
                        return 7;
                    }

                    @Override
                    public boolean equals(Object other) {
                        return this == other;
                    }

                    @Override
                    public void run() {
                        gone.incrementAndGet();
                    }
                })
                .close();

        assertThat(gone).hasPositiveValue();
    }

    @Test
    void bodyThatHasArrived_hearsNoMore() {
        deadlines.onOpened(connection);
        deadlines.awaitBody(request, gone::incrementAndGet).close();

        deadlines.onClosed(connection);

        assertThat(gone).hasValue(0);
        assertThat(later.tasks()).isEmpty();
    }

    @Test
    void bodyThatTakesTooLong_fails() {
        deadlines.onOpened(connection);
        try (Permit permit = deadlines.awaitBody(request, gone::incrementAndGet)) {
            assertThat(permit).isNotNull();
            assertThat(later.delays()).containsExactly(Duration.ofSeconds(30), BODY);

            later.tasks().get(1).run();
        }

        assertThat(failures).containsExactly("no whole body within PT2M");
    }
}
