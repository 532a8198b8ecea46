package io.github.kdpbridge.eventloop;

import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.serviceclient.http.ArrivedAnswer;
import io.github.kdpbridge.serviceclient.http.LargeAnswers;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import okhttp3.Headers;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request as it arrives, up to its limit, and unpacked: the limits are about what is read, not about what
 * is sent. Only for the loop's thread.
 */
final class Arrival {
    /** How often to ask for a turn while there is none. */
    private static final long MILLIS = 10;

    /** Unpacking more of them at once, a millisecond or so, would delay the other requests of the loop. */
    private static final long MOST_AT_ONCE = 256 << 10;

    private static final String CODING = "Content-Encoding";

    private final Line line;
    private final Flight<?> flight;
    private final Resilience settings;
    /** The body without its compression, unless the request chose it. */
    private final Buffer body = new Buffer();
    /** What has arrived and is still packed. */
    private final Buffer packed = new Buffer();

    private int status;
    private Headers headers = Headers.of();
    private boolean interim;
    private boolean reusable;
    private boolean isPacked;
    private @Nullable Unpacking unpacking;
    private boolean paused;
    private boolean whole;
    private boolean over;
    private @Nullable Permit turn;
    private long waitingSince;

    Arrival(Line line, Flight<?> flight, Resilience settings) {
        this.line = line;
        this.flight = flight;
        this.settings = settings;
    }

    boolean hasBegun() {
        return status != 0;
    }

    void begin(HttpResponse head) {
        int code = head.status().code();
        interim = HttpStatusClass.valueOf(code) == HttpStatusClass.INFORMATIONAL
                && code != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
        if (interim) {
            return;
        }
        status = code;
        reusable = HttpUtil.isKeepAlive(head) && code != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
        Headers.Builder copied = new Headers.Builder();
        Iterator<Map.Entry<CharSequence, CharSequence>> all = head.headers().iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            add(copied, header.getKey().toString(), header.getValue().toString());
        }
        headers = copied.build();
        isPacked = !flight.choosesCoding() && "gzip".equalsIgnoreCase(headers.get(CODING));
        flight.answerBegins(headers);
    }

    private static void add(Headers.Builder headers, String name, String value) {
        try {
            headers.addUnsafeNonAscii(name, value);
        } catch (IllegalArgumentException e) {
            // Not a name: nobody looks for it, and it is no reason not to know an outcome.
        }
    }

    void add(ByteBuf bytes) {
        if (interim || over || !bytes.isReadable()) {
            return;
        }
        if (!isPacked) {
            keep(bytes);
            judge();
            return;
        }
        append(packed, bytes, bytes.readableBytes());
        if (!paused) {
            unpack();
        }
    }

    /** Keeps no more than one byte over the limit. */
    private void keep(ByteBuf bytes) {
        long room = settings.answerLimit() + 1 - body.size();
        append(body, bytes, (int) Math.min(room, bytes.readableBytes()));
    }

    private static void append(Buffer all, ByteBuf bytes, int count) {
        try {
            var unused = all.write(bytes.nioBuffer(bytes.readerIndex(), count));
        } catch (IOException e) {
            throw new AssertionError("memory cannot fail", e);
        }
    }

    private void judge() {
        if (body.size() > settings.answerLimit()) {
            reusable = false;
            deliver(null); // reading it tells that it is too large
        } else if (body.size() > LargeAnswers.SIZE && turn == null && !paused) {
            askForTurn();
        }
    }

    private void unpack() {
        if (unpacking == null) {
            unpacking = new Unpacking();
        }
        long most = body.size() + MOST_AT_ONCE;
        try {
            while (!over && !paused && !packed.exhausted() && body.size() < most) {
                unpacking.next(packed, this::keep);
                judge();
            }
        } catch (IOException e) {
            breakOff(e);
        }
        if (!over && !paused && !packed.exhausted()) {
            pause();
            line.later(this::goOn, 0);
        }
    }

    void end() {
        if (interim) {
            interim = false;
            return;
        }
        whole = true;
        line.expectNoMore();
        deliverIfComplete();
    }

    private void deliverIfComplete() {
        if (!whole || over || paused) {
            return;
        }
        try {
            if (unpacking != null) {
                unpacking.end();
            }
            deliver(null);
        } catch (IOException e) {
            breakOff(e);
        }
    }

    private void askForTurn() {
        turn = LargeAnswers.tryTurn();
        if (turn != null) {
            return;
        }
        waitingSince = System.nanoTime();
        pause();
        line.later(this::askAgain, MILLIS);
    }

    private void askAgain() {
        if (over) {
            return;
        }
        turn = LargeAnswers.tryTurn();
        if (turn != null) {
            goOn();
        } else if (System.nanoTime() - waitingSince >= settings.patience().toNanos()) {
            breakOff(LargeAnswers.noTurn(settings.patience()));
        } else {
            line.later(this::askAgain, MILLIS);
        }
    }

    private void pause() {
        paused = true;
        line.read(false);
    }

    private void goOn() {
        if (over) {
            return;
        }
        paused = false;
        line.read(true);
        if (isPacked) {
            unpack();
        }
        deliverIfComplete();
    }

    /** Ends it when its connection ends, unless all of it is there and only waits. */
    void cutOff(IOException trouble) {
        if (!whole) {
            breakOff(trouble);
        }
    }

    /** Ends it as it is. */
    void breakOff(IOException trouble) {
        if (!over) {
            reusable = false;
            deliver(trouble);
        }
    }

    private void deliver(@Nullable IOException broken) {
        over = true;
        Permit taken = turn;
        try {
            endUnpacking();
            line.free(reusable && whole);
        } finally { // the caller has to hear of it, whatever fails
            if (status == 0) {
                flight.unanswered(broken == null ? new IOException("unexpected end of stream") : broken);
            } else {
                flight.answered(new ArrivedAnswer(status, headers, body, broken), taken);
            }
        }
    }

    private void endUnpacking() {
        if (unpacking != null) {
            headers = headers.newBuilder()
                    .removeAll(CODING)
                    .removeAll("Content-Length")
                    .build();
            unpacking.close();
        }
    }
}
