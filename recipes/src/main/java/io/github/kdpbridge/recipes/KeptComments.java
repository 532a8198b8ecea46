package io.github.kdpbridge.recipes;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Tree;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Comment;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JRightPadded;
import org.openrewrite.java.tree.Javadoc;
import org.openrewrite.java.tree.Space;

/** The comments of people in code that a recipe replaces: what would be lost goes before the statement that it stands in. */
final class KeptComments extends JavaIsoVisitor<List<KeptComments.Written>> {
    /** A comment, and the statement around it. */
    record Written(Comment comment, UUID statement) {
        /** Returns what it says, which another indentation does not change. */
        String text() {
            return comment.printComment(new Cursor(null, Cursor.ROOT_VALUE))
                    .replaceAll("\\s+", " ")
                    .trim();
        }
    }

    private KeptComments() {}

    /**
     * Changes a file. If that loses comments, it is changed again with these before their statements; those that are lost outside
     * of statements, as with an import, go before the first class.
     */
    static J.CompilationUnit in(
            J.CompilationUnit unit, UnaryOperator<J.CompilationUnit> change, ExecutionContext context) {
        J.CompilationUnit changed = change.apply(unit);
        List<Written> lost = lost(unit, changed);
        if (lost.isEmpty()) {
            return changed;
        }
        UUID start = FileNames.start(unit);
        Map<UUID, List<Comment>> within = lost.stream()
                .filter(each -> !each.statement().equals(start))
                .collect(groupingBy(Written::statement, mapping(Written::comment, toList())));
        J.CompilationUnit moved = with(within, (J.CompilationUnit) new Removal(within).visitNonNull(unit, 0), context);
        changed = change.apply(moved);
        List<Comment> others =
                lost(moved, changed).stream().map(Written::comment).toList();
        return with(Map.of(start, others), changed, context);
    }

    private static J.CompilationUnit with(
            Map<UUID, List<Comment>> comments, J.CompilationUnit unit, ExecutionContext context) {
        return (J.CompilationUnit) new LeadingComments(comments).visitNonNull(unit, context);
    }

    private static List<Written> lost(J.CompilationUnit unit, J.CompilationUnit changed) {
        List<Written> after = all(changed);
        Set<Comment> kept = identical(after.stream().map(Written::comment));
        Map<String, Long> times = after.stream().collect(groupingBy(Written::text, counting()));
        List<Written> lost = new ArrayList<>();
        for (Written each : all(unit)) {
            if (times.merge(each.text(), -1L, Long::sum) < 0 && !kept.contains(each.comment())) {
                lost.add(each);
            }
        }
        return lost;
    }

    private static List<Written> all(J.CompilationUnit unit) {
        List<Written> all = new ArrayList<>();
        new KeptComments().visit(unit, all);
        return all;
    }

    private static Set<Comment> identical(Stream<Comment> comments) {
        Set<Comment> identical = Collections.newSetFromMap(new IdentityHashMap<>());
        comments.forEach(identical::add);
        return identical;
    }

    @Override
    public Space visitSpace(@Nullable Space space, Space.Location location, List<Written> all) {
        Space here = space == null ? Space.EMPTY : space;
        for (Comment comment : here.getComments()) {
            // Javadoc changes with the types that it names, and goes with nothing but an anonymous class.
            if (!(comment instanceof Javadoc) || getCursor().firstEnclosing(J.NewClass.class) != null) {
                all.add(new Written(comment, statement()));
            }
        }
        return here;
    }

    /** Returns the innermost statement that does not belong to an anonymous class; the first class for what is in none. */
    private UUID statement() {
        Tree inner = null;
        for (Cursor at = getCursor(); at != null; at = at.getParent()) {
            Object tree = at.getValue() instanceof JRightPadded<?> padded ? padded.getElement() : at.getValue();
            boolean isBlock =
                    tree instanceof J.Block && !(at.getParentTreeCursor().getValue() instanceof J.NewClass);
            if (inner != null && (isBlock || (tree instanceof J.Case each && ModuleSurvey.isOfCase(inner, each)))) {
                return inner.getId();
            }
            if (tree instanceof J.CompilationUnit unit) {
                return FileNames.start(unit);
            }
            inner = tree instanceof J within ? within : inner;
        }
        throw new IllegalStateException("a comment outside of a file");
    }

    /** Takes comments away. */
    private static final class Removal extends JavaIsoVisitor<Integer> {
        private final Set<Comment> gone;

        Removal(Map<UUID, List<Comment>> gone) {
            this.gone = identical(gone.values().stream().flatMap(List::stream));
        }

        @Override
        public Space visitSpace(@Nullable Space space, Space.Location location, Integer ignored) {
            Space here = space == null ? Space.EMPTY : space;
            List<Comment> left = here.getComments().stream()
                    .filter(comment -> !gone.contains(comment))
                    .toList();
            if (left.size() == here.getComments().size()) {
                return here;
            }
            String last = here.getLastWhitespace();
            return left.isEmpty() ? Space.build(last.isEmpty() ? " " : last, List.of()) : here.withComments(left);
        }
    }
}
