package io.github.kdpbridge.core.migration.explorer;

import static java.util.stream.Collectors.toCollection;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The invariants that a design breaks in a world: all of them, and no others. */
record Finding(World world, Design design, Set<Invariant> broken) {
    private static final List<World> WORLDS =
            List.of(World.W1, World.W2, World.W3, World.W4, World.W5, World.W6, World.W7, World.W8, World.W9);

    /** A dash where the design holds. */
    private static final String TABLE = """
            |    | D0 | D1    | D2       | D3       | D4       | D5       | D6       | D7       | D8             | D9    | D10 |
            | W1 | I1 | -     | I1 I6    | I6       | I6       | I6       | I6       | I6       | -              | -     | -   |
            | W2 | I1 | -     | I1 I3 I6 | I3 I6    | I3 I6    | I3 I6    | I3 I6    | I3 I6    | -              | -     | -   |
            | W3 | I1 | I1    | I1 I6    | I6       | I1 I6    | I6       | I6       | I6       | -              | -     | -   |
            | W4 | I1 | -     | I1 I3 I6 | I3 I6    | I3 I6    | I3 I6    | I3 I6    | I3 I6    | I1 I2 I3 I4 I6 | -     | -   |
            | W5 | I1 | I1    | I1       | I1       | I1       | I1       | I1       | I1       | I1             | I1    | -   |
            | W6 | I1 | I1 I2 | I1 I2    | I1 I2 I6 | I1 I2 I6 | I1 I2 I6 | I1 I2 I6 | I1 I2 I6 | I1 I2          | I1 I2 | -   |
            | W7 | I1 | -     | I1       | -        | -        | -        | -        | -        | -              | -     | -   |
            | W8 | I1 | -     | I1 I6    | I6       | I6       | I6       | I6       | I6       | I1 I2 I4 I6    | -     | -   |
            | W9 | I1 | -     | I1 I3 I6 | I3 I6    | I3 I6    | I3 I6    | I3 I6    | I3 I6    | -              | -     | -   |
            """;

    /** Returns the findings of all designs in some worlds. */
    static Stream<Finding> of(World... worlds) {
        return Stream.of(worlds).flatMap(Finding::of);
    }

    static Stream<Finding> all() {
        return WORLDS.stream().flatMap(Finding::of);
    }

    private static Stream<Finding> of(World world) {
        String row = TABLE.lines().skip(1 + WORLDS.indexOf(world)).findFirst().orElseThrow();
        List<String> cells =
                Stream.of(row.split("\\|")).map(String::strip).skip(2).toList();
        return IntStream.range(0, Design.ALL.size())
                .mapToObj(i -> new Finding(world, Design.ALL.get(i), invariants(cells.get(i))));
    }

    private static Set<Invariant> invariants(String cell) {
        return cell.equals("-")
                ? Set.of()
                : Stream.of(cell.split(" "))
                        .map(Invariant::valueOf)
                        .collect(toCollection(() -> EnumSet.noneOf(Invariant.class)));
    }

    @Override
    public String toString() {
        return design + " in " + world + ": " + (broken.isEmpty() ? "holds" : new TreeSet<>(broken));
    }
}
