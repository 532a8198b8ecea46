package io.github.kdpbridge.recipes;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.openrewrite.java.tree.J;

/**
 * The texts that differ, have to, and would be equal after a change.
 *
 * @param literals what they are made of
 */
record EqualTexts(Set<UUID> literals) {
    /** A text that is put together from more choices than these is looked at no further. */
    private static final int MOST = 1_000;

    EqualTexts {
        literals = Set.copyOf(literals);
    }

    /**
     * Returns the texts that would be equal.
     *
     * @param groups the texts of which no two may be equal
     * @param variables what each variable may hold
     * @param change what becomes of a literal
     */
    static EqualTexts of(
            Collection<List<WrittenText>> groups,
            Map<String, List<WrittenText>> variables,
            UnaryOperator<String> change) {
        Reader reader = new Reader(variables, change);
        Set<UUID> literals = new HashSet<>();
        for (List<WrittenText> group : groups) {
            Map<String, Clash> clashes = new HashMap<>();
            for (WrittenText written : group) {
                reader.read(written, Set.of())
                        .forEach(text -> clashes.computeIfAbsent(text.after(), after -> Clash.none())
                                .add(written, text));
            }
            clashes.values().stream().filter(Clash::happens).forEach(each -> literals.addAll(each.literals()));
        }
        return new EqualTexts(literals);
    }

    boolean contains(J.Literal literal) {
        return literals.contains(literal.getId());
    }

    /** A text before and after the change, and the literals that it is made of. */
    private record Text(String before, String after, Set<UUID> literals) {
        Text then(Text next) {
            Set<UUID> all = new HashSet<>(literals);
            all.addAll(next.literals);
            return new Text(before + next.before, after + next.after, all);
        }
    }

    /** What would be one text after the change. One place can have several of its texts, but only one at a time. */
    private record Clash(Set<String> texts, Set<WrittenText> places, Set<UUID> literals) {
        static Clash none() {
            return new Clash(new HashSet<>(), new HashSet<>(), new HashSet<>());
        }

        void add(WrittenText place, Text text) {
            texts.add(text.before());
            places.add(place);
            literals.addAll(text.literals());
        }

        boolean happens() {
            return texts.size() > 1 && places.size() > 1;
        }
    }

    private record Reader(Map<String, List<WrittenText>> variables, UnaryOperator<String> change) {
        /**
         * Returns what a text may be.
         *
         * @param open the variables that are being read: inside of its own text, a variable is its name
         */
        Stream<Text> read(WrittenText written, Set<String> open) {
            if (written instanceof WrittenText.Literal literal) {
                return Stream.of(new Text(literal.value(), change.apply(literal.value()), Set.of(literal.id())));
            }
            if (written instanceof WrittenText.Sum sum) {
                Stream<Text> all = Stream.of(new Text("", "", Set.of()));
                for (WrittenText part : sum.parts()) {
                    List<Text> next = read(part, open).toList();
                    all = all.flatMap(text -> next.stream().map(text::then)).limit(MOST);
                }
                return all;
            }
            if (written instanceof WrittenText.Either either) {
                return either.choices().stream()
                        .flatMap(each -> read(each, open))
                        .limit(MOST);
            }
            String name = ((WrittenText.Named) written).name();
            List<WrittenText> held = variables.get(name);
            if (held == null || open.contains(name)) {
                String unknown = '\0' + name;
                return Stream.of(new Text(unknown, unknown, Set.of()));
            }
            Set<String> inner = new HashSet<>(open);
            inner.add(name);
            return held.stream().flatMap(each -> read(each, inner)).limit(MOST);
        }
    }
}
