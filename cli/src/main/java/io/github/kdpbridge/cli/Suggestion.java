package io.github.kdpbridge.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the name meant by a mistyped one. Picocli's own search does not know transpositions. */
final class Suggestion {
    /** A typo has at most one mistake for so many letters. */
    private static final int LETTERS_A_MISTAKE = 3;

    private Suggestion() {}

    /** Returns the most similar name; empty if none is similar. */
    static Optional<String> of(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(word, name)
                        <= Math.max(1, name.replace("-", "").length() / LETTERS_A_MISTAKE))
                .min(Comparator.<String>comparingInt(name -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The edit distance, in which swapping two neighbours counts as one (Damerau-Levenshtein). */
    static int distance(String one, String other) {
        int[][] table = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : step(table, one, i, other, j);
            }
        }
        return table[one.length()][other.length()];
    }

    private static int step(int[][] table, String one, int i, String other, int j) {
        int changed = table[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
