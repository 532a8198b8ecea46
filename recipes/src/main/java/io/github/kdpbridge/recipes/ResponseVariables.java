package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.openrewrite.Cursor;
import org.openrewrite.Tree;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JLeftPadded;
import org.openrewrite.java.tree.JRightPadded;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.Statement;
import org.openrewrite.marker.Markers;

/**
 * Writes a {@code Response} that a statement asks at once into a variable before it, which moves with what is asked: {@code return
 * api.upload(bean).execute().isSuccessful();}.
 */
final class ResponseVariables extends CodeVisitor<Set<UUID>> {
    private final Set<UUID> kept;
    /** The names that are given, by the outermost method. */
    private final Map<UUID, Set<String>> taken = new HashMap<>();

    private ResponseVariables(Set<UUID> kept) {
        this.kept = kept;
    }

    /** A file, and what becomes of its calls. */
    record Surveyed(J.CompilationUnit unit, Decisions decisions) {}

    /** Returns a file with variables for those calls only that move with them. */
    static Surveyed in(J.CompilationUnit unit, ModuleFacts facts) {
        Set<UUID> kept = new HashSet<>();
        while (true) {
            Set<UUID> written = new HashSet<>();
            J.CompilationUnit declared = (J.CompilationUnit) new ResponseVariables(kept).visitNonNull(unit, written);
            Decisions decisions = CallSurvey.of(declared, facts);
            written.retainAll(decisions.kept);
            if (!kept.addAll(written)) {
                return new Surveyed(declared, decisions);
            }
        }
    }

    @Override
    public J.Block visitBlock(J.Block original, Set<UUID> written) {
        J.Block block = super.visitBlock(original, written);
        J around = getCursor().getParentTreeCursor().getValue();
        if (around instanceof J.ClassDeclaration || around instanceof J.NewClass) {
            return block;
        }
        List<Statement> statements = new ArrayList<>();
        for (Statement statement : block.getStatements()) {
            J.MethodInvocation execution = FirstCall.of(statement);
            UUID call =
                    execution == null ? null : AnswerRewrite.selected(execution).getId();
            if (execution == null || kept.contains(call)) {
                statements.add(statement);
                continue;
            }
            written.add(call);
            String name = freeName();
            JavaType response = execution.getType() == null ? JavaType.Unknown.getInstance() : execution.getType();
            statements.add(variable(name, response, execution).withPrefix(statement.getPrefix()));
            String before = statement.getPrefix().getLastWhitespace();
            statements.add(asking(statement, execution, name, response)
                    .withPrefix(Space.format(before.substring(Math.max(0, before.lastIndexOf('\n'))))));
        }
        return block.withStatements(statements);
    }

    /** Returns a name that the method around does not use, nor those of the variables that take its place. */
    private String freeName() {
        J outermost = getCursor().firstEnclosingOrThrow(J.ClassDeclaration.class);
        for (Cursor at = getCursor(); at != null; at = at.getParent()) {
            outermost = at.getValue() instanceof J.MethodDeclaration method ? method : outermost;
        }
        Set<String> given = taken.computeIfAbsent(outermost.getId(), id -> new HashSet<>());
        Set<String> names = new HashSet<>(given);
        names.addAll(Scope.in(Stream.of(outermost)));
        String name = "response";
        for (int number = 2; isTaken(name, names); number++) {
            name = "response" + number;
        }
        given.add(name);
        return name;
    }

    private static boolean isTaken(String name, Set<String> names) {
        return Stream.of("", "Body", "Error", "Failure").anyMatch(end -> names.contains(name + end));
    }

    private static Statement variable(String name, JavaType response, J.MethodInvocation execution) {
        J.VariableDeclarations.NamedVariable variable = new J.VariableDeclarations.NamedVariable(
                Tree.randomId(),
                Space.SINGLE_SPACE,
                Markers.EMPTY,
                AnswerRewrite.identifier(name, response, Space.EMPTY),
                List.of(),
                JLeftPadded.<Expression>build(execution.withPrefix(Space.SINGLE_SPACE))
                        .withBefore(Space.SINGLE_SPACE),
                new JavaType.Variable(null, 0, name, null, response, null));
        return new J.VariableDeclarations(
                Tree.randomId(),
                Space.EMPTY,
                Markers.EMPTY,
                List.of(),
                List.of(),
                AnswerRewrite.identifier("Response", response, null),
                null,
                List.of(JRightPadded.build(variable)));
    }

    private static Statement asking(Statement statement, J.MethodInvocation execution, String name, JavaType response) {
        return (Statement)
                new JavaVisitor<Integer>() {
                    @Override
                    public J visitMethodInvocation(J.MethodInvocation call, Integer ignored) {
                        return call.getId().equals(execution.getId())
                                ? AnswerRewrite.identifier(name, response, call.getPrefix())
                                : super.visitMethodInvocation(call, ignored);
                    }
                }.visitNonNull(statement, 0);
    }
}
