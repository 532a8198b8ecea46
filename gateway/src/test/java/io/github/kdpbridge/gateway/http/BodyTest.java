package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a body ends, once. */
class BodyTest {
    private final ByteBudget budget = new ByteBudget(8);
    private final ByteBudget.Share share = budget.share();
    private final List<Object> ends = new ArrayList<>();

    private Body body(int limit) {
        return new Body(limit, share, new Body.End(whole -> ends.add(whole.utf8()), ends::add));
    }

    private static void add(Body body, String text) {
        body.add(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    @Test
    void pieces_areOneBody() {
        Body body = body(8);
        add(body, "ab");
        add(body, "");
        add(body, "cd");
        body.finish();
        body.fail(Body.Fault.LATE);

        assertThat(ends).containsExactly("abcd");
        assertThat(budget.taken()).isEqualTo(4);
    }

    @Test
    void byteOverTheLimit_endsIt_andWhatComesBehindIsNotKept() {
        Body body = body(3);
        add(body, "abc");
        add(body, "d");
        add(body, "e");
        body.finish();

        assertThat(ends).containsExactly(Body.Fault.TOO_LARGE);
        assertThat(budget.taken()).isEqualTo(3);
    }

    @Test
    void byteOverTheMemory_endsIt() {
        Body body = body(100);
        add(body, "123456789");

        assertThat(ends).containsExactly(Body.Fault.NO_MEMORY);
        assertThat(budget.taken()).isZero();
    }
}
