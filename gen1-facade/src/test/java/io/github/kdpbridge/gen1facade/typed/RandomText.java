package io.github.kdpbridge.gen1facade.typed;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random values of beans: more of the special ones than chance would give. */
final class RandomText {
    static final String UNPAIRED = "a\uD83Db";
    private static final List<String> TEXTS =
            List.of("", "PO-7", "351800000000702", "ä \"quoted\" \\ \u2028 /?&=#+%", "📱", "0", "null", UNPAIRED);

    private final Random random;

    RandomText(long seed) {
        this.random = new Random(seed);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long number() {
        return random.nextLong();
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Returns a text, rarely a special or an empty one. */
    String text() {
        return chance(8) ? one(TEXTS) : Integer.toString(random.nextInt(Integer.MAX_VALUE), 36);
    }

    String filled() {
        return "x" + text();
    }

    <T> T orNull(int oneIn, Supplier<T> value) {
        return chance(oneIn) ? null : value.get();
    }
}
