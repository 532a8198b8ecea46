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

/** The answer to one request as it arrives, up to its limit. Only for the loop's thread. */
final class Arrival {
    /** How often to ask for a turn while there is none. */
    private static final long MILLIS = 10;

    private final Line line;
    private final Flight<?> flight;
    private final Resilience settings;
    private final Buffer body = new Buffer();
    private int status;
    private Headers headers = Headers.of();
    private boolean interim;
    private boolean reusable;
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
        long room = settings.answerLimit() + 1 - body.size();
        int taken = (int) Math.min(room, bytes.readableBytes());
        try {
            var unused = body.write(bytes.nioBuffer(bytes.readerIndex(), taken));
        } catch (IOException e) {
            throw new AssertionError("memory cannot fail", e);
        }
        if (body.size() > settings.answerLimit()) {
            reusable = false;
            deliver(null); // reading it tells that it is too large
        } else if (body.size() > LargeAnswers.SIZE && turn == null && waitingSince == 0) {
            askForTurn();
        }
    }

    void end() {
        if (interim) {
            interim = false;
            return;
        }
        whole = true;
        if (!over && (turn != null || waitingSince == 0)) {
            deliver(null);
        }
    }

    private void askForTurn() {
        turn = LargeAnswers.tryTurn();
        if (turn != null) {
            waitingSince = 0;
            line.read(true);
            return;
        }
        long now = System.nanoTime();
        if (waitingSince == 0) {
            waitingSince = now;
            line.read(false);
        }
        if (now - waitingSince >= settings.patience().toNanos()) {
            breakOff(LargeAnswers.noTurn(settings.patience()));
        } else {
            line.later(this::askAgain, MILLIS);
        }
    }

    private void askAgain() {
        if (over) {
            return;
        }
        askForTurn();
        if (turn != null && whole) {
            deliver(null);
        }
    }

    /** Ends it before it is whole. */
    void breakOff(IOException trouble) {
        if (!over) {
            reusable = false;
            deliver(trouble);
        }
    }

    private void deliver(@Nullable IOException broken) {
        over = true;
        Permit taken = turn;
        line.free(reusable && whole);
        if (status == 0) {
            flight.unanswered(broken == null ? new IOException("unexpected end of stream") : broken);
        } else {
            flight.answered(new ArrivedAnswer(status, headers, body, broken), taken);
        }
    }
}
