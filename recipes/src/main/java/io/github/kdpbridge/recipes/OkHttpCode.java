package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.java.tree.Loop;
import org.openrewrite.java.tree.Statement;
import org.openrewrite.java.tree.TypeUtils;

/** Where code makes an OkHttp client. */
final class OkHttpCode {
    private static final MethodMatcher BUILD = new MethodMatcher("okhttp3.OkHttpClient$Builder build()");
    private static final MethodMatcher CREATE = new MethodMatcher("okhttp3.OkHttpClient <constructor>()");
    private static final MethodMatcher NEW_BUILDER = new MethodMatcher("okhttp3.OkHttpClient newBuilder()");

    private OkHttpCode() {}

    static boolean isBuild(J.MethodInvocation call) {
        return BUILD.matches(call) && call.getSelect() != null;
    }

    /** Returns whether this is {@code new OkHttpClient()}. */
    static boolean isNew(J.NewClass created) {
        return created.getBody() == null
                && created.getClazz() != null
                && TypeUtils.isOfClassType(created.getClazz().getType(), "okhttp3.OkHttpClient")
                && created.getArguments().stream().allMatch(argument -> argument instanceof J.Empty);
    }

    /** Returns whether this is {@code OkHttpClient::new} or {@code OkHttpClient.Builder::build}. */
    static boolean isReference(J.MemberReference reference) {
        return BUILD.matches(reference.getMethodType()) || CREATE.matches(reference.getMethodType());
    }

    /**
     * Returns whether a builder is not surely made for this client alone: the client may have the interceptor of another one,
     * or a builder of several clients would get it twice.
     *
     * @param place where the client is built
     */
    static boolean isShared(Cursor place, JavaSourceFile file) {
        Expression root = root(place.getValue());
        if (!(root instanceof J.Identifier builder)) {
            return !(root instanceof J.NewClass);
        }
        List<J.MethodInvocation> builds = new ArrayList<>();
        List<Expression> sources = new ArrayList<>();
        new JavaIsoVisitor<Integer>() {
            @Override
            public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Integer ignored) {
                if (isBuild(call) && isNamed(root(call), builder)) {
                    builds.add(call);
                }
                return super.visitMethodInvocation(call, ignored);
            }

            @Override
            public J.VariableDeclarations.NamedVariable visitVariable(
                    J.VariableDeclarations.NamedVariable variable, Integer ignored) {
                if (variable.getSimpleName().equals(builder.getSimpleName()) && variable.getInitializer() != null) {
                    sources.add(root(variable.getInitializer()));
                }
                return super.visitVariable(variable, ignored);
            }

            @Override
            public J.Assignment visitAssignment(J.Assignment assignment, Integer ignored) {
                if (isNamed(assignment.getVariable(), builder)) {
                    sources.add(root(assignment.getAssignment()));
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
                .filter(each -> each.getVariables().stream().anyMatch(one -> isNamed(one.getName(), builder)))
                .findFirst()
                .orElse(null);
    }

    private static boolean assigns(List<Statement> statements, J.Identifier builder) {
        return statements.stream()
                .anyMatch(each -> each instanceof J.Assignment assigned && isNamed(assigned.getVariable(), builder));
    }

    static boolean isNamed(Expression expression, J.Identifier name) {
        return expression instanceof J.Identifier other && other.getSimpleName().equals(name.getSimpleName());
    }

    /** Returns where a chain of calls of a builder begins. */
    static Expression root(Expression chain) {
        Expression at = chain;
        while (at instanceof J.MethodInvocation call && call.getSelect() != null && !NEW_BUILDER.matches(call)) {
            at = call.getSelect();
        }
        return at;
    }
}
