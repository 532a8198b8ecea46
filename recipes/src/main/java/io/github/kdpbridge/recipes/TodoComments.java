package io.github.kdpbridge.recipes;

import java.util.Map;
import java.util.UUID;
import org.openrewrite.ExecutionContext;
import org.openrewrite.internal.ListUtils;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Comment;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.TextComment;
import org.openrewrite.marker.Markers;

/** Puts a comment before statements, once. */
final class TodoComments extends JavaIsoVisitor<ExecutionContext> {
    private final Map<UUID, String> words;

    TodoComments(Map<UUID, String> words) {
        this.words = words;
    }

    @Override
    public J preVisit(J tree, ExecutionContext context) {
        String text = words.get(tree.getId());
        return text == null ? tree : tree.withPrefix(with(tree.getPrefix(), " " + Words.PREFIX + text));
    }

    private static Space with(Space prefix, String text) {
        boolean there = prefix.getComments().stream()
                .anyMatch(comment -> comment instanceof TextComment written
                        && written.getText().equals(text));
        if (there) {
            return prefix;
        }
        String before = prefix.getComments().isEmpty() ? prefix.getWhitespace() : prefix.getLastWhitespace();
        int line = before.lastIndexOf('\n');
        Comment comment = new TextComment(false, text, line < 0 ? "\n" : before.substring(line), Markers.EMPTY);
        return prefix.withComments(ListUtils.concat(prefix.getComments(), comment));
    }
}
