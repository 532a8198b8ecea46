package io.github.kdpbridge.recipes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.Loop;
import org.openrewrite.java.tree.MethodCall;
import org.openrewrite.java.tree.Statement;

/** Decides whether a {@code Response} in a variable moves, with all that is asked of it. */
final class ResponseSurvey {
    private final NativeCall call;
    private final Decisions decisions;
    private final ModuleFacts facts;

    ResponseSurvey(NativeCall call, Decisions decisions, ModuleFacts facts) {
        this.call = call;
        this.decisions = decisions;
        this.facts = facts;
    }

    /** Records the form of a declaration with a call, or returns why the call stays. */
    @Nullable String declared(J.VariableDeclarations.NamedVariable variable, Cursor declaration) {
        J.VariableDeclarations declared = declaration.getValue();
        Cursor around = declaration.getParentTreeCursor();
        if (around.getValue() instanceof J.Case) {
            return Words.RESPONSE_ASKED;
        }
        if (declared.getVariables().size() > 1 || !(around.getValue() instanceof J.Block) || isOfClass(around)) {
            return Words.RESPONSE_PASSED;
        }
        J.MethodInvocation execution = (J.MethodInvocation) Objects.requireNonNull(variable.getInitializer(), "a call");
        String reason = decide(variable, declaration, declaration, execution);
        if (reason == null) {
            decisions.forms.put(declared.getId(), Decisions.Form.RESPONSE);
        }
        return reason;
    }

    /** Records the forms of an assignment of a call and of the declaration before it, or returns why the call stays. */
    @Nullable String assigned(Cursor assignment) {
        J.Assignment assigned = assignment.getValue();
        if (!(assignment.getParentTreeCursor().getValue() instanceof J.Block)
                || !(assigned.getVariable() instanceof J.Identifier name)) {
            return Words.RESPONSE_PASSED;
        }
        if (name.getFieldType() != null && ResponseUses.isField(name.getFieldType())) {
            return Words.RESPONSE_PASSED;
        }
        Cursor declaration = declaration(name.getSimpleName(), assignment);
        if (declaration == null) {
            return isOfCase(name.getSimpleName(), assignment) ? Words.RESPONSE_ASKED : Words.RESPONSE_ASSIGNED;
        }
        J.VariableDeclarations declared = declaration.getValue();
        String reason = decide(
                declared.getVariables().get(0), declaration, assignment, (J.MethodInvocation) assigned.getAssignment());
        if (reason == null) {
            decisions.declared.put(declared.getId(), call);
            decisions.forms.put(declared.getId(), Decisions.Form.DECLARED);
            decisions.forms.put(assigned.getId(), Decisions.Form.ASSIGNED);
        }
        return reason;
    }

    /** Returns where a variable is declared without a value, once for each time that it gets one; null if it is not. */
    private static @Nullable Cursor declaration(String name, Cursor assignment) {
        J inner = assignment.getValue();
        Cursor at = assignment.getParentTreeCursor();
        while (!(at.getValue() instanceof J.MethodDeclaration
                || at.getValue() instanceof J.Lambda
                || at.getValue() instanceof Loop
                || isOfClass(at))) {
            if (at.getValue() instanceof J.Block block) {
                List<Statement> statements = block.getStatements();
                for (Statement statement : statements.subList(0, statements.indexOf(inner))) {
                    if (declares(statement, name)) {
                        return new Cursor(at, statement);
                    }
                }
            }
            inner = at.getValue();
            at = at.getParentTreeCursor();
        }
        return null;
    }

    private static boolean declares(Statement statement, String name) {
        return statement instanceof J.VariableDeclarations declared
                && declared.getVariables().size() == 1
                && declared.getVariables().get(0).getInitializer() == null
                && declared.getVariables().get(0).getSimpleName().equals(name);
    }

    /** Returns whether a variable is declared in a case, which is no block. */
    private static boolean isOfCase(String name, Cursor assignment) {
        return assignment
                .getPathAsStream(J.Case.class::isInstance)
                .flatMap(each -> ((J.Case) each).getStatements().stream())
                .anyMatch(statement -> declares(statement, name));
    }

    private static boolean isOfClass(Cursor block) {
        J around = block.getParentTreeCursor().getValue();
        return around instanceof J.ClassDeclaration || around instanceof J.NewClass;
    }

    /** Records what is asked, or returns why the call stays. */
    private @Nullable String decide(
            J.VariableDeclarations.NamedVariable variable,
            Cursor declaration,
            Cursor place,
            J.MethodInvocation execution) {
        J.Block block = declaration.getParentTreeCursor().getValue();
        List<Statement> statements = block.getStatements();
        List<Statement> scope =
                statements.subList(statements.indexOf((Statement) declaration.getValue()), statements.size());
        if (isTaken(variable.getSimpleName(), declaration, scope.stream())) {
            return Words.TAKEN;
        }
        Statement statement = place.getValue();
        ResponseUses asked = ResponseUses.of(
                block.withStatements(scope),
                declaration.getParentTreeCursor().getParentOrThrow(),
                variable,
                call,
                statement);
        Map<UUID, Decisions.Use> uses = asked.all();
        boolean text = asked.asks(Decisions.Question.ERROR_TEXT);
        J.MethodInvocation asking = AnswerRewrite.selected(execution);
        boolean repeats = NativeCall.canRepeat(asking);
        if (asked.isAssignedAgain()) {
            return Words.RESPONSE_ASSIGNED;
        }
        if (uses == null || asked.isCaptured()) {
            return Words.RESPONSE_USE;
        }
        if (!asked.isTextSure(CaughtException.tries(place))) {
            return Words.TEXT;
        }
        if (text && !repeats) {
            return Words.TEXT_OF_CALL;
        }
        if (belongsBefore(asking)) {
            return Words.ARGUMENT;
        }
        decisions.uses.putAll(uses);
        if (repeats && (text || asked.asks(Decisions.Question.ERROR))) {
            decisions.withRequest.add(statement.getId());
        }
        return null;
    }

    /**
     * Returns whether an argument, or what the call is made on, cannot stand in a try: it assigns a variable, or throws what the
     * try catches.
     */
    private boolean belongsBefore(J.MethodInvocation asking) {
        boolean[] found = {false};
        CodeVisitor<Integer> parts = new CodeVisitor<>() {
            @Override
            public J.Assignment visitAssignment(J.Assignment assigned, Integer ignored) {
                found[0] = true;
                return assigned;
            }

            @Override
            public J preVisit(J tree, Integer ignored) {
                found[0] |= tree instanceof MethodCall made && facts.callsService(made);
                return tree;
            }
        };
        parts.visit(asking.getSelect(), 0);
        asking.getArguments().forEach(argument -> parts.visit(argument, 0));
        return found[0];
    }

    /** Returns whether code sees or uses the names already that replace a Response. */
    static boolean isTaken(String response, Cursor place, Stream<? extends J> code) {
        Set<String> names = Scope.in(code);
        names.addAll(Scope.around(place));
        return Stream.of("Body", "Error", "Failure").anyMatch(end -> names.contains(response + end));
    }
}
