package io.github.kdpbridge.recipes;

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
    private final Map<UUID, String> ofCalls = new HashMap<>();

    private boolean found;

    private EarlierComments() {}

    /** Returns a file without such comments, as it is judged. */
    static J.CompilationUnit without(J.CompilationUnit unit) {
        return (J.CompilationUnit) new EarlierComments().visitNonNull(unit, 0);
    }

    /** Changes a file without such comments, and puts back those that still hold. */
    static J.CompilationUnit around(
            J.CompilationUnit unit, UnaryOperator<J.CompilationUnit> change, ExecutionContext context) {
        EarlierComments earlier = new EarlierComments();
        J.CompilationUnit bare = (J.CompilationUnit) earlier.visitNonNull(unit, 0);
        J.CompilationUnit changed = change.apply(bare);
        if (!earlier.found) {
            return changed;
        }
        earlier.ofCalls.keySet().retainAll(leftWithoutWords(changed));
        changed = (J.CompilationUnit) new TodoComments(earlier.ofCalls).visitNonNull(changed, context);
        return changed.printAll().equals(unit.printAll()) ? unit : changed;
    }

    @Override
    public J preVisit(J tree, Integer ignored) {
        Space prefix = tree.getPrefix();
        List<Comment> kept = prefix.getComments().stream()
                .filter(comment -> !isEarlier(tree.getId(), comment))
                .toList();
        return kept.size() == prefix.getComments().size() ? tree : tree.withPrefix(prefix.withComments(kept));
    }

    private boolean isEarlier(UUID place, Comment comment) {
        String words = words(comment);
        boolean isOfCall = words.startsWith(Words.STILL);
        if (isOfCall) {
            ofCalls.put(place, words);
        }
        boolean isEarlier = (isOfCall || words.endsWith(Words.AGAIN)) && !words.contains(Words.DECIDE);
        found |= isEarlier;
        return isEarlier;
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

    /** Returns the places with a call of generation 1 and without a comment of a recipe. */
    private static Set<UUID> leftWithoutWords(J.CompilationUnit unit) {
        Set<UUID> places = new HashSet<>();
        Set<UUID> withWords = new HashSet<>();
        new JavaIsoVisitor<Integer>() {
            @Override
            public J preVisit(J tree, Integer ignored) {
                if (tree.getPrefix().getComments().stream()
                        .anyMatch(comment -> !words(comment).isEmpty())) {
                    withWords.add(tree.getId());
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
        places.removeAll(withWords);
        return places;
    }
}
