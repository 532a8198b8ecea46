package io.github.kdpbridge.verify.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.verify.session.LeftOut;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordedSessionTest {
    @Test
    void text_hasNoSecret() {
        RecordedSession session =
                new RecordedSession("shop.http", List.of(), new LeftOut(0, Set.of()), Set.of("hush-hush"));

        assertThat(session).hasToString("RecordedSession[shop.http, 0 requests]");
    }
}
