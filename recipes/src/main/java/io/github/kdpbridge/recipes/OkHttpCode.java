package io.github.kdpbridge.recipes;

import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
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
