package io.github.kdpbridge.core.migration.shadow;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Units;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/**
 * What the parts of one {@link Shadow} share.
 *
 * @param clock the ledger's clock
 * @param ticker measures pauses and deadlines
 */
record ShadowContext(
        Map<Generation, ShadowSide> sides,
        Units units,
        ParityStore store,
        Comparison comparison,
        ShadowSettings settings,
        Clock clock,
        Ticker ticker) {
    ShadowSide side(Generation generation) {
        return Objects.requireNonNull(sides.get(generation));
    }

    ResellerId reseller() {
        return side(Generation.GEN2).reads().reseller();
    }
}
