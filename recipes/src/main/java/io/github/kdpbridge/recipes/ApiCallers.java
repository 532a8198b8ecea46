package io.github.kdpbridge.recipes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.MethodCall;

/** The methods and constructors of a run that call the service, themselves or by others. */
final class ApiCallers extends CodeVisitor<Integer> {
    private static final String API = "";

    /** The callers, by what they call. A method is known by its name, and the constructors of a class by that of the class. */
    private final Map<String, Set<String>> callers = new HashMap<>();

    @Override
    public J preVisit(J tree, Integer ignored) {
        if (tree instanceof J.ClassDeclaration type && type.getType() != null) {
            add(constructor(type.getType().getSupertype()), constructor(type.getType()));
        } else if (tree instanceof MethodCall call) {
            add(Gen1Code.callsService(call) ? API : name(call), caller());
        }
        return tree;
    }

    private void add(String called, String caller) {
        callers.computeIfAbsent(called, name -> new HashSet<>()).add(caller);
    }

    /** A field and an initializer belong to the constructors of their class. */
    private String caller() {
        for (Cursor at = getCursor(); at != null; at = at.getParent()) {
            if (at.getValue() instanceof J.MethodDeclaration method && !method.isConstructor()) {
                return method.getSimpleName();
            }
            if (at.getValue() instanceof J.ClassDeclaration type) {
                return constructor(type.getType());
            }
        }
        return constructor(null);
    }

    private static String name(MethodCall call) {
        if (call instanceof J.MethodInvocation made) {
            return made.getSimpleName();
        }
        if (call instanceof J.NewClass created && created.getClazz() != null) {
            return constructor(created.getClazz().getType());
        }
        JavaType.Method method = call.getMethodType();
        return method == null || method.isConstructor()
                ? constructor(method == null ? null : method.getDeclaringType())
                : method.getName();
    }

    private static String constructor(@Nullable JavaType type) {
        return "new " + (type instanceof JavaType.FullyQualified named ? named.getFullyQualifiedName() : "");
    }

    /** Returns whether a call leads to one of the service. */
    boolean have(MethodCall call) {
        Set<String> found = new HashSet<>();
        Deque<String> called = new ArrayDeque<>(List.of(API));
        while (!called.isEmpty()) {
            callers.getOrDefault(called.pop(), Set.of()).stream()
                    .filter(found::add)
                    .forEach(called::push);
        }
        return found.contains(name(call));
    }
}
