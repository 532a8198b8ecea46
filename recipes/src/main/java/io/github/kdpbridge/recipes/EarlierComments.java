package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.openrewrite.ExecutionContext;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Comment;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.TextComment;

/**
 * Takes away what an earlier run said to do before another run, because that run judges anew. What it said of a call stays as
 * long as the call is one of generation 1 and nothing new is said of it.
 */
final class EarlierComments extends JavaIsoVisitor<Integer> {
    private final Map<UUID, Space> prefixes = new HashMap<>();
    private final Map<UUID, String> ofCalls = new HashMap<>();
    private boolean found;

    private EarlierComments() {}

    /** Returns a file without such comments, as it is judged. */
    static J.CompilationUnit without(J.CompilationUnit unit) {
        return (J.CompilationUnit) new EarlierComments().visitNonNull(unit, 0);
    }

    /** Changes a file without such comments, and puts back those that still hold, in the order that they had. */
    static J.CompilationUnit around(
            J.CompilationUnit unit, UnaryOperator<J.CompilationUnit> change, ExecutionContext context) {
        EarlierComments earlier = new EarlierComments();
        J.CompilationUnit bare = (J.CompilationUnit) earlier.visitNonNull(unit, 0);
        J.CompilationUnit changed = change.apply(bare);
        if (!earlier.found) {
            return changed;
        }
        earlier.ofCalls.keySet().retainAll(unexplained(changed));
        changed = (J.CompilationUnit) new TodoComments(earlier.ofCalls).visitNonNull(changed, context);
        changed = (J.CompilationUnit) earlier.new Order().visitNonNull(changed, 0);
        return changed.printAll().equals(unit.printAll()) ? unit : changed;
    }

    @Override
    public J preVisit(J tree, Integer ignored) {
        Space prefix = tree.getPrefix();
        Space kept = without(prefix);
        if (kept.getComments().size() == prefix.getComments().size()) {
            return tree;
        }
        prefixes.put(tree.getId(), prefix);
        for (String words : words(prefix)) {
            if (words.startsWith(Words.STILL)) {
                ofCalls.merge(tree.getId(), words, (old, more) -> old + "\n" + more);
            }
        }
        return tree.withPrefix(kept);
    }

    /** A comment is at the end of a block when the statement behind it is gone. */
    @Override
    public J.Block visitBlock(J.Block original, Integer ignored) {
        J.Block block = super.visitBlock(original, ignored);
        return block.withEnd(without(block.getEnd()));
    }

    private Space without(Space space) {
        List<Comment> kept = space.getComments().stream()
                .filter(comment -> !isEarlier(words(comment)))
                .toList();
        if (kept.size() == space.getComments().size()) {
            return space;
        }
        found = true;
        String last = space.getLastWhitespace();
        if (kept.isEmpty()) {
            return space.withComments(kept).withWhitespace(lastLine(space.getWhitespace(), last));
        }
        List<Comment> comments = new ArrayList<>(kept);
        Comment end = comments.remove(comments.size() - 1);
        comments.add(end.withSuffix(lastLine(end.getSuffix(), last)));
        return space.withComments(comments);
    }

    /** Returns whitespace with the last line of another one. */
    private static String lastLine(String before, String last) {
        int line = before.lastIndexOf('\n');
        int other = last.lastIndexOf('\n');
        return line < 0 || other < 0 ? before : before.substring(0, line) + last.substring(other);
    }

    private static boolean isEarlier(String words) {
        return words.endsWith(Words.AGAIN) || Words.FINAL.contains(words);
    }

    private static List<String> words(Space space) {
        return space.getComments().stream().map(EarlierComments::words).toList();
    }

    /** Returns what a comment of a recipe says; nothing if it is another comment. */
    private static String words(Comment comment) {
        String prefix = " " + Words.PREFIX;
        return comment instanceof TextComment text && text.getText().startsWith(prefix)
                ? text.getText().substring(prefix.length())
                : "";
    }

    /** A call that stays keeps its form, {@code Gen1.shared(api).upload(bean)}, and not always its types. */
    private static boolean isOfGeneration1(J.MethodInvocation call) {
        JavaType.Method type = call.getMethodType();
        return (type != null && Gen1Code.isApi(type.getDeclaringType())) || Gen1Code.SHARED.matches(call);
    }

    /** Returns the places with a call of generation 1 of which nothing is said. */
    private static Set<UUID> unexplained(J.CompilationUnit unit) {
        Set<UUID> places = new HashSet<>();
        Set<UUID> explained = new HashSet<>();
        new JavaIsoVisitor<Integer>() {
            @Override
            public J preVisit(J tree, Integer ignored) {
                if (words(tree.getPrefix()).stream().anyMatch(words -> words.startsWith(Words.STILL))) {
                    explained.add(tree.getId());
                }
                return tree;
            }

            @Override
            public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Integer ignored) {
                if (isOfGeneration1(call)) {
                    places.add(ModuleSurvey.place(getCursor()));
                }
                return super.visitMethodInvocation(call, ignored);
            }
        }.visit(unit, 0);
        places.removeAll(explained);
        return places;
    }

    /** Statements with the comments that they had have them as they had them. */
    private final class Order extends JavaIsoVisitor<Integer> {
        @Override
        public J preVisit(J tree, Integer ignored) {
            Space before = prefixes.get(tree.getId());
            return before != null && texts(before).equals(texts(tree.getPrefix())) ? tree.withPrefix(before) : tree;
        }

        private List<String> texts(Space space) {
            return space.getComments().stream()
                    .map(comment -> comment.printComment(getCursor()))
                    .sorted()
                    .toList();
        }
    }
}
