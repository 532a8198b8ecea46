package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.java.tree.Loop;
import org.openrewrite.java.tree.Statement;

/** A builder of OkHttp that may have more to do than to build one client. */
final class SharedBuilder {
    private SharedBuilder() {}

    /**
     * Returns whether a builder is not surely made for this client alone: the client may have the interceptor of another one,
     * or a builder of several clients would get it twice.
     *
     * @param place where the client is built
     */
    static boolean isAt(Cursor place, JavaSourceFile file) {
        Expression root = OkHttpCode.root(place.getValue());
        if (!(root instanceof J.Identifier builder)) {
            return !(root instanceof J.NewClass);
        }
        List<J.MethodInvocation> builds = new ArrayList<>();
        List<Expression> sources = new ArrayList<>();
        new JavaIsoVisitor<Integer>() {
            @Override
            public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Integer ignored) {
                if (OkHttpCode.isBuild(call) && OkHttpCode.isNamed(OkHttpCode.root(call), builder)) {
                    builds.add(call);
                }
                return super.visitMethodInvocation(call, ignored);
            }

            @Override
            public J.VariableDeclarations.NamedVariable visitVariable(
                    J.VariableDeclarations.NamedVariable variable, Integer ignored) {
                if (variable.getSimpleName().equals(builder.getSimpleName()) && variable.getInitializer() != null) {
                    sources.add(OkHttpCode.root(variable.getInitializer()));
                }
                return super.visitVariable(variable, ignored);
            }

            @Override
            public J.Assignment visitAssignment(J.Assignment assignment, Integer ignored) {
                if (OkHttpCode.isNamed(assignment.getVariable(), builder)) {
                    sources.add(OkHttpCode.root(assignment.getAssignment()));
                }
                return super.visitAssignment(assignment, ignored);
            }
        }.visit(file, 0);
        return builds.size() > 1
                || sources.isEmpty()
                || !sources.stream().allMatch(J.NewClass.class::isInstance)
                || runsOften(place, builder);
    }

    /** Returns whether one builder may come to a place more than once, because it is made further out. */
    private static boolean runsOften(Cursor place, J.Identifier builder) {
        Cursor at = place;
        while (!(at.getValue() instanceof J.CompilationUnit)) {
            Object tree = at.getValue();
            List<Statement> statements = tree instanceof J.Block block
                    ? block.getStatements()
                    : tree instanceof J.Case choice ? choice.getStatements() : List.of();
            J.VariableDeclarations declared = declared(statements, builder);
            if (declared != null && at.getParentTreeCursor().getValue() instanceof J.ClassDeclaration) {
                return declared.hasModifier(J.Modifier.Type.Static) && !isStatic(place);
            } else if (declared != null || assigns(statements, builder)) {
                return false;
            } else if (tree instanceof Loop
                    || tree instanceof J.Lambda
                    || tree instanceof J.ClassDeclaration
                    || (tree instanceof J.NewClass created && created.getBody() != null)
                    || (tree instanceof J.MethodDeclaration method && !method.isConstructor())) {
                return true;
            }
            at = at.getParentTreeCursor();
        }
        return true;
    }

    /** Returns whether a place is in an initializer of its class, and not of its objects. */
    private static boolean isStatic(Cursor place) {
        Cursor member = place;
        while (!(member.getParentTreeCursor().getParentTreeCursor().getValue() instanceof J.ClassDeclaration)) {
            member = member.getParentTreeCursor();
        }
        return member.getValue() instanceof J.Block initializer
                ? initializer.isStatic()
                : member.getValue() instanceof J.VariableDeclarations field
                        && field.hasModifier(J.Modifier.Type.Static);
    }

    private static J.@Nullable VariableDeclarations declared(List<Statement> statements, J.Identifier builder) {
        return statements.stream()
                .filter(J.VariableDeclarations.class::isInstance)
                .map(J.VariableDeclarations.class::cast)
                .filter(each ->
                        each.getVariables().stream().anyMatch(one -> OkHttpCode.isNamed(one.getName(), builder)))
                .findFirst()
                .orElse(null);
    }

    private static boolean assigns(List<Statement> statements, J.Identifier builder) {
        return statements.stream()
                .anyMatch(each ->
                        each instanceof J.Assignment assigned && OkHttpCode.isNamed(assigned.getVariable(), builder));
    }
}
