package io.github.kdpbridge.core;

/** Writes numbers with their nouns. */
public final class Count {
    private Count() {}

    /** Returns a number with its noun, to which a plural adds an s: {@code 1 unit}, {@code 2 units}. */
    public static String of(long number, String one) {
        return of(number, one, one + "s");
    }

    /** Returns a number with its words: {@code 1 write open}, {@code 2 writes open}. */
    public static String of(long number, String one, String more) {
        return number + " " + (number == 1 ? one : more);
    }
}
