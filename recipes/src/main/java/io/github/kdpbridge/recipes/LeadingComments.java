package io.github.kdpbridge.recipes;

import static java.util.stream.Collectors.toMap;

import java.util.List;
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

/** Puts comments before statements, each in a line of its own. */
final class LeadingComments extends JavaIsoVisitor<ExecutionContext> {
    private final Map<UUID, List<Comment>> comments;

    /** Takes the comments by statement. */
    LeadingComments(Map<UUID, List<Comment>> comments) {
        this.comments = comments;
    }

    /** Takes what the comments of the recipes say, by statement. */
    static LeadingComments todo(Map<UUID, List<String>> words) {
        return new LeadingComments(words.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().stream()
                                .<Comment>map(
                                        said -> new TextComment(false, " " + Words.PREFIX + said, "", Markers.EMPTY))
                                .toList())));
    }

    @Override
    public J preVisit(J tree, ExecutionContext context) {
        Space prefix = tree.getPrefix();
        for (Comment comment : comments.getOrDefault(tree.getId(), List.of())) {
            prefix = with(prefix, comment);
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

    private Space with(Space prefix, Comment comment) {
        if (isThere(prefix, comment)) {
            return prefix;
        }
        String before = prefix.getComments().isEmpty() ? prefix.getWhitespace() : prefix.getLastWhitespace();
        int line = before.lastIndexOf('\n');
        if (line > 0 && before.charAt(line - 1) == '\r') {
            line--;
        }
        String indent = line < 0 ? indent() : before.substring(line);
        Comment placed = comment.withSuffix(indent);
        return (line < 0 && prefix.getComments().isEmpty() && !prefix.isEmpty()
                        ? prefix.withWhitespace(indent)
                        : prefix)
                .withComments(ListUtils.concat(prefix.getComments(), placed));
    }

    /** What the recipes say is said once. */
    private static boolean isThere(Space prefix, Comment comment) {
        return comment instanceof TextComment said
                && said.getText().startsWith(" " + Words.PREFIX)
                && prefix.getComments().stream()
                        .anyMatch(each -> each instanceof TextComment written
                                && written.getText().equals(said.getText()));
    }
}
