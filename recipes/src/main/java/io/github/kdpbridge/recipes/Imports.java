package io.github.kdpbridge.recipes;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.openrewrite.Tree;
import org.openrewrite.java.style.ImportLayoutStyle;
import org.openrewrite.java.style.IntelliJ;
import org.openrewrite.java.tree.J;
import org.openrewrite.style.NamedStyles;
import org.openrewrite.style.Style;

/** Imports of which none becomes a star, because a star brings names that the file may have already. */
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
}
