package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.gateway.Stub;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import okio.ByteString;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.Test;

/** A body for which there is no memory is one that its caller hears of. */
class BodyReaderTest {
    private final ByteBudget budget = new ByteBudget(100);
    private final AtomicInteger released = new AtomicInteger();
    private final List<Throwable> failures = new ArrayList<>();
    private final ByteBudget.Share share = budget.share();

    private BodyReader reader(Stub.Answer bytes, Consumer<ByteString> whole) {
        Content.Chunk chunk = Stub.of(
                Content.Chunk.class,
                Map.of(
                        "getFailure", nothing -> null,
                        "isLast", nothing -> true,
                        "remaining", nothing -> 2,
                        "release", nothing -> released.incrementAndGet() > 0,
                        "getByteBuffer", bytes));
        Content.Source source = Stub.of(Content.Source.class, Map.of("read", nothing -> chunk));
        return new BodyReader(
                source, 100, share, gone -> Permit.of(() -> {}), new BodyReader.End(whole, failures::add));
    }

    @Test
    void bytesForWhichThereIsNoMemory_failTheBody() {
        OutOfMemoryError none = new OutOfMemoryError("made up");

        reader(
                        nothing -> {
                            throw none;
                        },
                        body -> {})
                .run();

        assertThat(failures).containsExactly(none);
        assertThat(released).hasValue(1);
    }

    /** Who was given it answers for it. */
    @Test
    void errorOfTheOneWhoIsGivenTheBody_isThrown() {
        BodyReader reader = reader(nothing -> ByteBuffer.wrap(new byte[2]), body -> {
            throw new StackOverflowError("made up");
        });

        assertThatThrownBy(reader::run)
                .isExactlyInstanceOf(StackOverflowError.class)
                .hasMessage("made up");
        assertThat(failures).isEmpty();
        assertThat(released).hasValue(1);
    }
}
