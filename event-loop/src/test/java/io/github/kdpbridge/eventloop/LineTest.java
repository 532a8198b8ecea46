package io.github.kdpbridge.eventloop;

import static io.github.kdpbridge.eventloop.Requests.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.async.WorkThreads;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.http.LargeAnswers;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What a connection does when things happen in an order that a network seldom has. */
@Tag("one-jdk")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LineTest {
    private static final Origin ORIGIN = new Origin(false, "service.example", 80);
    private static final String URL = "http://service.example/";

    private final EventLoops loops = EventLoops.create();
    private final EmbeddedChannel channel = new EmbeddedChannel(new AnswerDecoder());
    private final List<Origin> silent = new ArrayList<>();

    @AfterEach
    void stop() {
        channel.finishAndReleaseAll();
        loops.close();
    }

    private Lines lines(Resilience settings) {
        Connector connector = new Connector(
                loops, LoopCarriers::trusting, origin -> Route.direct(List.of()), settings.connectTimeout());
        return new Lines(channel.eventLoop(), connector, settings, silent::add);
    }

    private static Line idle(Lines lines, EmbeddedChannel channel, Origin origin) {
        Line line = new Line(channel, origin, false, lines);
        channel.pipeline().addLast(line);
        line.idle();
        return line;
    }

    private static Flight<RawAnswer> flight(Resilience settings) {
        return new Flight<>(write(URL), settings, (headers, nanos) -> {}, WorkThreads.of(Runnable::run));
    }

    private static Resilience hasty() {
        return Resilience.builder().requestTimeout(Duration.ofMillis(2)).build();
    }

    private void arrives(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    private void passTime() {
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runPendingTasks();
    }

    private static boolean mayHaveTakenEffect(Flight<?> flight) {
        return ((UnreachableException) catchThrowable(flight::join).getCause()).mayHaveTakenEffect();
    }

    /** Over TLS, the end of a connection comes with the last bytes: an answer that only waited to be read was lost. */
    @Test
    void wholeAnswerThatWaitsForItsTurn_doesNotNeedItsConnection() {
        Lines lines = lines(Resilience.standard());
        Flight<RawAnswer> flight = flight(Resilience.standard());
        idle(lines, channel, ORIGIN);
        lines.send(flight);
        List<Permit> turns = new ArrayList<>();
        for (Permit turn = LargeAnswers.tryTurn(); turn != null; turn = LargeAnswers.tryTurn()) {
            turns.add(turn);
        }
        arrives("HTTP/1.1 200 OK\r\nContent-Length: " + (2 << 20) + "\r\n\r\n" + "a".repeat(2 << 20));
        channel.pipeline().fireChannelInactive();
        boolean waited = !flight.isDone();
        turns.forEach(Permit::close);

        passTime();

        assertThat(waited).isTrue();
        assertThat(flight.join().body().size()).isEqualTo(2 << 20);
    }

    /** The time was over before there was a thread for it: sent, its outcome would be unknown. */
    @Test
    void requestWhoseTimeIsOver_isNotSent() {
        Lines lines = lines(hasty());
        idle(lines, channel, ORIGIN);
        Flight<RawAnswer> flight = flight(hasty());
        while (flight.left() > 0) {
            Thread.onSpinWait();
        }

        lines.send(flight);

        assertThat(mayHaveTakenEffect(flight)).isFalse();
        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void requestWhoseCallerIsGone_isNotSent() {
        Lines lines = lines(Resilience.standard());
        idle(lines, channel, ORIGIN);
        Flight<RawAnswer> flight = flight(Resilience.standard());
        flight.cancel(false);

        lines.send(flight);

        assertThat(channel.outboundMessages()).isEmpty();
    }

    /** A firewall that forgot one connection has forgotten the others: each cost a request of unknown outcome. */
    @Test
    void silence_isToldOfTheOrigin_whoseIdleConnectionsAreClosed() {
        Lines lines = lines(hasty());
        EmbeddedChannel another = new EmbeddedChannel(new AnswerDecoder());
        EmbeddedChannel elsewhere = new EmbeddedChannel(new AnswerDecoder());
        Line line = new Line(channel, ORIGIN, false, lines);
        channel.pipeline().addLast(line);
        idle(lines, another, ORIGIN);
        idle(lines, elsewhere, new Origin(true, "service.example", 443));
        Flight<RawAnswer> flight = flight(hasty());

        line.send(flight);
        while (!flight.isDone()) {
            passTime();
        }
        silent.forEach(lines::closeIdle);

        assertThat(mayHaveTakenEffect(flight)).isTrue();
        assertThat(silent).containsExactly(ORIGIN);
        assertThat(another.isOpen()).isFalse();
        assertThat(elsewhere.isOpen()).isTrue();
        elsewhere.finishAndReleaseAll();
    }
}
