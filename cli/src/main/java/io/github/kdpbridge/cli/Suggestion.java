package io.github.kdpbridge.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who mistyped a name; picocli's own search overlooks swapped letters. */
final class Suggestion {
    /** One mistake in so many letters is a slip; more is another word. */
    private static final int LETTERS_A_MISTAKE = 3;

    private Suggestion() {}

    /** Returns the name that is most like a word; empty if none is. */
    static Optional<String> of(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(word, name)
                        <= Math.max(1, name.replace("-", "").length() / LETTERS_A_MISTAKE))
                .min(Comparator.<String>comparingInt(name -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters to insert, to delete, to change, or to swap with their neighbour. */
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
