package io.github.kdpbridge.core.migration.shadow;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Unit;
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

    /** Returns the end of a question. The tags of a device list are compared with the ledger's uploads. */
    @SuppressWarnings("unchecked") // the operation tells the type of its answers
    <A> Ended ended(
            Unit unit, Operation<?, A> operation, Verdict verdict, Compared compared, Answer<A> gen1, Answer<A> gen2) {
        Ended ended = Ended.of(unit, operation, verdict, compared, gen1, gen2);
        return operation.equals(Operation.DEVICES) && compared.incomparable() == null && gen2.value() != null
                ? ended.with(UploadTags.learnt(units, unit, (Page<ListedDevice>) gen2.value()))
                : ended;
    }

    ResellerId reseller() {
        return side(Generation.GEN2).reads().reseller();
    }
}
