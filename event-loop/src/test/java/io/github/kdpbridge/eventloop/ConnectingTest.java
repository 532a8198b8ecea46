package io.github.kdpbridge.eventloop;

import static io.github.kdpbridge.eventloop.Requests.failure;
import static io.github.kdpbridge.eventloop.Requests.sent;
import static io.github.kdpbridge.eventloop.Requests.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.http.Carrier;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.netty.channel.EventLoop;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Where connections lead, how long they are good for, and what becomes of a request when one is not. */
@Tag("one-jdk")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ConnectingTest {
    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood";

    private final EventLoops loops = EventLoops.create();
    private final Peer peer = new Peer();
    private final List<Closeable> others = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        peer.close();
        for (Closeable other : others) {
            other.close();
        }
        loops.close();
    }

    private Carrier carrier(Resilience settings, Function<Origin, Route> routes) {
        return new LoopCarriers(loops, LoopCarriers::trusting, routes).carrier(settings, (headers, nanos) -> {});
    }

    private Carrier carrier() {
        return carrier(Resilience.standard(), Route::to);
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static Route to(InetSocketAddress... addresses) {
        return Route.direct(List.of(addresses));
    }

    private String body(Carrier carrier, String url) {
        return sent(carrier, write(url)).body().utf8();
    }

    /** Has work done on the loop of the calling thread, between two looks of the loop at its connections. */
    private <T> T onTheLoop(Callable<T> work) throws Exception {
        EventLoop loop = loops.here();
        return loop.submit(work).get();
    }

    @Test
    void addressThatChanges_isTakenByTheNextConnection() throws Exception {
        try (Peer moved = new Peer()) {
            List<InetSocketAddress> known = new ArrayList<>(List.of(address(peer.port())));
            Carrier carrier = carrier(Resilience.standard(), origin -> to(known.get(0)));
            peer.answer(GOOD.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            moved.answer(GOOD);

            body(carrier, "http://service.example/first");
            known.set(0, address(moved.port()));
            body(carrier, "http://service.example/second");

            assertThat(peer.requests).containsExactly("1 GET /first HTTP/1.1");
            assertThat(moved.requests).containsExactly("1 GET /second HTTP/1.1");
            assertThat(moved.hosts).containsExactly("service.example");
        }
    }

    @Test
    void addressThatRefuses_isFollowedByTheNext() throws Exception {
        Peer gone = new Peer();
        gone.close();
        peer.answer(GOOD);

        String body = body(
                carrier(Resilience.standard(), origin -> to(address(gone.port()), address(peer.port()))),
                "http://service.example/");

        assertThat(body).isEqualTo("good");
    }

    /** Until the time for connecting was over, which may be longer than that of the request. */
    @Test
    void addressThatIsSilent_doesNotKeepTheNextWaiting() throws Exception {
        peer.answer(GOOD);
        Resilience patient = Resilience.builder()
                .connectTimeout(Duration.ofMinutes(10))
                .requestTimeout(Duration.ofSeconds(40))
                .build();

        String body = body(carrier(patient, origin -> to(silent(), address(peer.port()))), "http://service.example/");

        assertThat(body).isEqualTo("good");
    }

    /** Returns an address whose machine drops what asks for a connection, because too many wait already. */
    private InetSocketAddress silent() {
        try {
            ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            others.add(full);
            for (int i = 0; i < 8; i++) {
                SocketChannel waiting = SocketChannel.open();
                others.add(waiting);
                waiting.configureBlocking(false);
                waiting.connect(full.getLocalSocketAddress());
            }
            return address(full.getLocalPort());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void allAddressesThatRefuse_areNamedOnce() throws Exception {
        peer.close();

        UnreachableException e = failure(
                carrier(Resilience.standard(), origin -> to(address(peer.port()), address(peer.port()))),
                write("http://service.example/"));

        assertThat(e).hasMessage("upload 7 got no answer: service.example:80 does not accept connections");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void addressOfVersion6_isNamedInBrackets() {
        peer.answer(GOOD).answer(GOOD);
        Carrier carrier = carrier(Resilience.standard(), origin -> to(address(peer.port())));

        body(carrier, "http://[2001:db8::7]/");
        body(carrier, "http://[2001:db8::7]:81/");

        assertThat(peer.hosts).containsExactly("[2001:db8::7]", "[2001:db8::7]:81");
        assertThat(Route.to(new Origin(false, "2001:db8::7", 81)).ways())
                .extracting(Route.Way::address)
                .hasToString("[/[2001:db8:0:0:0:0:0:7]:81]");
    }

    /** What the machine knew of the end, the loop had not seen yet: the write was sent, and its outcome unknown. */
    @Test
    void connectionWhoseEndTheLoopHasNotSeen_isNotUsed() throws Exception {
        Carrier carrier = carrier();
        peer.answer(GOOD).answer(GOOD);
        onTheLoop(() -> carrier.carry(write(peer.url()))).toCompletableFuture().join();

        CompletionStage<RawAnswer> second = onTheLoop(() -> {
            peer.closeConnections();
            return carrier.carry(write(peer.url()));
        });

        assertThat(second.toCompletableFuture().join().body().utf8()).isEqualTo("good");
        assertThat(peer.requests).containsExactly("1 GET /x HTTP/1.1", "2 GET /x HTTP/1.1");
    }

    /** The refusal of a large upload was lost when the service did not wait for the rest, and the outcome unknown. */
    @Test
    void answerBeforeAConnectionIsReset_isRead() throws Exception {
        Carrier carrier = carrier();
        peer.answer(GOOD).answerAndReset("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\ngood");
        onTheLoop(() -> carrier.carry(write(peer.url()))).toCompletableFuture().join();
        Request large = new Request.Builder()
                .url(peer.url())
                .put(RequestBody.create(new byte[32 << 20], null))
                .build();

        CompletionStage<RawAnswer> second = onTheLoop(() -> {
            CompletionStage<RawAnswer> begun = carrier.carry(write(large));
            peer.awaitReset();
            return begun;
        });

        assertThat(second.toCompletableFuture().join().status()).isEqualTo(413);
        assertThat(peer.requests).containsExactly("1 GET /x HTTP/1.1", "1 PUT /x HTTP/1.1");
    }

    @Test
    void connectionThatIsResetWithoutAnAnswer_leavesTheOutcomeOpen() {
        peer.answerAndReset("");
        Request large = new Request.Builder()
                .url(peer.url())
                .put(RequestBody.create(new byte[32 << 20], null))
                .build();

        UnreachableException e = failure(carrier(), write(large));

        assertThat(e.getMessage()).contains(" broke: ");
        assertThat(e.mayHaveTakenEffect()).isTrue();
        assertThat(peer.requests).containsExactly("1 PUT /x HTTP/1.1");
    }

    @Test
    void handshakeWithoutAnAnswer_endsWithTheTimeForConnecting_andNothingWasSent() {
        Carrier hasty = carrier(
                Resilience.builder().connectTimeout(Duration.ofMillis(200)).build(), Route::to);

        UnreachableException e = failure(hasty, write("https://127.0.0.1:" + peer.port() + "/"));

        assertThat(e).hasMessage("upload 7 got no answer: 127.0.0.1:" + peer.port() + " did not answer in time");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void loopsThatAreClosed_endARequestThatTheServiceHas() {
        Carrier carrier = carrier();
        peer.answer(GOOD);
        body(carrier, peer.url());
        CompletionStage<RawAnswer> underWay = carrier.carry(write(peer.url()));
        peer.awaitRequests(2);

        loops.close();

        Throwable failure =
                catchThrowable(() -> underWay.toCompletableFuture().join()).getCause();
        assertThat(failure).isInstanceOf(UnreachableException.class);
        assertThat(((UnreachableException) failure).mayHaveTakenEffect()).isTrue();
    }

    /** A program may end itself when it has read an answer. */
    @Test
    void loopsThatAreClosedOnALoop_endTheRequestsOfAll() {
        Carrier carrier = carrier();
        CompletionStage<RawAnswer> underWay = carrier.carry(write(peer.url()));
        peer.awaitRequests(1);
        EventLoop other = loops.here().next();

        other.submit(loops::close).awaitUninterruptibly();

        Throwable failure =
                catchThrowable(() -> underWay.toCompletableFuture().join()).getCause();
        assertThat(failure).isInstanceOf(UnreachableException.class);
    }

    /** It was told by the time of the request, as a service that does not answer. */
    @Test
    void connectingThatCannotBegin_isTold() {
        UnreachableException e =
                failure(carrier(Resilience.standard(), origin -> to()), write("http://service.example/"));

        assertThat(e.getMessage()).endsWith(" broke: it has no address");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    /** Nobody told it that there was no loop any more, and so its caller waited for ever. */
    @Test
    void loopsThatAreClosed_endARequestWhoseAddressIsLookedUp() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch found = new CountDownLatch(1);
        Carrier carrier = carrier(Resilience.standard(), origin -> {
            asked.countDown();
            Uninterruptibles.awaitUninterruptibly(found);
            return to(address(peer.port()));
        });
        CompletionStage<RawAnswer> underWay = carrier.carry(write("http://service.example/"));
        Uninterruptibles.awaitUninterruptibly(asked);

        loops.close();
        found.countDown();

        Throwable failure =
                catchThrowable(() -> underWay.toCompletableFuture().join()).getCause();
        assertThat(failure)
                .hasMessage("upload 7 got no answer: the connection to service.example:80 broke: the client is closed");
        assertThat(((UnreachableException) failure).mayHaveTakenEffect()).isFalse();
    }

    /** A caller that waits is told on its own thread, which may be busy: the request has ended all the same. */
    @Test
    void requestThatIsGivenUp_isNotSent_thoughItsCallerHasNotHeard() {
        List<String> lookedUp = new CopyOnWriteArrayList<>();
        EventLoop loop = loops.here();
        Connector connector = new Connector(
                loops,
                LoopCarriers::trusting,
                origin -> {
                    lookedUp.add(origin.host());
                    return to(address(peer.port()));
                },
                Duration.ofSeconds(20));
        Lines lines = new Lines(loop, connector, Resilience.standard(), origin -> {});
        List<Flight<RawAnswer>> flights = new ArrayList<>();
        peer.answer(GOOD);

        RawAnswer answer = Waiting.on("upload 7", true, () -> {
            flights.add(flight("http://given-up.example/"));
            flights.add(flight("http://next.example/"));
            Uninterruptibles.awaitUninterruptibly(told(loop, () -> {
                flights.get(0).giveUp();
                flights.forEach(lines::send);
            }));
            return flights.get(1);
        });

        assertThat(answer.body().utf8()).isEqualTo("good");
        assertThat(lookedUp).containsExactly("next.example");
        assertThat(peer.hosts).containsExactly("next.example");
        Throwable failure = catchThrowable(() -> flights.get(0).join()).getCause();
        assertThat(((UnreachableException) failure).mayHaveTakenEffect()).isFalse();
    }

    private Flight<RawAnswer> flight(String url) {
        return new Flight<>(write(url), Resilience.standard(), (headers, nanos) -> {}, loops.workers());
    }

    /** Returns what is open when the loop has done some work. */
    private static CountDownLatch told(EventLoop loop, Runnable work) {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            work.run();
            done.countDown();
        });
        return done;
    }

    /** A name server that answers the first question when it is told to, and later ones at once. */
    private static final class HeldLookup implements Function<Origin, Route> {
        private final AtomicInteger count = new AtomicInteger();
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answers = new CountDownLatch(1);
        private final @Nullable IOException trouble;

        /** Creates one whose first answer is a failure, unless that is null. */
        HeldLookup(@Nullable IOException trouble) {
            this.trouble = trouble;
        }

        @Override
        public Route apply(Origin origin) {
            if (count.incrementAndGet() == 1) {
                asked.countDown();
                Uninterruptibles.awaitUninterruptibly(answers);
                if (trouble != null) {
                    throw new UncheckedIOException(trouble);
                }
            }
            return Route.to(origin);
        }

        /** Waits until it was asked, and answers. */
        void end() throws InterruptedException {
            asked.await();
            answers.countDown();
        }
    }

    /** A name server that is silent would hold a thread for each request. */
    @Test
    void connectionsToOneOrigin_shareTheLookupThatIsUnderWay() throws Exception {
        HeldLookup lookup = new HeldLookup(null);
        Carrier carrier = carrier(Resilience.standard(), lookup);
        peer.answer(GOOD).answer(GOOD).answer(GOOD);

        List<CompletionStage<RawAnswer>> underWay = onTheLoop(() -> List.of(
                carrier.carry(write(peer.url())), carrier.carry(write(peer.url())), carrier.carry(write(peer.url()))));
        lookup.end();

        for (CompletionStage<RawAnswer> each : underWay) {
            assertThat(each.toCompletableFuture().get().body().utf8()).isEqualTo("good");
        }
        assertThat(lookup.count).hasValue(1);
    }

    @Test
    void connectionsOfTwoLoops_shareALookup_andEachStaysOnItsLoop() throws Exception {
        HeldLookup lookup = new HeldLookup(null);
        Carrier carrier = carrier(Resilience.standard(), lookup);
        peer.answer(GOOD).answer(GOOD);
        List<EventLoop> both = new ArrayList<>();
        loops.group().forEach(loop -> both.add((EventLoop) loop));
        List<CompletionStage<Boolean>> stayed = new ArrayList<>();

        for (EventLoop loop : both.subList(0, 2)) {
            stayed.add(loop.submit(() -> carrier.carry(write(peer.url())).thenApply(answer -> loop.inEventLoop()))
                    .get());
        }
        lookup.end();

        for (CompletionStage<Boolean> each : stayed) {
            assertThat(each.toCompletableFuture().get()).isTrue();
        }
        assertThat(lookup.count).hasValue(1);
    }

    @Test
    void lookupThatFails_failsAllThatSharedIt_andTheNextLooksAgain() throws Exception {
        HeldLookup lookup = new HeldLookup(new UnknownHostException("the name server is asleep"));
        Carrier carrier = carrier(Resilience.standard(), lookup);
        peer.answer(GOOD);

        List<CompletionStage<RawAnswer>> underWay =
                onTheLoop(() -> List.of(carrier.carry(write(peer.url())), carrier.carry(write(peer.url()))));
        lookup.end();

        for (CompletionStage<RawAnswer> each : underWay) {
            Throwable failure =
                    catchThrowable(() -> each.toCompletableFuture().join()).getCause();
            assertThat(failure)
                    .isInstanceOf(UnreachableException.class)
                    .hasMessage("upload 7 got no answer: the host 127.0.0.1 is unknown");
            assertThat(((UnreachableException) failure).mayHaveTakenEffect()).isFalse();
        }
        assertThat(body(carrier, peer.url())).isEqualTo("good");
        assertThat(lookup.count).hasValue(2);
    }

    /** Java may wait for ever for the password of a proxy, for one. */
    @Test
    void lookupThatNeverEnds_keepsOnlyThoseThatBeginAtItsTime() {
        AtomicInteger lookups = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        Resilience impatient = Resilience.builder()
                .connectTimeout(Duration.ofMillis(300))
                .requestTimeout(Duration.ofMillis(500))
                .build();
        Carrier carrier = carrier(impatient, origin -> {
            if (lookups.incrementAndGet() == 1) {
                Uninterruptibles.awaitUninterruptibly(never);
            }
            return Route.to(origin);
        });
        peer.answer(GOOD);

        assertThat(failure(carrier, write(peer.url())).mayHaveTakenEffect()).isFalse();
        assertThat(body(carrier, peer.url())).isEqualTo("good");

        never.countDown();
    }

    /** It is not the caller's to take back what the service has: the answer is dropped, and the connection stays. */
    @Test
    void callerThatGivesUp_leavesAConnectionThatCanBeUsed() throws Exception {
        Carrier carrier = carrier();
        CompletionStage<RawAnswer> first = onTheLoop(() -> carrier.carry(write(peer.url())));
        peer.awaitRequests(1);
        first.toCompletableFuture().cancel(true);
        peer.answer(GOOD);
        peer.answer(GOOD);

        CompletionStage<RawAnswer> second = onTheLoop(() -> carrier.carry(write(peer.url())));

        assertThat(second.toCompletableFuture().join().body().utf8()).isEqualTo("good");
        assertThat(peer.requests).hasSize(2);
    }
}
