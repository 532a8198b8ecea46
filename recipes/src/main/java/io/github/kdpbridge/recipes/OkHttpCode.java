package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.TypeUtils;

/** Where code makes an OkHttp client. */
final class OkHttpCode {
    private static final MethodMatcher BUILD = new MethodMatcher("okhttp3.OkHttpClient$Builder build()");
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

    /** Returns whether a client may have the interceptor of another one, or a builder of several clients would get it twice. */
    static boolean isShared(J.MethodInvocation build, J.CompilationUnit unit) {
        Expression root = root(build);
        if (!(root instanceof J.Identifier builder)) {
            return isDerived(root);
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
        }.visit(unit, 0);
        return builds.size() > 1 || sources.stream().anyMatch(OkHttpCode::isDerived);
    }

    private static boolean isNamed(Expression expression, J.Identifier name) {
        return expression instanceof J.Identifier other && other.getSimpleName().equals(name.getSimpleName());
    }

    private static boolean isDerived(Expression root) {
        return root instanceof J.MethodInvocation call && NEW_BUILDER.matches(call);
    }

    /** Returns where a chain of calls of a builder begins. */
    private static Expression root(Expression chain) {
        Expression at = chain;
        while (at instanceof J.MethodInvocation call && call.getSelect() != null && !NEW_BUILDER.matches(call)) {
            at = call.getSelect();
        }
        return at;
    }

    static @Nullable String path(Cursor cursor) {
        J.CompilationUnit unit = cursor.firstEnclosing(J.CompilationUnit.class);
        return unit == null ? null : unit.getSourcePath().toString();
    }
}
