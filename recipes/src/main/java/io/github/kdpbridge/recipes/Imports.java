package io.github.kdpbridge.recipes;

import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.openrewrite.Tree;
import org.openrewrite.internal.ListUtils;
import org.openrewrite.java.style.ImportLayoutStyle;
import org.openrewrite.java.style.IntelliJ;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.Space;
import org.openrewrite.style.NamedStyles;
import org.openrewrite.style.Style;

/** Imports as people have them: none becomes a star, which brings names that the file may have already, and no gap is new. */
final class Imports {
    private Imports() {}

    /** Returns a changed file whose new imports are one by one, in the order of the file's style. */
    @SuppressWarnings("ReferenceEquality") // a changed file equals the one that it was
    static J.CompilationUnit oneByOne(J.CompilationUnit unit, UnaryOperator<J.CompilationUnit> change) {
        ImportLayoutStyle layout = Style.from(ImportLayoutStyle.class, unit, IntelliJ::importLayout)
                .withClassCountToUseStarImport(Integer.MAX_VALUE)
                .withNameCountToUseStarImport(Integer.MAX_VALUE)
                .withPackagesToFold(List.of());
        UUID id = Tree.randomId();
        NamedStyles style = new NamedStyles(id, Imports.class.getName(), "", "", Set.of(), List.of(layout));
        J.CompilationUnit styled = unit.withMarkers(unit.getMarkers().add(style));
        J.CompilationUnit changed = change.apply(styled);
        return changed == styled
                ? unit
                : changed.withMarkers(changed.getMarkers()
                        .withMarkers(changed.getMarkers().getMarkers().stream()
                                .filter(marker -> !marker.getId().equals(id))
                                .toList()));
    }

    /** Returns a changed file without the blank lines that a style puts before imports which stay, behind other imports. */
    static J.CompilationUnit asSpaced(J.CompilationUnit before, J.CompilationUnit changed) {
        Set<String> left = changed.getImports().stream().map(Imports::name).collect(toSet());
        Map<String, String> gaps = new HashMap<>();
        String gap = "";
        for (J.Import each : before.getImports()) {
            String own = each.getPrefix().getWhitespace();
            gap = lines(own) > lines(gap) ? own : gap; // a gap goes to the import behind one that is removed
            if (left.contains(name(each))) {
                gaps.put(name(each), gap);
                gap = "";
            }
        }
        if (!before.getImports().isEmpty()) {
            gaps.remove(name(before.getImports().get(0)));
        }
        return changed.withImports(ListUtils.map(changed.getImports(), (index, each) -> {
            String had = index == 0 ? null : gaps.get(name(each));
            Space now = each.getPrefix();
            return had != null && lines(had) < lines(now.getWhitespace())
                    ? each.withPrefix(now.withWhitespace(had))
                    : each;
        }));
    }

    private static String name(J.Import imported) {
        return imported.isStatic() + " " + imported.getQualid();
    }

    private static long lines(String space) {
        return space.chars().filter(each -> each == '\n').count();
    }
}
