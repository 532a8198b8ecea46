package io.github.kdpbridge.recipes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Statement;
import org.openrewrite.java.tree.TypeUtils;

/** The two methods of the callback of {@code enqueue}, if they can become a lambda. */
record CallbackSurvey(J.MethodDeclaration onResponse, J.MethodDeclaration onFailure) {
    private static final int METHODS = 2;

    /** Returns the callback of a call; null if it is not an anonymous class of its two methods. */
    static @Nullable CallbackSurvey of(J.MethodInvocation enqueue) {
        if (enqueue.getArguments().size() != 1
                || !(enqueue.getArguments().get(0) instanceof J.NewClass created)
                || created.getBody() == null
                || created.getClazz() == null
                || !TypeUtils.isOfClassType(created.getClazz().getType(), "retrofit2.Callback")
                || created.getBody().getStatements().size() != METHODS) {
            return null;
        }
        Map<String, J.MethodDeclaration> methods = new HashMap<>();
        for (Statement statement : created.getBody().getStatements()) {
            if (statement instanceof J.MethodDeclaration declared && declared.getBody() != null) {
                methods.put(declared.getSimpleName(), declared);
            }
        }
        J.MethodDeclaration onResponse = methods.get("onResponse");
        J.MethodDeclaration onFailure = methods.get("onFailure");
        return onResponse == null || onFailure == null ? null : new CallbackSurvey(onResponse, onFailure);
    }

    /** Returns a parameter of one of the methods. */
    static J.VariableDeclarations.NamedVariable parameter(J.MethodDeclaration method, int index) {
        return ((J.VariableDeclarations) method.getParameters().get(index))
                .getVariables()
                .get(0);
    }

    String failure() {
        return parameter(onFailure, 1).getSimpleName();
    }

    String response() {
        return parameter(onResponse, 1).getSimpleName();
    }

    /** Returns what is asked of the response; null if the callback cannot surely become a lambda. */
    @Nullable Map<UUID, Decisions.Use> uses(Cursor enqueue, NativeCall call) {
        J.Block body = body(onResponse);
        Set<String> inner = declared(body);
        boolean twice = inner.contains(failure());
        inner.addAll(declared(body(onFailure)));
        inner.add(failure());
        // A lambda cannot declare a name again that its method declares.
        inner.retainAll(Scope.around(enqueue));
        if (twice || !inner.isEmpty() || needsClass(onResponse) || needsClass(onFailure)) {
            return null;
        }
        ResponseUses uses = ResponseUses.of(body, enqueue, parameter(onResponse, 1), call, onResponse);
        return uses.asks(Decisions.Question.ERROR_TEXT) ? null : uses.all();
    }

    static J.Block body(J.MethodDeclaration method) {
        return Objects.requireNonNull(method.getBody(), method.getSimpleName());
    }

    private static Set<String> declared(J tree) {
        Set<String> names = new HashSet<>();
        new CodeVisitor<Set<String>>() {
            @Override
            public J.VariableDeclarations.NamedVariable visitVariable(
                    J.VariableDeclarations.NamedVariable variable, Set<String> all) {
                all.add(variable.getSimpleName());
                return super.visitVariable(variable, all);
            }
        }.visit(tree, names);
        return names;
    }

    /** Returns whether a method uses its call or its class, which a lambda does not have. */
    private static boolean needsClass(J.MethodDeclaration method) {
        Set<String> missing = Set.of("this", "super", parameter(method, 0).getSimpleName());
        boolean[] needs = {false};
        new CodeVisitor<Integer>() {
            @Override
            public J.Identifier visitIdentifier(J.Identifier identifier, Integer ignored) {
                needs[0] |= missing.contains(identifier.getSimpleName()) && identifier.getFieldType() != null;
                return identifier;
            }

            @Override
            public J.MethodInvocation visitMethodInvocation(J.MethodInvocation asked, Integer ignored) {
                JavaType.Method type = asked.getMethodType();
                needs[0] |= asked.getSelect() == null
                        && (type == null
                                || TypeUtils.isOfClassType(type.getDeclaringType(), "java.lang.Object")
                                || TypeUtils.isAssignableTo("retrofit2.Callback", type.getDeclaringType()));
                return super.visitMethodInvocation(asked, ignored);
            }
        }.visit(body(method), 0);
        return needs[0];
    }
}
