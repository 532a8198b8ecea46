package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Gen1RoutesTest {
    /** Generation 1 has no profiles. */
    @Test
    void everyOperationOfGeneration1_hasARoute() {
        Gen1Profile profile = Gen1Profile.standard();
        List<Operation<?, ?>> expected = new ArrayList<>(Operation.all());
        expected.remove(Operation.PROFILES);

        assertThat(Gen1Routes.of(profile, new Gen1Writer(profile)).routes().values())
                .flatExtracting(Gen1Routes.Route::operations)
                .hasSameElementsAs(expected);
    }
}
