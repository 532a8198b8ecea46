package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.Later;
import io.github.kdpbridge.gateway.Stub;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okio.ByteString;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader that is given up, on a server that has trouble to end his stream. */
class SlowReaderTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ByteString BODY = ByteString.encodeUtf8("{}");

    private final GatewayMeters meters = new GatewayMeters();
    private final Later later = new Later();
    private final UnreadAnswers unread = new UnreadAnswers(1 << 20, PATIENCE, later, meters);
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicReference<Callback> sending = new AtomicReference<>();
    private final List<String> failures = new ArrayList<>();

    private void send() {
        EndPoint socket = Stub.of(EndPoint.class, Map.of("close", nothing -> {
            closed.incrementAndGet();
            return null;
        }));
        Connection connection = Stub.of(Connection.class, Map.of("getEndPoint", nothing -> socket));
        ConnectionMetaData about = Stub.of(ConnectionMetaData.class, Map.of("getConnection", nothing -> connection));
        Request request = Stub.of(Request.class, Map.of("getConnectionMetaData", nothing -> about));
        Response response = Stub.of(Response.class, Map.of("write", given -> {
            sending.set((Callback) given[2]);
            return null;
        }));
        unread.send(
                BODY,
                request,
                response,
                Callback.from(() -> failures.add("none"), failure -> failures.add(failure.getMessage())));
    }

    @AfterEach
    void stop() {
        meters.close();
    }

    @Test
    void connection_isClosedASecondAfterItsReaderWasGivenUp() {
        send();
        assertThat(later.delays()).containsExactly(PATIENCE);
        assertThat(unread.bytes()).isEqualTo(BODY.size());

        later.tasks().get(0).run();
        assertThat(failures).containsExactly("the caller did not read its answer");
        assertThat(later.delays()).containsExactly(PATIENCE, Duration.ofSeconds(1));
        assertThat(closed).hasValue(0);

        later.tasks().get(1).run();
        assertThat(closed).hasValue(1);
        assertThat(unread.bytes()).isZero();
    }

    /** Over HTTP/2 it serves other requests. */
    @Test
    void connectionOfAStreamThatEndsWithinTheSecond_staysOpen() {
        send();
        later.tasks().get(0).run();
        Runnable afterASecond = later.tasks().get(1);

        sending.get().failed(new IllegalStateException("the stream was reset"));
        afterASecond.run();

        assertThat(closed).hasValue(0);
        assertThat(unread.bytes()).isZero();
        assertThat(failures).containsExactly("the caller did not read its answer");
    }
}
