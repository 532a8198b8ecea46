package io.github.kdpbridge.gateway.page;

import com.google.common.base.Enums;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.primitives.Longs;
import io.github.kdpbridge.core.migration.Gate;
import io.github.kdpbridge.core.migration.Gate.State;
import io.github.kdpbridge.gateway.page.PlanScreen.Hidden;
import java.util.List;

/** The gates that a plan showed closed, as its form sends them along: {@code differences:BLOCKED:3:1200000321}. */
final class ShownGate {
    private static final String FIELD = "closed";
    private static final Splitter PARTS = Splitter.on(':').limit(4);

    private ShownGate() {}

    static Hidden hidden(Gate gate, String unit) {
        return new Hidden(FIELD, "%s:%s:%d:%s".formatted(gate.name(), gate.state(), gate.lacks(), unit));
    }

    /** Returns those of a form, by unit. */
    static ImmutableListMultimap<String, Gate> of(PageRequest request) {
        ImmutableListMultimap.Builder<String, Gate> gates = ImmutableListMultimap.builder();
        for (String text : request.all(FIELD)) {
            List<String> parts = PARTS.splitToList(text);
            State state = parts.size() < 4
                    ? null
                    : Enums.getIfPresent(State.class, parts.get(1)).orNull();
            Long lacks = state == null ? null : Longs.tryParse(parts.get(2));
            if (state == null || lacks == null) {
                throw new IllegalArgumentException("closed must be a gate with its number and a unit, not " + text);
            }
            gates.put(parts.get(3), new Gate(parts.get(0), state, "", lacks));
        }
        return gates.build();
    }
}
