package io.github.kdpbridge.recipes;

import java.util.Map;
import java.util.UUID;
import org.openrewrite.Cursor;
import org.openrewrite.ExecutionContext;
import org.openrewrite.internal.ListUtils;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Comment;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.TextComment;
import org.openrewrite.marker.Markers;

/** Puts comments before statements, each once. */
final class TodoComments extends JavaIsoVisitor<ExecutionContext> {
    private final Map<UUID, String> words;

    /** Takes what the comments say, by statement; a line for each comment. */
    TodoComments(Map<UUID, String> words) {
        this.words = words;
    }

    @Override
    public J preVisit(J tree, ExecutionContext context) {
        String text = words.get(tree.getId());
        if (text == null) {
            return tree;
        }
        Space prefix = tree.getPrefix();
        for (String line : text.lines().toList()) {
            prefix = with(prefix, " " + Words.PREFIX + line);
        }
        return tree.withPrefix(prefix);
    }

    /** Returns a new line for a statement that has none of its own, in the block of the nearest one that has. */
    private String indent() {
        boolean isInBlock = false;
        for (Cursor at = getCursor(); at.getParent() != null && !at.isRoot(); at = at.getParent()) {
            isInBlock |= at.getValue() instanceof J.Block;
            if (at.getValue() instanceof J tree
                    && tree.getPrefix().getLastWhitespace().contains("\n")) {
                String before = tree.getPrefix().getLastWhitespace();
                return before.substring(before.lastIndexOf('\n')) + (isInBlock ? "    " : "");
            }
        }
        return isInBlock ? "\n    " : "\n";
    }

    private Space with(Space prefix, String text) {
        boolean there = prefix.getComments().stream()
                .anyMatch(comment -> comment instanceof TextComment written
                        && written.getText().equals(text));
        if (there) {
            return prefix;
        }
        String before = prefix.getComments().isEmpty() ? prefix.getWhitespace() : prefix.getLastWhitespace();
        int line = before.lastIndexOf('\n');
        if (line > 0 && before.charAt(line - 1) == '\r') {
            line--;
        }
        String indent = line < 0 ? indent() : before.substring(line);
        Comment comment = new TextComment(false, text, indent, Markers.EMPTY);
        return (line < 0 && prefix.getComments().isEmpty() && !prefix.isEmpty()
                        ? prefix.withWhitespace(indent)
                        : prefix)
                .withComments(ListUtils.concat(prefix.getComments(), comment));
    }
}
