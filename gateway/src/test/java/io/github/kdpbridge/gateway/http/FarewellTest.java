package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.config.Limits;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection that has its last answer. */
@Tag("one-jdk")
class FarewellTest {
    private static final Set<String> ENDS = Set.of("close", "shutdownOutput");

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> ended = new ArrayList<>();

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    /** A caller that has ended its side already sends nothing that is worth five seconds of a connection. */
    @ParameterizedTest
    @CsvSource({"true, close", "false, shutdownOutput"})
    void callerThatMaySendOn_isWaitedFor(boolean hasEnded, String end) {
        DuplexChannel duplex = (DuplexChannel) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DuplexChannel.class}, (proxy, method, arguments) -> {
                    if (ENDS.contains(method.getName())) {
                        ended.add(method.getName());
                        return channel.newSucceededFuture();
                    }
                    return method.invoke(channel, arguments);
                });

        new Farewell(duplex, new ReceiveDeadlines(Limits.standard()).opened(channel)).begin(hasEnded);

        assertThat(ended).containsExactly(end);
    }
}
