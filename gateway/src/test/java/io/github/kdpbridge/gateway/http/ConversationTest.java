package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A request ends exactly once, also when its answer cannot be sent. */
@Tag("one-jdk")
class ConversationTest {
    private final GatewayMeters meters = new GatewayMeters();
    private final ReceiveDeadlines deadlines = new ReceiveDeadlines(Limits.standard());
    private final Places places = new Places(1);
    private final Workers workers = new Workers(1, () -> {});
    private final Endpoint endpoint = endpoint();
    private final Framing.Decoder decoder = new Framing.Decoder(8192);
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);
    private final List<String> done = new ArrayList<>();
    private Supplier<ChannelFuture> sending = channel::newSucceededFuture;

    @AfterEach
    void stop() {
        channel.finishAndReleaseAll();
        workers.close();
        meters.close();
    }

    private Endpoint endpoint() {
        HeldProgram program = new HeldProgram();
        GatewayConfig config = GatewayConfig.builder().anyKey(program).build();
        Gen1Handler handler = Gen1Handler.of(program);
        return new Endpoint(
                () -> handler,
                new Intake(1000, new ByteBudget(1000), places, deadlines),
                workers,
                new Answers(
                        new UnreadAnswers(1000, Duration.ofMinutes(1), meters),
                        new WrongKeys(1000, Ticker.systemTicker()),
                        new Callers(config.proxies()),
                        meters),
                meters);
    }

    /** Asks for a path that is not there, and then for another one. */
    private void ask() {
        channel.pipeline().addLast(new Conversation(endpoint, new ListedWire(), channel, deadlines.opened(channel)));
        channel.writeInbound(
                Unpooled.copiedBuffer("GET /x HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2), StandardCharsets.ISO_8859_1));
    }

    @Test
    void answersThatAreSent_makeRoomForTheNext() {
        ask();

        assertThat(done).containsExactly("send", "next", "send", "next");
        assertThat(endpoint.underWay()).isZero();
        assertThat(places.full()).isFalse();
    }

    /** The next answer would be taken for the rest of this one. */
    @Test
    void answerWhoseWriteFails_isTheLastOfItsConnection() {
        sending = () -> channel.newFailedFuture(new IOException("a test"));

        ask();

        assertThat(done).containsExactly("send", "drop", "end");
        assertThat(endpoint.underWay()).isZero();
        assertThat(places.full()).isFalse();
        assertThat(meters.scrape()).contains("kdp_gateway_sent_bytes_total 0.0");
    }

    /** There was no memory for it, perhaps: its caller and its place waited for ever. */
    @Test
    void answerThatCannotBeWritten_isTheLastOfItsConnection() {
        sending = () -> {
            throw new OutOfMemoryError("a test");
        };

        ask();

        assertThat(done).startsWith("send", "drop", "end").doesNotContain("next");
        assertThat(endpoint.underWay()).isZero();
        assertThat(places.full()).isFalse();
    }

    private final class ListedWire implements Wire {
        @Override
        public String version(HttpRequest head) {
            return "HTTP/1.1";
        }

        @Override
        public Turn.@Nullable Refusal fault(HttpRequest head) {
            return null;
        }

        @Override
        public boolean staysOpen(HttpRequest head) {
            return true;
        }

        @Override
        public void goAhead() {
            done.add("go ahead");
        }

        @Override
        public ChannelFuture send(Visit visit, Gen1Response answer, boolean last) {
            done.add("send");
            return sending.get();
        }

        @Override
        public void drop() {
            done.add("drop");
        }

        @Override
        public void next() {
            done.add("next");
            decoder.next();
        }

        @Override
        public void end(boolean unread) {
            done.add("end");
        }

        @Override
        public void abort(Throwable cause) {
            done.add("abort");
        }
    }
}
