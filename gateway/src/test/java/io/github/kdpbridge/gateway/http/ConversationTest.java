package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.eventloop.EventLoops;
import io.github.kdpbridge.eventloop.Round;
import io.github.kdpbridge.eventloop.Round.Step;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request ends exactly once, also when its answer cannot be sent. */
@Tag("one-jdk")
class ConversationTest {
    private static final String WRONG_KEY =
            "PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: wrong\r\nContent-Length: 0\r\n\r\n";

    private final GatewayMeters meters = new GatewayMeters();
    private final ReceiveDeadlines deadlines = new ReceiveDeadlines(Limits.standard());
    private final UnreadAnswers unread = new UnreadAnswers(1000, Duration.ofMinutes(1), meters);
    private final Places places = new Places(1);
    private final Workers workers = new Workers(1, () -> {});
    private final Gen1Handler working =
            Gen1Handler.builder().account(Calls.KEY, new HeldProgram()).build();
    private final Framing.Decoder decoder = new Framing.Decoder(8192);
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder) {
        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }
    };
    private final List<String> done = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();
    private Supplier<ChannelFuture> sending = channel::newSucceededFuture;
    private Runnable flushing = () -> {};
    private Supplier<Gen1Handler> handler = () -> working;
    private Ticker ticker = new Ticker() {
        @Override
        public long read() {
            return 0;
        }
    };
    private final Endpoint endpoint = endpoint();

    @AfterEach
    void stop() {
        channel.finishAndReleaseAll();
        workers.close();
        meters.close();
    }

    private Endpoint endpoint() {
        HeldProgram program = new HeldProgram();
        GatewayConfig config = GatewayConfig.builder().anyKey(program).build();
        Ticker current = new Ticker() {
            @Override
            public long read() {
                return ticker.read();
            }
        };
        return new Endpoint(
                () -> handler.get(),
                new Intake(1000, new ByteBudget(1000), places, deadlines),
                workers,
                new Answers(unread, new WrongKeys(1, current), new Callers(config.proxies()), meters),
                meters);
    }

    /** Asks for a path that is not there, and then for it again. */
    private void ask() {
        ask("GET /x HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2));
    }

    private void ask(String requests) {
        channel.pipeline().addLast(new Conversation(endpoint, new ListedWire(), channel, deadlines.opened(channel)));
        channel.writeInbound(Unpooled.copiedBuffer(requests, StandardCharsets.ISO_8859_1));
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
    @ExpectedLog("the answer to GET /x was not sent")
    void answerThatCannotBeWritten_isTheLastOfItsConnection() {
        sending = () -> {
            throw new OutOfMemoryError("a test");
        };

        ask();

        assertThat(done).startsWith("send", "drop", "end").doesNotContain("next");
        assertThat(endpoint.underWay()).isZero();
        assertThat(places.full()).isFalse();
    }

    @Test
    @ExpectedLog("the answer to GET /x was not sent")
    void answerThatCannotBeFlushed_isTheLastOfItsConnection() {
        sending = channel::newPromise;
        flushing = () -> {
            throw new OutOfMemoryError("a test");
        };

        ask();

        assertThat(done).containsExactly("send", "drop", "end");
        assertThat(endpoint.underWay()).isZero();
        assertThat(places.full()).isFalse();
    }

    /** The answers of a loop are sent together, and most at once: they take no part in what callers have not read. */
    @Test
    void answerThatIsFlushed_isNotUnread() {
        ChannelPromise written = channel.newPromise();
        sending = () -> written;
        flushing = () -> {
            assertThat(unread.bytes()).isZero();
            written.setSuccess();
        };

        ask("GET /x HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(done).containsExactly("send", "next");
    }

    /** Its caller got the end of the connection, and the log had no word of it. */
    @Test
    @ExpectedLog("GET /x failed")
    void headThatCannotBeJudged_isAnsweredWith500() {
        Iterator<Supplier<Gen1Handler>> handlers = List.<Supplier<Gen1Handler>>of(
                        ConversationTest::mistake, () -> working)
                .iterator();
        handler = () -> handlers.next().get();

        ask();

        assertThat(statuses).containsExactly(500);
        assertThat(done).containsExactly("send", "end");
        assertEndedOnce("5xx");
    }

    @Test
    @ExpectedLog("GET /x failed")
    void requestThatCannotBeAnsweredAtAll_endsItsConnection() {
        handler = ConversationTest::mistake;

        ask();

        assertThat(done).containsExactly("drop", "end");
        assertEndedOnce("none");
    }

    private static Gen1Handler mistake() {
        throw new IllegalStateException("a test");
    }

    /** Its place was taken for ever. */
    @Test
    @ExpectedLog("PUT /bulkenroll/v1/reseller/devices failed")
    void answerThatCannotBeBegun_is500() {
        ticker = new Ticker() {
            @Override
            public long read() {
                throw new IllegalStateException("a test");
            }
        };

        ask(WRONG_KEY);

        assertThat(statuses).containsExactly(500);
        assertThat(done).containsExactly("send", "end");
        assertEndedOnce("5xx");
    }

    /** Its place was taken for up to ten seconds more. */
    @Test
    void callerThatIsGoneWhileItsAnswerIsHeldBack_hasNoPlace() {
        ask(WRONG_KEY.repeat(2));
        assertThat(statuses).containsExactly(401);
        assertThat(places.full()).isTrue();

        var unused = channel.close();

        assertThat(done).containsExactly("send", "next", "drop", "end");
        assertEndedOnce("none");
    }

    /** It was counted, and logged, as refused with an answer that it never got. */
    @ParameterizedTest
    @ValueSource(strings = {Calls.KEY, "wrong"})
    void callerThatIsGoneAmidItsBody_gotNoAnswer(String key) {
        ask("PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: " + key
                + "\r\nContent-Length: 500\r\n\r\n{");
        assertThat(places.full()).isTrue();

        var unused = channel.close();

        assertThat(statuses).isEmpty();
        assertThat(done).containsExactly("drop", "end");
        assertEndedOnce("none");
    }

    @Test
    void headThatIsCutOff_isNoRequest() {
        ask("GET /x HTTP/1.1\r\nHost: ");

        var unused = channel.close();

        assertThat(done).isEmpty();
        assertThat(meters.scrape()).contains("kdp_gateway_answers_total{reseller=\"none\",status=\"4xx\"} 0.0\n");
    }

    /** Does work on a loop that takes steps together, and waits until it has taken them. */
    private static void onALoop(Runnable work) throws Exception {
        try (EventLoops loops = EventLoops.create()) {
            EventLoop loop = loops.group().next();
            loop.submit(work).get();
            loop.submit(() -> {}).get();
        }
    }

    @Test
    void answersOfARound_areAllWrittenBeforeAnyIsFlushed() throws Exception {
        flushing = () -> done.add("flush");

        onALoop(() -> {
            ask();
            done.add("asked");
        });

        assertThat(done).containsExactly("asked", "send", "next", "send", "next", "flush", "flush");
        assertEndedOnce("4xx", 2);
    }

    /** The answer is made, and waits for those of other requests. */
    @Test
    void callerThatIsGoneBeforeItsAnswerIsWritten_hasNoPlace() throws Exception {
        sending = () -> channel.newFailedFuture(new ClosedChannelException());

        onALoop(() -> {
            ask();
            var unused = channel.close();
            done.add("gone");
        });

        assertThat(done).containsExactly("gone", "send", "drop", "end");
        assertEndedOnce("4xx");
    }

    /** The connection ends, and the answers of others in the round are flushed. */
    @Test
    @ExpectedLog("the answer to GET /x was not sent")
    void answerOfARoundThatCannotBeFlushed_isTheLastOfItsConnection() throws Exception {
        sending = channel::newPromise;
        flushing = () -> {
            throw new OutOfMemoryError("a test");
        };

        onALoop(() -> {
            ask();
            Round.take(Step.FLUSH, 0, () -> done.add("another's"));
        });

        assertThat(done).containsExactly("send", "another's", "drop", "end");
        assertEndedOnce("4xx");
    }

    private void assertEndedOnce(String status) {
        assertEndedOnce(status, 1);
    }

    private void assertEndedOnce(String status, int requests) {
        assertThat(endpoint.underWay()).isZero();
        assertThat(places.full()).isFalse();
        assertThat(meters.scrape())
                .contains(
                        "kdp_gateway_answers_total{reseller=\"none\",status=\"" + status + "\"} " + requests + ".0\n");
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
        public ChannelFuture write(Visit visit, Gen1Response answer, boolean last) {
            done.add("send");
            statuses.add(answer.status());
            return sending.get();
        }

        @Override
        public void flush() {
            flushing.run();
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
