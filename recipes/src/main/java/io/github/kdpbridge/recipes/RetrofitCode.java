package io.github.kdpbridge.recipes;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;

/** Where code makes a Retrofit without a client, which then makes an {@code OkHttpClient} of its own. */
final class RetrofitCode {
    private static final String BUILDER = "retrofit2.Retrofit$Builder ";
    private static final MethodMatcher BUILD = new MethodMatcher(BUILDER + "build()");
    private static final MethodMatcher CLIENT = new MethodMatcher(BUILDER + "client(..)");
    private static final MethodMatcher FACTORY = new MethodMatcher(BUILDER + "callFactory(..)");
    private static final MethodMatcher BASE_URL = new MethodMatcher(BUILDER + "baseUrl(..)");
    private static final MethodMatcher NEW_BUILDER = new MethodMatcher("retrofit2.Retrofit newBuilder()");

    private RetrofitCode() {}

    /** Returns what a call makes; null if it is no Retrofit, or one with a client or with a base URL of another service. */
    static ClientPlaces.@Nullable Kind kind(J.MethodInvocation build, JavaSourceFile file) {
        if (!BUILD.matches(build) || build.getSelect() == null) {
            return null;
        }
        Expression base = null;
        Expression at = build.getSelect();
        while (at instanceof J.MethodInvocation call && call.getSelect() != null) {
            if (setsClient(call) || NEW_BUILDER.matches(call)) {
                return null;
            }
            if (base == null && BASE_URL.matches(call)) {
                base = call.getArguments().get(0);
            }
            at = call.getSelect();
        }
        if (at instanceof J.Identifier builder && getsClient(builder, file)) {
            return null;
        }
        if (base instanceof J.Literal literal
                && literal.getValue() instanceof String text
                && Gen1Traces.find(text) == null) {
            return null;
        }
        return at instanceof J.NewClass && base != null && isOfGeneration1(base, file)
                ? ClientPlaces.Kind.RETROFIT
                : ClientPlaces.Kind.UNCLEAR_RETROFIT;
    }

    static boolean isReference(J.MemberReference reference) {
        return BUILD.matches(reference.getMethodType());
    }

    private static boolean setsClient(J.MethodInvocation call) {
        return CLIENT.matches(call) || FACTORY.matches(call);
    }

    /** Returns whether a builder of this name gets a client somewhere in the file. */
    private static boolean getsClient(J.Identifier builder, JavaSourceFile file) {
        AtomicBoolean gets = new AtomicBoolean();
        new JavaIsoVisitor<Integer>() {
            @Override
            public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Integer ignored) {
                if (setsClient(call) && OkHttpCode.isNamed(OkHttpCode.root(call), builder)) {
                    gets.set(true);
                }
                return super.visitMethodInvocation(call, ignored);
            }

            @Override
            public J.VariableDeclarations.NamedVariable visitVariable(
                    J.VariableDeclarations.NamedVariable variable, Integer ignored) {
                if (variable.getSimpleName().equals(builder.getSimpleName())) {
                    gets.compareAndSet(false, hasClient(variable.getInitializer()));
                }
                return super.visitVariable(variable, ignored);
            }
        }.visit(file, 0);
        return gets.get();
    }

    private static boolean hasClient(@Nullable Expression chain) {
        Expression at = chain;
        while (at instanceof J.MethodInvocation call) {
            if (setsClient(call) || NEW_BUILDER.matches(call)) {
                return true;
            }
            at = call.getSelect();
        }
        return false;
    }

    /** Returns whether a text in an expression names generation 1, or one in the initializer of the variable that it is. */
    private static boolean isOfGeneration1(Expression base, JavaSourceFile file) {
        AtomicBoolean names = new AtomicBoolean(names(base));
        String name = base instanceof J.Identifier identifier
                ? identifier.getSimpleName()
                : base instanceof J.FieldAccess access ? access.getSimpleName() : null;
        if (name != null) {
            new JavaIsoVisitor<Integer>() {
                @Override
                public J.VariableDeclarations.NamedVariable visitVariable(
                        J.VariableDeclarations.NamedVariable variable, Integer ignored) {
                    if (variable.getSimpleName().equals(name) && variable.getInitializer() != null) {
                        names.compareAndSet(false, names(variable.getInitializer()));
                    }
                    return super.visitVariable(variable, ignored);
                }
            }.visit(file, 0);
        }
        return names.get();
    }

    private static boolean names(Expression expression) {
        AtomicBoolean names = new AtomicBoolean();
        new JavaIsoVisitor<Integer>() {
            @Override
            public J.Literal visitLiteral(J.Literal literal, Integer ignored) {
                if (literal.getValue() instanceof String text && Gen1Traces.find(text) != null) {
                    names.set(true);
                }
                return literal;
            }
        }.visit(expression, 0);
        return names.get();
    }
}
