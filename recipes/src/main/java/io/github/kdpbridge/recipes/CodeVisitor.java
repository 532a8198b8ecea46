package io.github.kdpbridge.recipes;

import org.jspecify.annotations.Nullable;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Space;

/** Visits code only: a name in Javadoc is no use of what it names, and its parents are no code. */
abstract class CodeVisitor<P> extends JavaIsoVisitor<P> {
    @Override
    public Space visitSpace(@Nullable Space space, Space.Location location, P p) {
        return space == null ? Space.EMPTY : space;
    }
}
