package io.github.kdpbridge.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.Acted.Done;
import io.github.kdpbridge.core.migration.Acted.Result;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an act on several units is answered with. */
@Tag("one-jdk")
class RefusalsTest {
    private static final List<Done> REFUSED = List.of(new Done("1", null, Result.REFUSED, "another move is under way"));

    @Test
    void panicOfWhichEachUnitIsRefused_isNotNothing() {
        Acted panic = new Acted(REFUSED, null, null, "the account is frozen");

        assertThat(AdminAnswer.of(panic))
                .isEqualTo(new AdminAnswer(
                        200,
                        "{\"units\":[{\"unit\":\"1\",\"result\":\"REFUSED\",\"text\":\"another move is under way\"}],"
                                + "\"besides\":\"the account is frozen\"}",
                        "the account is frozen; 1 refused: another move is under way"));
    }

    @Test
    void actOfWhichEachUnitIsRefused_isNothing() {
        AdminAnswer answer = AdminAnswer.of(new Acted(REFUSED, null));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.error()).isEqualTo("nothing was done: 1 refused: another move is under way");
    }
}
