package io.github.kdpbridge.recipes;

import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.TypeUtils;

/** Where code makes an OkHttp client. */
final class OkHttpCode {
    private static final MethodMatcher BUILD = new MethodMatcher("okhttp3.OkHttpClient$Builder build()");

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

    static @Nullable String path(Cursor cursor) {
        J.CompilationUnit unit = cursor.firstEnclosing(J.CompilationUnit.class);
        return unit == null ? null : unit.getSourcePath().toString();
    }
}
